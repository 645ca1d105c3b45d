/**
 * Statements that would put the rows right, for people to read, change and run. They go by the database as it is now, and
 * are only offered where every name and value in them is known and nothing else hangs on the rows.
 */
import type { Dialect } from '../dialect/dialect.js';
import { columnsOf, type Expr } from '../ir/expression.js';
import { type QName, sameName } from '../ir/name.js';
import { findTable } from '../ir/revise.js';
import type { Table } from '../ir/schema.js';
import { isLeft, traverse } from '../prelude.js';
import type { Distinct } from './facts/demand.js';
import type { PlanFacts } from './facts/facts.js';
import type { Meets } from './facts/foreign-key-demands.js';

const named = (d: Dialect, q: QName): string =>
  q.namespace === null ? d.quote(q.name) : `${d.quote(q.namespace)}.${d.quote(q.name)}`;

const tableNow = (facts: PlanFacts, name: QName): Table | null => findTable(facts.from, name) ?? null;

const isReferenced = (facts: PlanFacts, name: QName): boolean =>
  facts.from.tables.some((t) => t.foreignKeys.some((f) => sameName(f.references.table, name)));

const spelled = (d: Dialect, es: ReadonlyArray<Expr>): ReadonlyArray<string> | null => {
  const texts = traverse(es, d.printExpr);
  return isLeft(texts) ? null : texts.right;
};

/** Of rows with one key the one with the least primary key stays. */
export const keepFirst = (facts: PlanFacts, d: Distinct): string | null => {
  const [id, ...more] = tableNow(facts, d.origin)?.primaryKey?.columns ?? [];
  if (id === undefined || more.length > 0 || d.keys === null || d.where !== null) return null;
  // Rows of other tables may hang on the ones that would go, and a constant is no reason to delete.
  if (isReferenced(facts, d.origin) || d.keys.some((k) => (columnsOf(k) ?? []).length === 0)) return null;
  const keys = spelled(facts.dialect, d.keys);
  if (keys === null) return null;
  const [table, key] = [named(facts.dialect, d.origin), facts.dialect.quote(id.name)];
  const present = d.nullsEqual ? [] : keys.map((k) => `${k} IS NOT NULL`);
  const kept = facts.dialect.quote('kept');
  const first = `SELECT min(${key}) AS ${kept} FROM ${table} GROUP BY ${keys.join(', ')}`;
  // The derived table keeps what is read apart from what is written, as MySQL wants it (1093).
  const others = `${key} NOT IN (SELECT ${kept} FROM (${first}) AS ${facts.dialect.quote('firsts')})`;
  return `DELETE FROM ${table} WHERE ${[...present, others].join(' AND ')}`;
};

/** Rows whose parent is missing lose their key. */
export const unlink = (facts: PlanFacts, d: Meets): string | null => {
  const child = tableNow(facts, d.origin);
  const { parent } = d;
  if (child === null || parent === null || d.foreignKey.match !== 'simple') return null;
  const names = d.child.flatMap((e) => (e?.kind === 'Column' ? [e.name] : []));
  const theirs = parent.keys.flatMap((e) => (e?.kind === 'Column' ? [e.name] : []));
  const nullable = names.every((n) => child.columns.some((c) => c.name === n && c.nullable));
  if (!nullable || names.length !== d.child.length || theirs.length !== names.length) return null;
  const q = facts.dialect.quote;
  const table = named(facts.dialect, d.origin);
  const own = (n: string): string => `${q(d.origin.name)}.${q(n)}`;
  // DISTINCT keeps the inner table apart from the one that is written, as MySQL wants it (1093).
  const keys = `SELECT DISTINCT ${theirs.map((n, i) => `${q(n)} AS ${q(`k${i}`)}`).join(', ')} FROM ${named(facts.dialect, parent.origin)}`;
  const meets = names.map((n, i) => `${q('parents')}.${q(`k${i}`)} = ${own(n)}`).join(' AND ');
  return (
    `UPDATE ${table} SET ${names.map((n) => `${q(n)} = NULL`).join(', ')} ` +
    `WHERE ${names.map((n) => `${own(n)} IS NOT NULL`).join(' AND ')} ` +
    `AND NOT EXISTS (SELECT 1 FROM (${keys}) AS ${q('parents')} WHERE ${meets})`
  );
};

/** `sentence For example, which deletes 3 rows: DELETE …` */
export const withRepair = (sentence: string, effect: string, sql: string | null): string =>
  sql === null ? sentence : `${sentence} For example, which ${effect}: ${sql}`;
