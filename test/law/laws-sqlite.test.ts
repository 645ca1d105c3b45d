import { laws } from './laws.js';

laws('sqlite', 20_000);
