/**
 * A writer for one statement: it spells names, types, text and expressions, and keeps every problem it meets, so that
 * printers read like the SQL they make and still refuse with all the bad news at once.
 */
import type { Expr } from '../../ir/expression.js';
import type { QName } from '../../ir/name.js';
import { type Problem, problem } from '../../ir/problem.js';
import type { DataType } from '../../ir/type.js';
import { isLeft, left, right, type Validated } from '../../prelude.js';
import { printExpr } from './expression.js';
import { nameProblem, quote, quoteText, typeNameProblem } from './quote.js';
import { spell } from './types.js';

export interface Words {
  readonly id: (name: string) => string;
  readonly ids: (names: ReadonlyArray<string>) => string;
  readonly name: (name: QName) => string;
  /** A type of the schema's own. */
  readonly typeName: (name: QName) => string;
  readonly text: (value: string) => string;
  readonly type: (type: DataType) => string;
  readonly expr: (e: Expr) => string;
  readonly collation: (name: string) => string;
  readonly refuse: (problem: Problem) => string;
  readonly done: (sql: string) => Validated<Problem, string>;
}

/** A collation of another namespace, as the catalog reading spells it. */
const qualified = /^"(?:[^"]|"")+"\."(?:[^"]|"")+"$/;

export const words = (): Words => {
  const problems: Problem[] = [];
  const refuse = (p: Problem): string => {
    problems.push(p);
    return '';
  };
  const take = (part: Validated<Problem, string>): string => {
    if (isLeft(part)) problems.push(...part.left);
    return isLeft(part) ? '' : part.right;
  };
  const id = (name: string): string => {
    const bad = nameProblem(name);
    return bad === null ? quote(name) : refuse(bad);
  };
  const name = (n: QName): string => (n.namespace === null ? id(n.name) : `${id(n.namespace)}.${id(n.name)}`);
  return {
    id,
    ids: (names) => names.map(id).join(', '),
    name,
    typeName: (n) => {
      const bad = typeNameProblem(n);
      return bad === null ? name(n) : refuse(bad);
    },
    text: (value) =>
      value.includes('\u0000')
        ? refuse(problem('dialect.unsupported', { what: 'U+0000 in a text', dialect: 'PostgreSQL' }))
        : quoteText(value),
    type: (t) => take(spell(t)),
    expr: (e) => take(printExpr(e)),
    collation: (name) => (qualified.test(name) ? name : id(name)),
    refuse,
    done: (sql) => {
      if (problems.length > 0) return left(problems);
      return sql === '' ? left([problem('dialect.unsupported', { what: 'an empty statement' })]) : right(sql);
    },
  };
};
