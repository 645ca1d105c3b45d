/** Steps → SQL: makes the statements legal for the engine, prints them and says which share a transaction. */
import type { Dialect } from '../dialect/dialect.js';
import type { QName } from '../ir/name.js';
import { type Problem, problem } from '../ir/problem.js';
import type { Schema } from '../ir/schema.js';
import type { SqlStatement } from '../plan/plan.js';
import { isLeft, left, map, right, traverse, type Validated } from '../prelude.js';
import type { Statement } from '../sql/ast.js';
import type { Draft } from './draft.js';

export interface Realised {
  readonly draft: Draft;
  readonly statements: ReadonlyArray<SqlStatement>;
}

/** Numbers transactions from 1; a statement that must stand alone ends the one before it. */
const numberer = (dialect: Dialect): ((s: Statement) => number | null) => {
  let current = 0;
  let open = false;
  return (s) => {
    const mode = dialect.transaction(s);
    if (mode === 'outside') {
      open = false;
      return null;
    }
    if (mode === 'alone' || mode === 'begins' || !open) current += 1;
    open = mode === 'inside' || mode === 'begins';
    return current;
  };
};

/** U+0000 ends a text for every engine's library, half a surrogate pair is no character of UTF-8 and would arrive as another. */
const unsayable = /\u0000|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

/** Nothing of a statement may change on its way to the server. */
const sayable = (sql: string, dialect: Dialect): Validated<Problem, string> => {
  const at = unsayable.exec(sql)?.index;
  if (at === undefined) return right(sql);
  const code = sql.charCodeAt(at).toString(16).toUpperCase().padStart(4, '0');
  return left([
    problem(
      'dialect.unsupported',
      { engine: dialect.name, what: `U+${code} in a name or text`, name: sql.slice(Math.max(0, at - 20), at + 20) },
      null,
      'Take the character out.',
    ),
  ]);
};

/** @param busy tables on which a lock must not be held while rows are read. */
export const realise = (
  drafts: ReadonlyArray<Draft>,
  dialect: Dialect,
  busy: (table: QName) => boolean,
): Validated<Problem, ReadonlyArray<Realised>> => {
  const end = drafts.at(-1)?.after;
  const legalised = traverse(drafts, (d) => {
    const change = {
      statements: d.statements,
      before: d.before,
      after: d.after,
      ...(end === undefined ? {} : { end }),
    };
    return map((legal: ReadonlyArray<Statement>) => dialect.online(legal, change, busy))(dialect.legalise(change));
  });
  if (isLeft(legalised)) return legalised;
  const legal = legalised.right;
  const frame = dialect.frame(legal.flat());
  const number = numberer(dialect);
  const last = drafts.length - 1;
  const printed = (s: Statement, before: Schema): Validated<Problem, SqlStatement> => {
    const sql = dialect.print(s);
    if (isLeft(sql)) return sql;
    const numbered = (text: string): SqlStatement => ({
      sql: text,
      transaction: number(s),
      locks: dialect.locks(s, before),
    });
    return map(numbered)(sayable(sql.right, dialect));
  };
  return traverse(drafts, (d, n) => {
    const framed = [
      ...(n === 0 ? [...frame.outsideBefore, ...frame.insideBefore] : []),
      ...(legal[n] ?? []),
      ...(n === last ? [...frame.insideAfter, ...frame.outsideAfter] : []),
    ];
    return map((statements: ReadonlyArray<SqlStatement>): Realised => ({ draft: d, statements }))(
      traverse(framed, (s) => printed(s, d.before)),
    );
  });
};
