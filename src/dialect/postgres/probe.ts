/** What the engine will do with the rows that are there. */
import type { ServerVersion } from '../dialect.js';
import { outcome, type ProbeDialect } from '../probe.js';

export const probe = (_version: ServerVersion): ProbeDialect => ({
  pass: () => outcome.open,
  key: (value) => value,
  mismatch: () => null,
  target: 'unique key',
  keysAreNotNull: true,
  entry: null,
  viewsFollowRenames: true,
  estimates: null,
  uses: () => null,
  lax: null,
});
