import { writerTest } from './writer.js';

writerTest('mariadb');
