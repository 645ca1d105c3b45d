/**
 * Whether two expressions are one, as engines rewrite what they are given: PostgreSQL adds casts, turns IN into
 * `= ANY (ARRAY[…])` and BETWEEN into two comparisons; MySQL pushes NOT inwards and renames functions; all of them set
 * parentheses of their own. What could change a value is kept apart.
 */
import { isMoment, type TypeOf } from './canonical/cast.js';
import { plainInterval, plainMoment } from './canonical/literal.js';
import { canonicalNode } from './canonical/node.js';
import { type Expr, mapExpr } from './expression.js';

export type { TypeOf };

const nothingKnown: TypeOf = () => null;

/**
 * One form for all expressions of the same meaning, as far as this can be told. `typeOf` gives the types of columns;
 * with it a cast that only a column's type makes redundant is told from one that changes the value.
 */
export const canonical = (e: Expr, typeOf: TypeOf = nothingKnown): Expr => {
  const made = mapExpr(e, canonicalNode(typeOf));
  // Alone, a number has the type of what it is assigned to: DEFAULT '-1.5'::numeric.
  const bare = made.kind === 'Cast' && made.arg.kind === 'Literal' && made.arg.value.kind === 'Number';
  return bare && /^[a-z ]+$/.test(made.type) ? made.arg : made;
};

export const sameExpr = (a: Expr, b: Expr, typeOf: TypeOf = nothingKnown): boolean =>
  same(canonical(a, typeOf), canonical(b, typeOf));

/** A text that PostgreSQL read as a date prints the date its own way: `'2020-01-01'` as `'2020-01-01 00:00:00'::timestamp`. */
const moment = (e: Expr): { readonly text: string; readonly type: string | null } | null => {
  if (e.kind === 'Literal' && e.value.kind === 'String') return { text: e.value.value, type: null };
  return e.kind === 'Cast' && isMoment(e.type) && e.arg.kind === 'Literal' && e.arg.value.kind === 'String'
    ? { text: e.arg.value.value, type: e.type }
    : null;
};

const sameMoment = (a: Expr, b: Expr): boolean => {
  const x = moment(a);
  const y = moment(b);
  const type = x?.type ?? y?.type ?? null;
  if (x === null || y === null || type === null) return false;
  if (x.type !== null && y.type !== null && x.type !== y.type) return false;
  if (type.startsWith('interval'))
    return x.text === y.text || (plainInterval(x.text) ?? x.text) === plainInterval(y.text);
  return plainMoment(x.text) === plainMoment(y.text);
};

const same = (a: unknown, b: unknown): boolean => {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (isExpr(a) && isExpr(b) && sameMoment(a, b)) return true;
  const keys = Object.keys(a);
  if (keys.length !== Object.keys(b).length) return false;
  const other: Readonly<Record<string, unknown>> = { ...b };
  return Object.entries(a).every(([key, value]) => Object.hasOwn(other, key) && same(value, other[key]));
};

const isExpr = (x: object): x is Expr =>
  'kind' in x && (x.kind === 'Cast' || (x.kind === 'Literal' && 'value' in x && typeof x.value === 'object'));
