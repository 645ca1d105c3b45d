import { laws } from './laws.js';

laws('mysql', 20_000);
