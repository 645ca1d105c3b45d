/** Collects the problems of one statement while its text is put together. */
import type { Expr } from '../../ir/expression.js';
import { type QName, showName } from '../../ir/name.js';
import { type Problem, problem } from '../../ir/problem.js';
import type { DataType } from '../../ir/type.js';
import { isLeft, left, right, type Validated } from '../../prelude.js';
import { spoken } from './charset.js';
import { expressionPrinter } from './expression.js';
import type { Product } from './product.js';
import { badName, quote } from './quote.js';
import { spellType } from './types.js';

export interface Out {
  readonly product: Product;
  readonly refuse: (feature: string, name: string | null, hint?: string | null) => void;
  readonly name: (identifier: string | null) => string;
  readonly table: (name: QName) => string;
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
  const name = (identifier: string | null): string => {
    const bad = identifier === null ? 'is missing' : badName(identifier);
    if (bad !== null)
      problems.push(problem('dialect.identifier', { engine: product.name, name: identifier ?? '', bad }));
    return quote(identifier ?? '');
  };
  const out: Out = {
    product,
    refuse: (feature, of, hint = null) => {
      problems.push(problem('dialect.unsupported', { engine: product.name, feature, name: of ?? '' }, null, hint));
    },
    name,
    table: (q) => (q.namespace === null ? name(q.name) : `${name(q.namespace)}.${name(q.name)}`),
    list: (names) => names.map(name).join(', '),
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
