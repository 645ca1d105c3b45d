/**
 * A renaming and the view under the old name, in one moment: RENAME TABLE takes tables and views and does all of it at
 * once (https://dev.mysql.com/doc/refman/8.4/en/rename-table.html), so the view is made before, under another name, over
 * an empty stand-in for the table. Measured with writers at work: one after the other they meet "Table 'old' doesn't
 * exist", so they meet nothing. Ended on the way and run again, it goes on up to the RENAME; behind it only the empty
 * stand-in is left to drop.
 *
 * On the way back the view goes aside in the same moment as the table comes back; a statement that had begun to open the
 * view then finds no table behind it and fails (1356, once for each who was there).
 */
import { type QName, sameName } from '../../ir/name.js';
import type { Schema } from '../../ir/schema.js';
import type { Statement, StatementByKind } from '../../sql/ast.js';
import { quote } from './quote.js';

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
  const aside = free('altair_view_aside', r.from, schemas);
  const stub = free('altair_table_aside', r.from, schemas);
  const moved = text.replace(` VIEW ${spelled(r.from)} AS `, () => ` VIEW ${spelled(aside)} AS `);
  if (moved === text) return null;
  return [
    verbatim(`CREATE TABLE IF NOT EXISTS ${spelled(r.to)} LIKE ${spelled(r.from)}`, null),
    verbatim(moved.replace(/^CREATE (?!OR REPLACE )/, 'CREATE OR REPLACE '), null),
    verbatim(
      `RENAME TABLE ${spelled(r.to)} TO ${spelled(stub)}, ${spelled(r.from)} TO ${spelled(r.to)}, ` +
        `${spelled(aside)} TO ${spelled(r.from)}`,
      r.from,
    ),
    verbatim(`DROP TABLE ${spelled(stub)}`, null),
  ];
};

const back = (r: Renaming, schemas: ReadonlyArray<Schema>): ReadonlyArray<Statement> => {
  const aside = free('altair_view_aside', r.to, schemas);
  return [
    verbatim(`RENAME TABLE ${spelled(r.to)} TO ${spelled(aside)}, ${spelled(r.from)} TO ${spelled(r.to)}`, r.from),
    verbatim(`DROP VIEW ${spelled(aside)}`, null),
  ];
};

/** What the two statements are together; null when they are not a renaming and the view under its old name. */
export const atOnce = (
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
      ? { renaming: second, statements: back(second, schemas) }
      : null;
  return null;
};
