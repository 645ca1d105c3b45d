import { writerTest } from './writer.js';

writerTest('mysql');
