import { roundTrips } from './round-trip.js';

roundTrips('postgres18', 300);
