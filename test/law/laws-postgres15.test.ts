import { laws } from './laws.js';

laws('postgres15', 20_000);
