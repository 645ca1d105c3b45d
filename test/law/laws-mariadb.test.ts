import { laws } from './laws.js';

laws('mariadb', 20_000);
