import { roundTrips } from './round-trip.js';

roundTrips('mysql', 300);
