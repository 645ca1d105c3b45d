/** Steps that an engine takes only in a roundabout way. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Desired } from '../../src/ir/desired.js';
import { emptySchema } from '../../src/ir/schema.js';
import { isLeft } from '../../src/prelude.js';
import { readSpec } from '../../src/read/spec/index.js';
import { problemsText } from '../../src/report/problems.js';
import { describeEngines, type Scratch, scratch } from '../support/engines.js';
import { applyDown, applyUp, planFor, showSql, showUp } from './round-trip.js';

const spec = (text: string): Desired => {
  const read = readSpec('t.yaml', `persistence:\n  entity:\n${text}`);
  if (isLeft(read)) throw new Error(problemsText(read.left));
  return read.right;
};

/** Types of PostgreSQL alone, each with a value that the server gives back in another spelling, if it can. */
const nativeDefaults: ReadonlyArray<readonly [native: string, text: string, kind?: 'default_sql']> = [
  ['interval', '1 day'],
  ['interval', "'90 minutes'", 'default_sql'],
  ['interval(0)', '1 hour'],
  ['interval', 'P1Y2M3DT4H5M6S'],
  ['inet', '10.0.0.1/32'],
  ['inet', '2001:0DB8::0001'],
  ['inet', '2001:db8:0:0:0:0:0:1/64'],
  ['inet', '1:0:0:2:0:0:0:3'],
  ['inet', '1:0:2:3:4:5:6:7'],
  ['inet', '::ffff:1.2.3.4'],
  ['inet', '::1.2.3.4'],
  ['inet', '::5'],
  ['inet', '::'],
  ['inet', '::1:0:0'],
  ['inet', '1::'],
  ['cidr', '10/8'],
  ['cidr', '10.1'],
  ['cidr', '192.168.1'],
  ['cidr', '172.16'],
  ['cidr', '2001:DB8:0:0::/48'],
  ['cidr', '::1'],
  ['cidr', '::/0'],
  ['macaddr', '08-00-2b-01-02-03'],
  ['macaddr8', '08002b:010203'],
  ['macaddr8', '08-00-2B-01-02-03-04-05'],
  ['money', '12.50'],
  ['money', '-3'],
  ['money', '0'],
  ['money', '12.5::money', 'default_sql'],
  ['tsvector', "the fat 'cat' the"],
  ['tsvector', ''],
  ['tsquery', 'fat & !cat'],
  ['tsquery', 'fat|cat'],
  ['xml', "<?xml version='1.0'?><a/>"],
  ['xml', '<?xml version="1.0" encoding="UTF-8"?><a>1</a>'],
  ['jsonpath', '$.a[*].b_c[0]'],
  ['pg_lsn', '0/016b3748'],
  ['int[]', "'{1, 2}'", 'default_sql'],
  ['text[]', "ARRAY['a','b']", 'default_sql'],
  ['text[]', "'{}'", 'default_sql'],
  ['int4range', "'[1,3]'", 'default_sql'],
  ['int8range', '(1,2)'],
  ['daterange', '[2024-01-01,2024-02-29]'],
  ['daterange', '(,2024-02-01]'],
  ['tsrange', '[2024-01-01,2024-02-01 10:00]'],
  ['tstzrange', '[2024-01-01 00:00+00,)'],
  ['point', '(1, 2)'],
  ['box', '(0,0),(1,1)'],
];

