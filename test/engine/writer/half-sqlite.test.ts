import { halfTest } from './half.js';

halfTest('sqlite');
