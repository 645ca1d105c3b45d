import { hostileNames } from './names.js';

hostileNames('postgres18');
