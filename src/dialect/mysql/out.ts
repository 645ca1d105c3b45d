/** Collects the problems of one statement while its text is put together. */
import type { Expr } from '../../ir/expression.js';
import { type QName, showName } from '../../ir/name.js';
import { type Problem, problem } from '../../ir/problem.js';
import type { DataType } from '../../ir/type.js';
import { isLeft, left, right, type Validated } from '../../prelude.js';
import { spoken } from './charset.js';
import { expressionPrinter } from './expression.js';
import type { Product } from './product.js';
import { badKeyName, badName, badTableName, isBeyondCatalog, literal, quote } from './quote.js';
import { spellType } from './types.js';

export interface Out {
  readonly product: Product;
  readonly refuse: (feature: string, name: string | null, hint?: string | null) => void;
  readonly name: (identifier: string | null) => string;
  readonly table: (name: QName) => string;
  /** An index's, or a constraint's that has an index. */
  readonly key: (name: string | null) => string;
  readonly comment: (text: string) => string;
  /** An expression that the table keeps: a default, a check, a computed value. */
  readonly kept: (e: Expr) => string;
  readonly list: (names: ReadonlyArray<string>) => string;
  readonly expr: (e: Expr) => string;
  readonly type: (t: DataType) => string;
  readonly charset: (name: string) => string;
}

export const printing = (product: Product, body: (out: Out) => string): Validated<Problem, string> => {
  const problems: Problem[] = [];
  const take = (v: Validated<Problem, string>): string => {
    if (!isLeft(v)) return v.right;
    problems.push(...v.left);
    return '';
  };
  const print = expressionPrinter(product);
  const spell = spellType(product.name);
  const name = (identifier: string | null, isBad = badName): string => {
    const bad = identifier === null ? 'is missing' : isBad(identifier);
    if (bad !== null)
      problems.push(problem('dialect.identifier', { engine: product.name, name: identifier ?? '', bad }));
    return quote(identifier ?? '');
  };
  /** What the catalog shows otherwise could neither be compared nor restated. */
  const whole = (what: string, text: string, sql: string): string => {
    if (isBeyondCatalog(text))
      problems.push(
        problem(
          'dialect.unsupported',
          { engine: product.name, feature: `characters beyond U+FFFF in ${what}`, name: text },
          null,
          'The catalog would have a question mark for it: take the character out.',
        ),
      );
    return sql;
  };
  const out: Out = {
    product,
    refuse: (feature, of, hint = null) => {
      problems.push(problem('dialect.unsupported', { engine: product.name, feature, name: of ?? '' }, null, hint));
    },
    name: (identifier) => name(identifier),
    table: (q) => `${q.namespace === null ? '' : `${name(q.namespace)}.`}${name(q.name, badTableName)}`,
    key: (identifier) => name(identifier, badKeyName),
    comment: (text) => whole('a comment', text, literal(text)),
    kept: (e) => {
      const text = take(print(e));
      return product.features.expressionsBeyondCatalog ? text : whole('an expression that a table keeps', text, text);
    },
    list: (names) => names.map((n) => name(n)).join(', '),
    expr: (e) => take(print(e)),
    type: (t) => take(spell(t)),
    // Names of character sets are words, never quoted: anything else would end up in the statement.
    charset: (c) => {
      if (!/^\w+$/.test(c))
        problems.push(
          problem('dialect.identifier', { engine: product.name, name: c, bad: 'is no character set or collation' }),
        );
      return spoken(product, c);
    },
  };
  const text = body(out);
  if (problems.length === 0 && text === '')
    return left([
      problem('dialect.unsupported', {
        engine: product.name,
        feature: 'an empty statement',
        name: showName({ namespace: null, name: '' }),
      }),
    ]);
  return problems.length > 0 ? left(problems) : right(text);
};
