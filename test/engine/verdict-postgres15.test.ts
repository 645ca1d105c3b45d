import { verdicts } from './verdict/verdicts.js';

verdicts('postgres15', 500);