describeEngines('roundabout steps', (engine) => {
  let db: Scratch;
  beforeAll(async () => {
    db = await scratch(engine);
  });
  afterAll(() => db.drop());
  beforeEach(() => db.reset());

  const mysqls = engine.dialect === 'mysql' || engine.dialect === 'mariadb';
  const again = async (to: Desired): Promise<string> => showUp(await planFor(db, await db.introspect(), to));

  test.runIf(mysqls)('a new column whose default differs from row to row', async () => {
    const base = '    table: t\n    fields:\n      id: { type: integer, primary: true, auto_increment: false }\n';
    await applyUp(db, await planFor(db, emptySchema, spec(base)));
    await db.exec('INSERT INTO t (id) VALUES (1), (2), (3)');
    const dump = await db.dump();
    const to = spec(
      `${base}      key: { type: string(36), default_sql: "uuid()" }\n      k2: { type: string(36), nullable: true, default_sql: "uuid()" }\n      k3: { type: double, default_sql: "rand()" }`,
    );
    const p = await planFor(db, await db.introspect(), to);
    expect(p.findings.filter((f) => f.level === 'error')).toEqual([]);
    await applyUp(db, p);
    await db.exec('INSERT INTO t (id) VALUES (4)');
    expect(
      await db.query('SELECT count(DISTINCT `key`) AS a, count(DISTINCT k2) AS b, count(DISTINCT k3) AS c FROM t'),
    ).toEqual([{ a: '4', b: '4', c: '4' }]);
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
    const said = nativeDefaults.map(([native, text, kind = 'default'], n) =>
      [`      c${n}: { native: ${JSON.stringify(native)}`, `${kind}: ${JSON.stringify(text)} }`].join(', '),
    );
    const to = spec(
      `    table: t\n    fields:\n      id: { type: integer, primary: true, auto_increment: false }\n${said.join('\n')}`,
    );
    await applyUp(db, await planFor(db, emptySchema, to));
    expect(await again(to)).toBe('');
  });

  test.runIf(mysqls)('a foreign key that can never stand is left to the server to refuse', async () => {
    const parent = '    table: p\n    fields:\n      id: { type: integer, primary: true, auto_increment: false }\n';
    const child = (type: string): string =>
      `  entities:\n    - table: p\n      fields:\n        id: { type: integer, primary: true, auto_increment: false }\n    - table: c\n      fields:\n        id: { type: integer, primary: true, auto_increment: false }\n        p_id: { type: ${type}, references: p.id }\n`;
    const both = (type: string): Desired => {
      const read = readSpec('t.yaml', `persistence:\n${child(type)}`);
      if (isLeft(read)) throw new Error(problemsText(read.left));
      return read.right;
    };
    await applyUp(db, await planFor(db, emptySchema, spec(parent)));
    for (const from of [await db.introspect()]) {
      const p = await planFor(db, from, both('bigint'));
      expect(p.findings.filter((f) => f.level === 'error').map((f) => f.code)).toEqual(['foreign-key-fit']);
      expect(p.findings.find((f) => f.code === 'foreign-key-fit')?.message).toMatch(/p_id and id differ in type/);
      expect(showUp(p)).toMatch(/FOREIGN KEY/);
      await expect(applyUp(db, p)).rejects.toThrow(/incompatible|incorrectly formed/);
    }
    await db.reset();
    await applyUp(db, await planFor(db, emptySchema, both('integer')));
    expect(await again(both('integer'))).toBe('');
  });

  const inSchema = `    table: t
    schema: my app
    fields:
      id: { type: integer, primary: true, auto_increment: false }
      mood: { type: "enum('a', 'b')" }`;

  test.runIf(engine.dialect === 'postgres')('a table in a schema that is not there', async () => {
    const unknown = await planFor(db, emptySchema, spec(inSchema));
    expect(showUp(unknown)).toMatch(/CREATE SCHEMA IF NOT EXISTS "my app";\n.*CREATE TYPE "my app"/);
    expect(showUp(unknown).match(/CREATE SCHEMA/g)).toHaveLength(1);
    expect(showSql(unknown)).not.toMatch(/DROP SCHEMA/);
    const dump = await db.dump();
    const p = await planFor(db, await db.introspect(), spec(inSchema));
    expect(showUp(p)).toMatch(/CREATE SCHEMA "my app";\n.*CREATE TYPE "my app"/);
    expect(showSql(p).match(/(CREATE|DROP) SCHEMA/g)).toEqual(['CREATE SCHEMA', 'DROP SCHEMA']);
    await applyUp(db, p);
    expect(await again(spec(inSchema))).toBe('');
    await applyDown(db, p);
    expect(await db.dump()).toBe(dump);
    // One that was there before stays, though nothing was in it.
    await db.exec('CREATE SCHEMA "my app"');
    const there = await planFor(db, await db.introspect(), spec(inSchema));
    expect(showSql(there)).not.toMatch(/(CREATE|DROP) SCHEMA/);
    await applyUp(db, there);
    expect(await again(spec(inSchema))).toBe('');
    await applyDown(db, there);
    expect((await db.introspect()).namespaces).toEqual(['my app', 'public']);
    await applyUp(db, unknown);
    expect(await again(spec(inSchema))).toBe('');
    await db.exec('DROP SCHEMA "my app" CASCADE');
  });

  test.runIf(mysqls)('a table in another database', async () => {
    await expect(planFor(db, emptySchema, spec(inSchema))).rejects.toThrow(
      /dialect.unsupported.*schemas inside a database/,
    );
  });
});
