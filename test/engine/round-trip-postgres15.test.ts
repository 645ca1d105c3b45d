import { roundTrips } from './round-trip.js';

roundTrips('postgres15', 300);
