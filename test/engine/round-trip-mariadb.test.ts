import { roundTrips } from './round-trip.js';

roundTrips('mariadb', 300);
