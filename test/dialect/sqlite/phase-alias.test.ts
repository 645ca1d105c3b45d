/** A view of SQLite has no column called true or false, so a table that has one keeps no old name. */
import { expect, test } from 'vitest';
import { plan } from '../../../src/compile.js';
import { whole } from '../../../src/ir/desired.js';
import { qname } from '../../../src/ir/name.js';
import { column, emptySchema, type Schema, table } from '../../../src/ir/schema.js';
import { T } from '../../../src/ir/type.js';
import { isLeft } from '../../../src/prelude.js';

const called = (name: string, other: string): Schema => ({
  ...emptySchema,
  tables: [
    table(qname(name), [column('id', T.integer(32)), column(other, T.integer(32))], {
      primaryKey: { name: null, columns: [{ name: 'id', prefix: null, order: 'asc' }] },
    }),
  ],
});

test.each([
  ['flag', 'planned'],
  ['truex', 'planned'],
  ['true', 'no view can take what is written to it'],
  ['False', 'no view can take what is written to it'],
])('the old name of a table with a column called %s: %s', (name, expected) => {
  const made = plan(
    whole(called('people', name)),
    {
      ...whole(called('users', name)),
      renames: [{ table: { from: qname('people'), to: qname('users') }, column: null, at: null }],
    },
    { dialect: 'sqlite', strategy: 'two-phase' },
  );
  expect(isLeft(made) ? made.left.map((p) => p.data['why']) : ['planned']).toEqual([expected]);
});
