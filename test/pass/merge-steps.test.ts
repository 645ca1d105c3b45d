/** A renaming and the view under the old name are one step; whatever stands between them keeps them apart. */
import { describe, expect, test } from 'vitest';
import { dialectOf } from '../../src/dialect/registry.js';
import type { Intent } from '../../src/intent/algebra.js';
import { qname } from '../../src/ir/name.js';
import { column, type Opaque, type Schema, type Table, table } from '../../src/ir/schema.js';
import { T } from '../../src/ir/type.js';
import { draft } from '../../src/pass/draft.js';
import { mergeSteps } from '../../src/pass/merge-steps.js';
import { isLeft } from '../../src/prelude.js';

const people: Table = table(qname('people'), [column('id', T.integer(32))]);
const users: Table = { ...people, name: qname('users') };
const view: Opaque = {
  kind: 'view',
  name: people.name,
  on: null,
  dependsOn: [{ table: users.name, columns: ['id'] }],
  definition: ['CREATE ALGORITHM=MERGE SQL SECURITY DEFINER VIEW `people` AS SELECT `id` AS `id` FROM `users`'],
};
const rename: Intent = { kind: 'RenameTable', from: people.name, to: users.name };
const add: Intent = { kind: 'AddObject', table: users.name, object: view, drop: 'DROP VIEW `people`' };
const drop: Intent = { ...add, kind: 'DropObject' };
const again: Intent = { kind: 'RenameTable', from: users.name, to: people.name };
const between: Intent = {
  kind: 'AddColumn',
  table: users.name,
  column: column('n', T.integer(32), { nullable: true }),
  after: undefined,
};
const before: Schema = { tables: [people], enums: [], opaque: [] };

const steps = (...intents: ReadonlyArray<Intent>) => {
  const dialect = dialectOf('mysql');
  const drafts = draft(intents, before);
  if (isLeft(dialect) || isLeft(drafts)) throw new Error(JSON.stringify([dialect, drafts]));
  return mergeSteps(drafts.right, dialect.right).map((d) => {
    const legal = dialect.right.legalise(d);
    if (isLeft(legal)) throw new Error(JSON.stringify(legal.left));
    return legal.right.map((s) => {
      const sql = dialect.right.print(s);
      return isLeft(sql) ? JSON.stringify(sql.left) : sql.right.replace(/ AS SELECT .*/, '');
    });
  });
};

describe('a table and its old name', () => {
  test('go and come at once where the engine can', () => {
    expect(steps(rename, add, drop, again)).toEqual([
      [
        'CREATE OR REPLACE VIEW `users`',
        'CREATE OR REPLACE ALGORITHM=MERGE SQL SECURITY DEFINER VIEW `altair_view_aside`',
        'DROP VIEW `users`',
        'RENAME TABLE `people` TO `users`, `altair_view_aside` TO `people`',
      ],
      [
        'DROP VIEW IF EXISTS `altair_view_aside`',
        'LOCK TABLES `people` WRITE',
        'RENAME TABLE `people` TO `altair_view_aside`, `users` TO `people`',
        'UNLOCK TABLES',
        'DROP VIEW `altair_view_aside`',
      ],
    ]);
  });
  test('stay apart when something stands between them', () => {
    expect(steps(rename, between, add).map((s) => s.length)).toEqual([1, 1, 1]);
  });
});
