/** Expressions: portable → the engine's own, and → text. */
import { E, type Expr, mapExpr } from '../../ir/expression.js';
import type { Problem } from '../../ir/problem.js';
import { lookup } from '../../ir/record.js';
import type { Validated } from '../../prelude.js';
import { toMariaDb, toMySql } from '../../sql/portable.js';
import { printExpression } from '../../sql/print-expression.js';
import type { Product } from './product.js';
import { literal, quote } from './quote.js';

/** Synonyms that both products print in another word than they were given, in the word of the standard. */
const synonyms: Readonly<Record<string, string>> = {
  now: 'current_timestamp',
  localtime: 'current_timestamp',
  localtimestamp: 'current_timestamp',
  curdate: 'current_date',
  curtime: 'current_time',
};

export const engineExpression =
  (product: Product) =>
  (e: Expr): Expr =>
    mapExpr((product.id === 'mysql' ? toMySql : toMariaDb)(e), (x) => {
      const word = x.kind === 'Call' ? lookup(synonyms, x.name) : undefined;
      if (x.kind === 'Call' && word !== undefined) return { ...x, name: word };
      // Both keep DATE(x) as a cast.
      const [only, ...more] = x.kind === 'Call' && x.name === 'date' ? x.args : [];
      if (only !== undefined && more.length === 0) return E.cast(only, 'date');
      // `-(5)` is kept as a negation, `-5` as a number.
      if (x.kind === 'Unary' && x.op === '-' && x.arg.kind === 'Literal' && x.arg.value.kind === 'Number')
        return E.number(x.arg.value.text.startsWith('-') ? x.arg.value.text.slice(1) : `-${x.arg.value.text}`);
      return product.features.booleansAreNumbers && x.kind === 'Literal' && x.value.kind === 'Boolean'
        ? E.number(x.value.value ? 1 : 0)
        : x;
    });

export const expressionPrinter = (product: Product): ((e: Expr) => Validated<Problem, string>) => {
  const print = printExpression({
    dialect: product.id,
    name: product.name,
    quote,
    string: literal,
    boolean: (v) => (v ? 'TRUE' : 'FALSE'),
    bytes: (hex) => `x'${hex}'`,
    override: (e, inner) => (e.kind === 'Cast' && e.type === 'real' ? `cast(${inner(e.arg)} AS float)` : null),
  });
  const own = engineExpression(product);
  return (e) => print(own(e));
};
