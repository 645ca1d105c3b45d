import { hostileNames } from './names.js';

hostileNames('mysql');
