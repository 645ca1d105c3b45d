import { killTest } from './kill.js';

killTest('postgres15');
