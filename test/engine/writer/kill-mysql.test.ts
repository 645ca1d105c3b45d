import { killTest } from './kill.js';

killTest('mysql');
