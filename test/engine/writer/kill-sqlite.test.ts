import { killTest } from './kill.js';

killTest('sqlite');
