/**
 * Names and texts through PHP and PDO: the class asks for the planned statements, its literals are what they say, and
 * nothing of them is taken for a placeholder, up and down, in one release and in two.
 */
import { expect, it } from 'vitest';
import { whole } from '../../src/ir/desired.js';
import { emptySchema } from '../../src/ir/schema.js';
import { built, twoReleases } from './hostile-journeys.js';
import { describeForPhp } from './hostile-php.js';
import { tablesNamed } from './hostile-schemas.js';

describeForPhp('hostile names', ({ engine, place, names, some }) => {
  it.each(engine.dialect === 'sqlite' ? (['own'] as const) : (['real', 'emulated'] as const))(
    'of tables and columns, with %s prepares',
    async (prepares) => {
      const { dialect, go, back, schema } = place(prepares);
      const wanted = tablesNamed(names(), dialect);
      const p = await go(whole(wanted));
      expect(built(await schema(), whole(wanted), dialect).migrations).toEqual([]);
      await back(p);
      expect(built(await schema(), whole(emptySchema), dialect).migrations).toEqual([]);
    },
  );

  it('of what two releases need, of pieces and of tables beside', () => twoReleases(place(), some()));
});
