import { writerTest } from './writer.js';

writerTest('sqlite');
