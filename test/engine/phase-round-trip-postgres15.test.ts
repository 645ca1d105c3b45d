import { phaseRoundTrips } from './phase-round-trip.js';

phaseRoundTrips('postgres15', 100);
