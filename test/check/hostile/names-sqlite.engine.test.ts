import { hostileNames } from './names.js';

hostileNames('sqlite');
