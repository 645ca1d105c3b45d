/** Rows of tables with hostile names through PHP and PDO: filled, emptied, taken away, kept and brought back. */
import { it } from 'vitest';
import { dedupedAndKept, filledAndKept } from './hostile-journeys.js';
import { describeForPhp } from './hostile-php.js';

/** Hundreds of tables, rebuilt a few times. */
const patience = 300_000;

describeForPhp('rows under hostile names', ({ place, some }) => {
  it('are filled, emptied and kept', () => filledAndKept(place(), some()), patience);

  it('are there twice', () => dedupedAndKept(place(), some()), patience);
});
