import { halfTest } from './half.js';

halfTest('postgres18');
