/** What is kept and not modelled, and the checks of MariaDB that belong to a column. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { E } from '../../../src/ir/expression.js';
import { qname } from '../../../src/ir/name.js';
import { check, type Schema, type Table } from '../../../src/ir/schema.js';
import { T } from '../../../src/ir/type.js';
import type { Statement } from '../../../src/sql/ast.js';
import { type Lab, openLab, servers } from './support.js';

const only = (s: Schema, name: string): Table => {
  const t = s.tables.find((x) => x.name.name === name);
  if (t === undefined) throw new Error(`no table ${name}`);
  return t;
};

const made = `
CREATE TABLE t (id int PRIMARY KEY, a int, b varchar(10), c int);
CREATE TABLE other (id int PRIMARY KEY, a int);
CREATE VIEW v AS SELECT x.a AS q, 'b from t' AS r FROM t AS x;
CREATE ALGORITHM=MERGE SQL SECURITY INVOKER VIEW \`v\`\`2\` AS SELECT q FROM v WHERE q > 1 WITH LOCAL CHECK OPTION;
CREATE TRIGGER one BEFORE INSERT ON t FOR EACH ROW SET NEW.b = 'c';
CREATE TRIGGER two AFTER UPDATE ON t FOR EACH ROW UPDATE other SET a = NEW.a WHERE id = NEW.id;
CREATE FUNCTION f(x int) RETURNS int DETERMINISTIC RETURN x + 1;
CREATE PROCEDURE p() SELECT a FROM other;
CREATE EVENT e ON SCHEDULE EVERY 1 DAY DISABLE DO DELETE FROM other;
CREATE TABLE parts (id int NOT NULL, y int) PARTITION BY RANGE (id) (PARTITION p0 VALUES LESS THAN (10));`;

describe.each(servers)('%s', (id) => {
  let lab: Lab;
  beforeAll(async () => {
    lab = await openLab(id);
  });
  afterAll(() => lab.db.drop());
  beforeEach(() => lab.db.reset());

  test('views, triggers, routines, events and partitions are kept', async () => {
    await lab.db.exec(made);
    const s = await lab.catalog();
    const seen = s.opaque.map((o) => [
      o.kind,
      o.name.name,
      o.on?.name ?? null,
      o.dependsOn.map((d) => `${d.table.name}(${d.columns === null ? '?' : d.columns.join(' ')})`).join(', '),
    ]);
    expect(seen).toEqual([
      ['event', 'e', null, 'other()'],
      ['function', 'f', null, ''],
      ['function', 'p', null, 'other(a)'],
      ['partitioning', 'parts', 'parts', 'parts(id)'],
      ['trigger', 'one', 't', 't(b)'],
      ['trigger', 'two', 't', 'other(id a), t(id a)'],
      ['view', 'v', null, 't(a)'],
      ['view', 'v`2', null, 'v(?)'],
    ]);
    expect(s.tables.map((t) => t.name.name).sort()).toEqual(['other', 'parts', 't']);
  });

  test('views and triggers can be made again from their definitions', async () => {
    await lab.db.exec(made);
    const s = await lab.catalog();
    const texts = s.opaque.filter((o) => o.kind === 'view' || o.kind === 'trigger').flatMap((o) => o.definition);
    expect(texts).toHaveLength(4);
    await lab.db.exec('DROP VIEW `v``2`; DROP VIEW v; DROP TRIGGER one; DROP TRIGGER two');
    for (const text of texts) await lab.db.exec(text);
    expect((await lab.catalog()).opaque).toEqual(s.opaque);
  });

  test('a plan that would break a view or a trigger without a word is refused', async () => {
    await lab.db.exec(made);
    const s = await lab.catalog();
    const t = only(s, 't');
    const refused = (statement: Statement): ReadonlyArray<string> => {
      const r = lab.dialect.legalise({ before: s, after: s, statements: [statement] });
      return r._tag === 'Left' ? r.left.map((p) => `${p.code} ${p.data['name']}`) : [];
    };
    const drop = (name: string): Statement => {
      const column = t.columns.find((c) => c.name === name);
      if (column === undefined) throw new Error(name);
      return { kind: 'AlterTable', before: t, after: t, actions: [{ kind: 'DropColumn', column }] };
    };
    const rename = (name: string): Statement => {
      const from = t.columns.find((c) => c.name === name);
      if (from === undefined) throw new Error(name);
      return { kind: 'AlterTable', before: t, after: t, actions: [{ kind: 'RenameColumn', from, to: 'new' }] };
    };
    expect(refused(drop('a'))).toEqual(['plan.opaque two', 'plan.opaque v']);
    expect(refused(rename('b'))).toEqual(['plan.opaque one']);
    expect(refused(drop('c'))).toEqual([]);
    expect(refused({ kind: 'DropTable', table: t })).toEqual(['plan.opaque v']);
    expect(refused({ kind: 'RenameTable', from: t.name, to: qname('u') })).toEqual(['plan.opaque v']);
    expect(refused({ kind: 'DropTable', table: only(s, 'other') })).toEqual(['plan.opaque two']);
  });

  test.skipIf(id !== 'mariadb')('a check of a renamed column is known by its new name', async () => {
    await lab.db.exec('CREATE TABLE t (a int, j json, x int CHECK (x > 5), y int)');
    await lab.db.exec('ALTER TABLE t RENAME COLUMN j TO k, RENAME COLUMN x TO z, RENAME COLUMN y TO x');
    const t = only(await lab.catalog(), 't');
    expect(t.columns.find((c) => c.name === 'k')?.type).toEqual(T.json(false));
    expect(t.checks.map((c) => c.name)).toEqual(['z']);
    await lab.alter(t, { ...t, checks: [] }, ...t.checks.map((c) => ({ kind: 'DropCheck' as const, check: c })));
  });

  test.skipIf(id !== 'mariadb')('a check of a column stays, changes and goes', async () => {
    await lab.db.exec(
      "CREATE TABLE t (x int CHECK (x > 5), y int, `z``` int DEFAULT 7 COMMENT 'c' CHECK (`z``` <> y), j json, k json CHECK (json_length(k) > 0), CONSTRAINT y CHECK (y > 1))",
    );
    const s = await lab.catalog();
    const t = only(s, 't');
    expect(t.checks.map((c) => c.name)).toEqual(['k', 'x', 'y', 'z`']);
    const columnOf = (name: string) => {
      const c = t.columns.find((x) => x.name === name);
      if (c === undefined) throw new Error(name);
      return c;
    };
    expect(columnOf('j').type).toEqual(T.json(false));
    expect(columnOf('k').type).toEqual(T.text('long'));
    // A restated column keeps its check.
    const wide = t.columns.map((c) => (c.name === 'x' ? { ...c, type: T.integer(64) } : c));
    const wider = { ...t, columns: wide };
    await lab.alter(t, wider, {
      kind: 'AlterColumn',
      before: columnOf('x'),
      after: { ...columnOf('x'), type: T.integer(64) },
      using: null,
    });
    // A renamed column leaves the check its name.
    const renamed: Table = {
      ...wider,
      columns: wider.columns.map((c) => (c.name === 'z`' ? { ...c, name: 'w' } : c)),
      checks: wider.checks.map((c) =>
        c.name === 'z`' ? { ...c, expr: E.binary('<>', E.column('w'), E.column('y')) } : c,
      ),
    };
    await lab.alter(wider, renamed, { kind: 'RenameColumn', from: columnOf('z`'), to: 'w' });
    // A dropped check is gone, whichever kind it is.
    const gone: Table = { ...renamed, checks: renamed.checks.filter((c) => c.name !== 'x' && c.name !== 'k') };
    const dropped = renamed.checks.filter((c) => c.name === 'x' || c.name === 'k');
    await lab.alter(renamed, gone, ...dropped.map((c) => ({ kind: 'DropCheck' as const, check: c })));
    // A check that goes together with a new default of its column does not stay behind.
    const seven = {
      ...columnOf('y'),
      default: { kind: 'Value' as const, value: { kind: 'Number' as const, text: '7' } },
    };
    await lab.db.exec('ALTER TABLE t MODIFY y int CHECK (y < 100), DROP CONSTRAINT y');
    const with7: Table = { ...gone, columns: gone.columns.map((c) => (c.name === 'y' ? seven : c)), checks: [] };
    const held = only(await lab.catalog(), 't');
    await lab.alter(held, with7, ...held.checks.map((c) => ({ kind: 'DropCheck' as const, check: c })), {
      kind: 'AlterColumn',
      before: columnOf('y'),
      after: seven,
      using: null,
    });
    await lab.alter(
      with7,
      gone,
      { kind: 'AlterColumn', before: seven, after: columnOf('y'), using: null },
      ...gone.checks.map((c) => ({ kind: 'AddCheck' as const, check: c })),
    );
    // One that is changed has its name again.
    const y = check(E.binary('>', E.column('y'), E.number(2)), { name: 'y' });
    const old = gone.checks.find((c) => c.name === 'y');
    if (old === undefined) throw new Error('y');
    await lab.alter(
      gone,
      { ...gone, checks: gone.checks.map((c) => (c.name === 'y' ? y : c)) },
      { kind: 'DropCheck', check: old },
      { kind: 'AddCheck', check: y },
    );
  });
});
