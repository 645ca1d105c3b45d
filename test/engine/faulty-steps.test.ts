/** Steps that an engine takes only in a roundabout way. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { plan } from '../../src/compile.js';
import type { Desired } from '../../src/ir/desired.js';
import { emptySchema } from '../../src/ir/schema.js';
import { isLeft } from '../../src/prelude.js';
import { readSpec } from '../../src/read/spec/index.js';
import { problemsText } from '../../src/report/problems.js';
import { describeEngines, type Scratch, scratch } from '../support/engines.js';
import { applyDown, applyUp, planFor, showUp } from './round-trip.js';

const spec = (text: string): Desired => {
  const read = readSpec('t.yaml', `persistence:\n  entity:\n${text}`);
  if (isLeft(read)) throw new Error(problemsText(read.left));
  return read.right;
};

describeEngines('roundabout steps', (engine) => {
  let db: Scratch;
  beforeAll(async () => {
    db = await scratch(engine);
  });
  afterAll(() => db.drop());
  beforeEach(() => db.reset());

  const again = async (to: Desired): Promise<string> => showUp(await planFor(db, await db.introspect(), to));

  test.runIf(engine.dialect === 'mysql')('a new column whose default differs from row to row', async () => {
    const base = '    table: t\n    fields:\n      id: { type: integer, primary: true, auto_increment: false }\n';
    await applyUp(db, await planFor(db, emptySchema, spec(base)));
    await db.exec('INSERT INTO t (id) VALUES (1), (2), (3)');
    const dump = await db.dump();
    const to = spec(
      `${base}      key: { type: string(36), default_sql: "uuid()" }\n      k2: { type: string(36), nullable: true, default_sql: "uuid()" }`,
    );
    const p = await planFor(db, await db.introspect(), to);
    expect(p.findings.filter((f) => f.level === 'error')).toEqual([]);
    await applyUp(db, p);
    await db.exec('INSERT INTO t (id) VALUES (4)');
    expect(await db.query('SELECT count(DISTINCT `key`) AS a, count(DISTINCT k2) AS b FROM t')).toEqual([
      { a: '4', b: '4' },
    ]);
    expect(await again(to)).toBe('');
    await applyDown(db, p);
    expect(await db.dump()).toBe(dump);
  });

  test.runIf(engine.dialect === 'sqlite')('a unique that the database has with ON CONFLICT', async () => {
    await db.exec(
      'CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT NOT NULL UNIQUE ON CONFLICT IGNORE, b TEXT NOT NULL, UNIQUE (b) ON CONFLICT REPLACE)',
    );
    const to = spec(
      '    table: t\n    fields:\n      id: { type: integer, primary: true, auto_increment: false }\n      a: { type: text, unique: true }\n      b: text\n    uniques: [[b], [a]]',
    );
    expect(await again(to)).toBe('');
  });

  test.runIf(engine.dialect === 'sqlite')('says which library it is', async () => {
    const rows = await db.query('SELECT sqlite_version() AS v');
    expect([
      {
        v: (
          await planFor(db, emptySchema, spec('    table: t\n    fields:\n      id: { type: integer, primary: true }'))
        ).serverVersion,
      },
    ]).toEqual(rows);
  });

  test.runIf(engine.dialect === 'postgres')('defaults of types that only PostgreSQL has', async () => {
    const to = spec(
      [
        '    table: t',
        '    fields:',
        '      id: { type: integer, primary: true, auto_increment: false }',
        `      a: { native: interval, default: "1 day" }`,
        `      b: { native: interval, default_sql: "'90 minutes'" }`,
        `      c: { native: inet, default: "10.0.0.1/32" }`,
        `      d: { native: "int[]", default_sql: "'{1, 2}'" }`,
        `      e: { native: "text[]", default_sql: "ARRAY['a','b']" }`,
        `      f: { native: macaddr, default: "08-00-2b-01-02-03" }`,
        `      g: { native: int4range, default_sql: "'[1,3]'" }`,
        `      h: { native: "interval(0)", default: "1 hour" }`,
        `      j: { native: point, default: "(1, 2)" }`,
        `      k: { native: "text[]", default_sql: "'{}'" }`,
      ].join('\n'),
    );
    await applyUp(db, await planFor(db, emptySchema, to));
    expect(await again(to)).toBe('');
  });
});
