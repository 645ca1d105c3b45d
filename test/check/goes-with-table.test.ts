import { expect, test } from 'vitest';
import { plan } from '../../src/compile.js';
import { whole } from '../../src/ir/desired.js';
import { qname } from '../../src/ir/name.js';
import { column, emptySchema, table } from '../../src/ir/schema.js';
import { T } from '../../src/ir/type.js';
import { isRight } from '../../src/prelude.js';

test('a dropped table says which triggers and policies go with it', () => {
  const users = table(qname('users'), [column('id', T.integer(32))]);
  const sits = { on: qname('users'), dependsOn: [], definition: [] };
  const from = {
    ...emptySchema,
    tables: [users, table(qname('other'), [column('id', T.integer(32))])],
    opaque: [
      { kind: 'trigger' as const, name: qname('stamp'), ...sits },
      { kind: 'policy' as const, name: qname('own_rows'), ...sits },
      { kind: 'trigger' as const, name: qname('elsewhere'), ...sits, on: qname('other') },
    ],
  };
  const to = { ...emptySchema, tables: from.tables.slice(1) };
  const made = plan(whole(from), whole(to), { dialect: 'postgres' });
  const said = isRight(made)
    ? made.right.findings.filter((f) => f.code === 'goes-with-table').map((f) => f.message)
    : made;
  expect(said).toEqual([
    'With users go the policy own_rows, the trigger stamp; the way back does not make them again.',
  ]);
});
