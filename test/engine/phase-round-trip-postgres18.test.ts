import { phaseRoundTrips } from './phase-round-trip.js';

phaseRoundTrips('postgres18', 100);
