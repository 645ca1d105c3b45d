import { halfTest } from './half.js';

halfTest('mysql');
