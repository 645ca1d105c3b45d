/** The check on a set's labels takes what MySQL shows of one, and nothing else. */
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { plan } from '../../../src/compile.js';
import { whole } from '../../../src/ir/desired.js';
import { qname } from '../../../src/ir/name.js';
import { column, emptySchema, table } from '../../../src/ir/schema.js';
import { T } from '../../../src/ir/type.js';
import { isLeft } from '../../../src/prelude.js';

const opened = (labels: ReadonlyArray<string>): Database.Database => {
  const wanted = { ...emptySchema, tables: [table(qname('t'), [column('s', T.set(labels), { nullable: true })])] };
  const made = plan(whole(emptySchema), whole(wanted), { dialect: 'sqlite' });
  if (isLeft(made)) throw new Error(JSON.stringify(made.left));
  const db = new Database(':memory:');
  for (const m of made.right.migrations)
    for (const step of m.up) for (const s of step.statements) if (s.transaction !== null) db.exec(s.sql);
  return db;
};

const takes = (db: Database.Database, value: string | null): boolean => {
  try {
    db.prepare('INSERT INTO t VALUES (?)').run(value);
    return true;
  } catch (e) {
    if (e instanceof Error && /CHECK constraint failed: t_s_check/.test(e.message)) return false;
    throw e;
  }
};

test('a set', () => {
  const db = opened(['a', 'b', 'ab', "it's", ' ']);
  for (const value of [null, '', 'a', 'b', 'ab', 'a,b', 'b,a', 'a,a', "ab,it's,a", ' ', 'a, '])
    expect(takes(db, value), String(value)).toBe(true);
  for (const value of ['c', 'aa', 'A', ',', 'a,', ',a', 'a,,b', 'a,c', 'c,a', 'ba', 'aab', ' a', 'a,b,', 'it', '  '])
    expect(takes(db, value), value).toBe(false);
  db.close();
});

test('as many labels as a set can have', () => {
  const labels = Array.from({ length: 64 }, (_, n) => `label ${n}`);
  const db = opened(labels);
  expect(takes(db, labels.join(','))).toBe(true);
  expect(takes(db, `${labels.join(',')},label 64`)).toBe(false);
  db.close();
});
