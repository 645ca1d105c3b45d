/** Whole plans from one live file to another schema and back, on both libraries, with foreign keys on in the connection. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { plan } from '../../../src/compile.js';
import { type Desired, type Rename, whole } from '../../../src/ir/desired.js';
import { differingTables } from '../../../src/ir/equal.js';
import { qname } from '../../../src/ir/name.js';
import type { Schema } from '../../../src/ir/schema.js';
import { isLeft } from '../../../src/prelude.js';
import { type Handle, type Library, libraries, read } from './support/library.js';
import { session } from './support/session.js';
import { children, shop } from './support/shop.js';

const rename = (table: string, to: string, column: readonly [string, string] | null = null): Rename => ({
  table: { from: qname(table), to: qname(to) },
  column: column === null ? null : { from: column[0], to: column[1] },
  at: null,
});

/** Every view can be read and every trigger's text names what is there. */
const dump = (h: Handle): unknown => [
  h.rows(`SELECT type, name, tbl_name FROM sqlite_master WHERE sql IS NOT NULL ORDER BY type, name`),
  h.rows(`SELECT name, sql FROM sqlite_master WHERE type IN ('view', 'trigger') ORDER BY name`),
  h.rows(`SELECT * FROM sqlite_sequence ORDER BY name`),
];

/** Quotes and blanks that the engine put in when it rewrote a text are no difference. */
const plain = (value: unknown): string =>
  JSON.stringify(value)
    .replace(/\\"|"|\\n|\s/g, '')
    .toLowerCase();

const rowsOf = (h: Handle, schema: Schema): Record<string, unknown> =>
  Object.fromEntries(schema.tables.map((t) => [t.name.name, h.rows(`SELECT * FROM "${t.name.name}" ORDER BY 1, 2`)]));

interface Case {
  /** Run on a copy: what the schema shall become. */
  readonly become: ReadonlyArray<string>;
  readonly renames: ReadonlyArray<Rename>;
}

const cases: Readonly<Record<string, Case>> = {
  'rename a column that a trigger names, and rebuild': {
    become: [
      'ALTER TABLE customer RENAME COLUMN email TO mail',
      'PRAGMA writable_schema = ON',
      `UPDATE sqlite_master SET sql = replace(sql, 'age INTEGER', 'age BIGINT') WHERE name = 'customer'`,
    ],
    renames: [rename('customer', 'customer', ['email', 'mail'])],
  },
  'rename the table, two columns and rebuild': {
    become: [
      'ALTER TABLE customer RENAME COLUMN email TO "e mail"',
      'ALTER TABLE customer RENAME COLUMN spare TO extra',
      'ALTER TABLE customer RENAME TO "the clients"',
      'PRAGMA writable_schema = ON',
      `UPDATE sqlite_master SET sql = replace(sql, 'score DECIMAL(8,2)', 'score DECIMAL(9,2)') WHERE name = 'the clients'`,
    ],
    renames: [
      rename('customer', 'the clients'),
      rename('customer', 'the clients', ['email', 'e mail']),
      rename('customer', 'the clients', ['spare', 'extra']),
    ],
  },
  'rebuild children and parent together, drop and add tables': {
    become: [
      'DROP TABLE c_restrict',
      'DROP TABLE c_null',
      'CREATE TABLE c_null (id INTEGER PRIMARY KEY, customer BIGINT REFERENCES customer(id) ON DELETE CASCADE, extra TEXT)',
      'CREATE TABLE fresh (id INTEGER PRIMARY KEY AUTOINCREMENT, c INTEGER REFERENCES c_null(id))',
      'CREATE INDEX fresh_c ON fresh (c)',
      'PRAGMA writable_schema = ON',
      `UPDATE sqlite_master SET sql = replace(sql, 'spare INTEGER', 'spare TEXT') WHERE name = 'customer'`,
    ],
    renames: [],
  },
};

const planned = (library: Library, from: Schema, to: Desired) => {
  const made = plan(whole(from), to, { dialect: 'sqlite', serverVersion: library.version, strategy: 'single' });
  if (isLeft(made)) throw new Error(JSON.stringify(made.left));
  return made.right;
};

describe.each(libraries().map((l) => [l.version.text, l] as const))('plans on SQLite %s', (_, library: Library) => {
  let h: Handle;
  let copy: Handle;
  beforeEach(() => {
    h = library.open();
    copy = library.open();
    h.run(shop);
    copy.run(shop);
  });
  afterEach(() => {
    h.close();
    copy.close();
  });

  it.each(Object.entries(cases))('%s', (_name, { become, renames }) => {
    copy.unlock();
    copy.run(become);
    const from = read(h, library.dialect);
    const target = read(copy, library.dialect);
    const rows = rowsOf(h, from);
    const before = dump(h);
    const p = planned(library, from, { ...whole(target), renames });
    const up = p.migrations.flatMap((m) => m.up.flatMap((s) => s.statements));
    const down = p.migrations.flatMap((m) => m.down.flatMap((s) => s.statements));

    h.run(session(up));
    const after = read(h, library.dialect);
    expect(differingTables(after, target)).toEqual([]);
    expect(plain(dump(h))).toBe(plain(dump(copy)));
    expect(planned(library, after, { ...whole(target), renames }).migrations).toEqual([]);
    expect(h.rows('PRAGMA foreign_key_check')).toEqual([]);
    const now = rowsOf(h, after);
    for (const child of children.filter((c) => now[c] !== undefined && c !== 'c_null'))
      expect(now[child]).toEqual(rows[child]);

    h.run(session(down));
    const back = read(h, library.dialect);
    expect(differingTables(back, from)).toEqual([]);
    expect(plain(dump(h))).toBe(plain(before));
    const restored = rowsOf(h, back);
    for (const t of Object.keys(rows).filter((n) => n !== 'c_restrict')) expect(restored[t]).toEqual(rows[t]);
  });
});
