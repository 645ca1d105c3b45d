import { verdicts } from './verdict/verdicts.js';

verdicts('mariadb', 500);
