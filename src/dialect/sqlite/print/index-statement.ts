/** CREATE INDEX (https://www.sqlite.org/lang_createindex.html). */
import type { QName } from '../../../ir/name.js';
import type { Problem } from '../../../ir/problem.js';
import type { Index, IndexPart } from '../../../ir/schema.js';
import { collect, isLeft, map, right, traverse, type Validated } from '../../../prelude.js';
import { printExpr } from '../expression.js';
import { quote } from '../quote.js';
import { refuse } from './problems.js';

const printPart = (p: IndexPart): Validated<Problem, string> => {
  const of = p.of.kind === 'Column' ? right(quote(p.of.name)) : printExpr(p.of.expr);
  // In parentheses, a COLLATE after it takes all of it, and a literal is not mistaken for a name.
  const bare = (text: string): string => (p.of.kind === 'Column' ? text : `(${text})`);
  return map(
    (text: string) =>
      `${bare(text)}${p.collation === null ? '' : ` COLLATE ${quote(p.collation)}`}${p.order === 'desc' ? ' DESC' : ''}`,
  )(of);
};

export const printCreateIndex = (table: QName, i: Index): Validated<Problem, string> => {
  const { name } = i;
  if (name === null) return refuse('index without a name', { table: table.name });
  if (i.method !== 'btree') {
    return refuse(
      `index of the method ${i.method}`,
      { index: name, method: i.method },
      'Declare the index for the other engines only.',
    );
  }
  const parts = collect<Problem, string>([
    map((ps: ReadonlyArray<string>) => ps.join(', '))(traverse(i.parts, printPart)),
    i.where === null ? right('') : map((w: string) => ` WHERE ${w}`)(printExpr(i.where)),
  ]);
  if (isLeft(parts)) return parts;
  const [of = '', where = ''] = parts.right;
  return right(`CREATE ${i.unique ? 'UNIQUE ' : ''}INDEX ${quote(name)} ON ${quote(table.name)} (${of})${where}`);
};

export const printDropIndex = (i: Index): Validated<Problem, string> =>
  i.name === null ? refuse('index without a name') : right(`DROP INDEX ${quote(i.name)}`);
