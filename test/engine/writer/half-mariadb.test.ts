import { halfTest } from './half.js';

halfTest('mariadb');
