import { phaseRoundTrips } from './phase-round-trip.js';

phaseRoundTrips('mariadb', 100);
