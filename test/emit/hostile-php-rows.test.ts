/** Rows of tables with hostile names through PHP and PDO: filled, emptied, taken away, kept and brought back. */
import { it } from 'vitest';
import { dedupedAndKept, filledAndKept } from './hostile-journeys.js';
import { describeForPhp } from './hostile-php.js';

describeForPhp('rows under hostile names', ({ place, some }) => {
  it('are filled, emptied and kept', () => filledAndKept(place(), some()));

  it('are there twice', () => dedupedAndKept(place(), some()));
});
