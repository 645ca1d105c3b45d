import { roundTrips } from './round-trip.js';

roundTrips('sqlite', 3000);
