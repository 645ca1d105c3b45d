import { endingTest } from './ending.js';

endingTest('mysql');
