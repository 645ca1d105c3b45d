import type { ServerVersion } from '../dialect.js';

export type { ServerVersion };

export const atLeast = (v: ServerVersion, minor: number, patch = 0): boolean =>
  v.major > 3 || (v.major === 3 && (v.minor > minor || (v.minor === minor && v.patch >= patch)));
