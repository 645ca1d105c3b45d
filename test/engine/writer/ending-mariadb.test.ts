import { endingTest } from './ending.js';

endingTest('mariadb');
