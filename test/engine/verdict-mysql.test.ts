import { verdicts } from './verdict/verdicts.js';

verdicts('mysql', 500);
