/**
 * A renaming and the view under the old name, in one moment: RENAME TABLE takes tables and views and does all of it at
 * once (https://dev.mysql.com/doc/refman/8.4/en/rename-table.html), so the view is made before, under another name. What
 * it looks at must be there then, and is a view itself: whoever runs all of it once more is told that the table is no
 * view, and nothing that holds rows is ever dropped. Measured with writers at work: one after the other they meet "Table
 * 'old' doesn't exist", so they meet nothing.
 *
 * On the way back the view goes aside in the same moment as the table comes back. A statement locks the view and then the
 * table behind it, RENAME TABLE locks what it renames by the alphabet: where the table comes first, both would wait for
 * each other, and the statement that must give way finds no table behind the view (1356, once for each who was there).
 * LOCK TABLES locks like a statement, so it comes before, where RENAME TABLE may follow it.
 * https://dev.mysql.com/doc/refman/8.4/en/lock-tables.html, https://dev.mysql.com/doc/refman/8.4/en/metadata-locking.html
 */
import { type QName, sameName } from '../../ir/name.js';
import { findTable } from '../../ir/revise.js';
import type { Schema } from '../../ir/schema.js';
import type { Statement, StatementByKind } from '../../sql/ast.js';
import type { Product } from './product.js';
import { quote } from './quote.js';
import { standInMark, viewAside } from './stand-in.js';

type Renaming = StatementByKind['RenameTable'];

const spelled = (n: QName): string => (n.namespace === null ? '' : `${quote(n.namespace)}.`) + quote(n.name);

const verbatim = (sql: string, touches: QName | null): Statement => ({ kind: 'Verbatim', sql, touches });

/** A name that no table and no view has. */
const free = (wanted: string, beside: QName, schemas: ReadonlyArray<Schema>): QName => {
  const taken = new Set(schemas.flatMap((s) => [...s.tables, ...s.opaque].map((x) => x.name.name.toLowerCase())));
  let name = wanted;
  for (let n = 2; taken.has(name); n += 1) name = `${wanted}_${n}`;
  return { namespace: beside.namespace, name };
};

const forth = (r: Renaming, c: StatementByKind['CreateObject'], schemas: ReadonlyArray<Schema>) => {
  const [text = ''] = c.object.definition;
  const aside = free(viewAside, r.from, schemas);
  const moved = text.replace(` VIEW ${spelled(r.from)} AS `, () => ` VIEW ${spelled(aside)} AS `);
  const table = schemas.map((s) => findTable(s, r.from)).find((t) => t !== undefined);
  if (moved === text || table === undefined) return null;
  const columns = table.columns.map((x) => quote(x.name)).join(', ');
  return [
    verbatim(
      `CREATE OR REPLACE VIEW ${spelled(r.to)} AS SELECT ${columns}, 1 AS ${quote(standInMark)} FROM ${spelled(r.from)}`,
      null,
    ),
    verbatim(moved.replace(/^CREATE (?!OR REPLACE )/, 'CREATE OR REPLACE '), null),
    verbatim(`DROP VIEW ${spelled(r.to)}`, null),
    verbatim(`RENAME TABLE ${spelled(r.from)} TO ${spelled(r.to)}, ${spelled(aside)} TO ${spelled(r.from)}`, r.from),
  ];
};

const back = (product: Product, r: Renaming, schemas: ReadonlyArray<Schema>): ReadonlyArray<Statement> => {
  const aside = free(viewAside, r.to, schemas);
  const renaming = verbatim(
    `RENAME TABLE ${spelled(r.to)} TO ${spelled(aside)}, ${spelled(r.from)} TO ${spelled(r.to)}`,
    r.from,
  );
  const outside = (s: Statement): Statement => ({ ...s, bound: 'outside' });
  return [
    verbatim(`DROP VIEW IF EXISTS ${spelled(aside)}`, null),
    ...(product.features.renamesLocked
      ? [verbatim(`LOCK TABLES ${spelled(r.to)} WRITE`, r.from), renaming, verbatim('UNLOCK TABLES', null)].map(outside)
      : [renaming]),
    verbatim(`DROP VIEW ${spelled(aside)}`, null),
  ];
};

/** What the two statements are together; null when they are not a renaming and the view under its old name. */
export const atOnce = (
  product: Product,
  first: Statement,
  second: Statement | undefined,
  schemas: ReadonlyArray<Schema>,
): { readonly renaming: Renaming; readonly statements: ReadonlyArray<Statement> } | null => {
  if (first.kind === 'RenameTable' && second?.kind === 'CreateObject') {
    const { object } = second;
    const over = object.kind === 'view' && object.dependsOn.some((d) => sameName(d.table, first.to));
    const statements = over && sameName(object.name, first.from) ? forth(first, second, schemas) : null;
    return statements === null ? null : { renaming: first, statements };
  }
  if (first.kind === 'DropObject' && second?.kind === 'RenameTable')
    return first.object.kind === 'view' && sameName(first.object.name, second.to)
      ? { renaming: second, statements: back(product, second, schemas) }
      : null;
  return null;
};
