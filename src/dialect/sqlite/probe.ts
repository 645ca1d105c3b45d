/** What the engine will do with the rows that are there. */
import { outcome, type ProbeDialect } from '../probe.js';

export const probe: ProbeDialect = {
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
};
