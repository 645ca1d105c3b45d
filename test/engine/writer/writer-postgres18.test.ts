import { writerTest } from './writer.js';

writerTest('postgres18');
