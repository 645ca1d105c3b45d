import { phaseRoundTrips } from './phase-round-trip.js';

phaseRoundTrips('sqlite', 100);
