import { hostileNames } from './names.js';

hostileNames('mariadb');
