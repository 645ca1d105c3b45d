import { phaseRoundTrips } from './phase-round-trip.js';

phaseRoundTrips('mysql', 100);
