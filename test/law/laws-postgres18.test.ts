import { laws } from './laws.js';

laws('postgres18', 20_000);
