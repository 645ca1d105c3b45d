import { verdicts } from './verdict/verdicts.js';

verdicts('postgres18', 500);
