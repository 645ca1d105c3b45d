import { killTest } from './kill.js';

killTest('mariadb');
