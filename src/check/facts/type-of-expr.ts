/** What an expression's values are stored as, where one can tell without asking a server; null where not. */
import type { Expr } from '../../ir/expression.js';
import { type Column, column, type Table } from '../../ir/schema.js';
import { T } from '../../ir/type.js';

const texts = new Set([
  'concat',
  'concat_ws',
  'left',
  'lower',
  'lpad',
  'ltrim',
  'repeat',
  'replace',
  'right',
  'rpad',
  'rtrim',
  'split_part',
  'substr',
  'substring',
  'substring_index',
  'trim',
  'upper',
]);
const wholes = new Set(['char_length', 'length', 'octet_length', 'position', 'instr', 'strpos', 'locate', 'sign']);
const numbers = new Set(['abs', 'round', 'floor', 'ceil', 'ceiling', 'mod', 'power', 'sqrt', 'year', 'month', 'day']);
/** The value is that of one of its arguments. */
const choosing = new Set(['coalesce', 'ifnull', 'greatest', 'least']);
const arithmetic = new Set(['+', '-', '*', '/', '%']);

const text = column('', T.text('long'));
const decimal = column('', T.decimal(null, null));

const isText = (c: Column): boolean => c.type.kind === 'Varchar' || c.type.kind === 'Char' || c.type.kind === 'Text';
const isFloat = (c: Column): boolean => c.type.kind === 'Float';
const isNumber = (c: Column): boolean => c.type.kind === 'Integer' || c.type.kind === 'Decimal' || isFloat(c);
const float = column('', T.float(64));

/** Values of several types become one; which, only the engine knows, unless all of them are of one family. */
const common = (parts: ReadonlyArray<Column | null>): Column | null => {
  const known = parts.flatMap((p) => (p === null ? [] : [p]));
  if (known.length === 0 || known.length < parts.length) return null;
  const [first] = known;
  if (first !== undefined && known.every((k) => JSON.stringify(k.type) === JSON.stringify(first.type))) return first;
  // A text beside something else makes a text of it (or is one that reads as the other).
  if (known.some(isText)) return text;
  return known.every(isNumber) ? (known.some(isFloat) ? float : decimal) : null;
};

const numberOr = (c: Column | null): Column | null => (c !== null && isNumber(c) ? c : null);

const isNull = (e: Expr): boolean => e.kind === 'Literal' && e.value.kind === 'Null';

export const typeOfExpr = (e: Expr, table: Table): Column | null => {
  const of = (x: Expr): Column | null => typeOfExpr(x, table);
  const chosen = (es: ReadonlyArray<Expr>): Column | null => common(es.filter((x) => !isNull(x)).map(of));
  switch (e.kind) {
    case 'Column':
      return table.columns.find((c) => c.name === e.name) ?? null;
    case 'Literal':
      if (e.value.kind === 'String') return text;
      if (e.value.kind === 'Number') return decimal;
      return e.value.kind === 'Boolean' ? column('', T.boolean) : null;
    case 'Unary':
      return e.op === '-' ? decimal : column('', T.boolean);
    case 'Binary':
      if (e.op === '||') return text;
      // A date and a number, or two dates, add up to something else.
      if (!arithmetic.has(e.op)) return column('', T.boolean);
      return numberOr(chosen([e.left, e.right]));
    case 'Call': {
      if (texts.has(e.name)) return text;
      if (wholes.has(e.name)) return column('', T.integer(64));
      if (numbers.has(e.name)) return decimal;
      const [first] = e.args;
      if (e.name === 'nullif' && first !== undefined) return of(first);
      return choosing.has(e.name) ? chosen(e.args) : null;
    }
    case 'Case':
      return chosen([...e.whens.map((w) => w.result), ...(e.otherwise === null ? [] : [e.otherwise])]);
    case 'Collate':
      return of(e.arg);
    default:
      return null;
  }
};
