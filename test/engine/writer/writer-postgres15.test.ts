import { writerTest } from './writer.js';

writerTest('postgres15');
