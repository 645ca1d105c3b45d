/**
 * Triggers and the columns they write change in one moment: others wait for the table meanwhile. A transaction would not
 * do, since each of these statements ends one, and beginning one gives the lock back: so they stand outside of any.
 * Whoever holds the lock may drop and create triggers of the table and alter it.
 * https://dev.mysql.com/doc/refman/8.4/en/lock-tables.html, https://mariadb.com/kb/en/lock-tables/
 */
import { type QName, sameName } from '../../ir/name.js';
import type { Statement } from '../../sql/ast.js';
import { quote } from './quote.js';

const spelled = (n: QName): string => (n.namespace === null ? '' : `${quote(n.namespace)}.`) + quote(n.name);

/** @param made what the statements of the step became. */
export const inOneMoment = (
  asked: ReadonlyArray<Statement>,
  made: ReadonlyArray<Statement>,
): ReadonlyArray<Statement> => {
  const table = asked.flatMap((s) => (s.kind === 'AlterTable' ? [s.after.name] : []))[0];
  const isTrigger = (s: Statement): boolean =>
    (s.kind === 'CreateObject' || s.kind === 'DropObject') &&
    s.object.kind === 'trigger' &&
    s.object.on !== null &&
    table !== undefined &&
    sameName(s.object.on, table);
  if (table === undefined || !asked.some(isTrigger)) return made;
  return [
    { kind: 'Verbatim', sql: `LOCK TABLES ${spelled(table)} WRITE`, touches: table, bound: 'outside' },
    ...made.map((s): Statement => ({ ...s, bound: 'outside' })),
    { kind: 'Verbatim', sql: 'UNLOCK TABLES', touches: null, bound: 'outside' },
  ];
};
