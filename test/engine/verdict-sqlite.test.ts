import { verdicts } from './verdict/verdicts.js';

verdicts('sqlite', 500);
