/** Every action of ALTER TABLE, printed, run on a table with rows, read back. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { differingTables } from '../../../src/ir/equal.js';
import { E } from '../../../src/ir/expression.js';
import { qname } from '../../../src/ir/name.js';
import { column, emptySchema, type Schema, table } from '../../../src/ir/schema.js';
import { T } from '../../../src/ir/type.js';
import type { Statement } from '../../../src/sql/ast.js';
import { type Scratch, scratch } from '../../support/engines.js';
import { cases } from './alter-actions.js';
import { base, rows, serial } from './alter-cases.js';
import { create, dialectOf, majors, printed, servers } from './support.js';

describe.each(servers)('ALTER TABLE · %s', (server) => {
  const d = dialectOf(majors[server]);
  let on: Scratch;
  beforeAll(async () => {
    on = await scratch(server);
  });
  afterAll(() => on.drop());
  beforeEach(() => on.reset());

  for (const c of cases.filter((x) => (x.since ?? 0) <= majors[server]))
    test(c.name, async () => {
      const before = await create(on, d, { ...emptySchema, tables: [{ ...base, ...c.from }] });
      const from = before.tables[0] ?? base;
      const to = c.to(from);
      const after = d.physical({ ...before, tables: [to] });
      const fill = c.fill ?? rows;
      if (fill !== '') await on.exec(fill);
      const statement: Statement = { kind: 'AlterTable', before: from, after: to, actions: c.actions(from, to) };
      const sql = printed(d, [statement], before, after);
      await on.exec('BEGIN');
      for (const text of sql) await on.exec(text);
      await on.exec('COMMIT');
      const read = await on.introspect();
      expect(differingTables(after, read), sql.join('\n')).toEqual([]);
      expect(differingTables(before, read)).toEqual(['t']);
      expect(read.opaque).toEqual([]);
      if (c.ask !== undefined) {
        const parts = c.ask[0].split('; ');
        for (const text of parts.slice(0, -1)) await on.exec(text);
        const answer = await on.query(parts.at(-1) ?? '');
        expect(answer[0]?.['answer']).toBe(c.ask[1]);
      }
    });

  test('rename of a table takes the usual names of its sequences along, over namespaces too', async () => {
    await on.exec('CREATE SCHEMA app');
    const before = await create(on, d, {
      ...emptySchema,
      tables: [table(qname('t'), [column('id', T.integer(32), { identity: serial })])],
    });
    for (const to of [qname('u'), qname('w "x"', 'app')]) {
      const current: Schema =
        to.namespace === null ? before : { ...before, tables: before.tables.map((t) => ({ ...t, name: qname('u') })) };
      const after: Schema = { ...before, tables: before.tables.map((t) => ({ ...t, name: to })) };
      const from = current.tables[0]?.name ?? qname('t');
      for (const sql of printed(d, [{ kind: 'RenameTable', from, to }], current, after)) await on.exec(sql);
      expect(await on.introspect()).toEqual({ ...after, namespaces: ['app', 'public'] });
    }
  });

  test('rows go back into a table whose numbers are always its own', async () => {
    const always = { kind: 'Identity', generation: 'always', start: null, increment: null } as const;
    const before = await create(on, d, {
      ...emptySchema,
      tables: [
        table(qname('t'), [column('id', T.integer(32), { identity: always })]),
        table(qname('kept'), [column('id', T.integer(32))]),
      ],
    });
    await on.exec('INSERT INTO kept VALUES (7)');
    const insert: Statement = {
      kind: 'InsertSelect',
      into: qname('t'),
      columns: ['id'],
      values: [E.column('id')],
      from: qname('kept'),
    };
    for (const sql of printed(d, [insert], before, before)) await on.exec(sql);
    expect(await on.query('SELECT id FROM t')).toEqual([{ id: 7 }]);
  });
});
