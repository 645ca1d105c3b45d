/**
 * Whether two expressions are one, as engines rewrite what they are given: PostgreSQL adds casts, turns IN into
 * `= ANY (ARRAY[…])` and BETWEEN into two comparisons; MySQL pushes NOT inwards and renames functions; all of them set
 * parentheses of their own. What could change a value is kept apart.
 */
import { assigned, isReformatted, type TypeOf } from './canonical/cast.js';
import { plainValue } from './canonical/literal.js';
import { canonicalNode } from './canonical/node.js';
import { type Expr, mapExpr } from './expression.js';
import type { DataType } from './type.js';

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
  return bare && /^(numeric|real|double precision)$/.test(made.type) ? made.arg : made;
};

export const sameExpr = (a: Expr, b: Expr, typeOf: TypeOf = nothingKnown): boolean =>
  same(canonical(a, typeOf), canonical(b, typeOf));

/**
 * Defaults of a column: the type of the column says how a text is read, so that `'5'` and `5` are one on an int and
 * `'2020-01-01'` and `'2020-01-01 00:00:00'` on a datetime.
 */
export const sameDefaultExpr = (a: Expr, b: Expr, type: DataType | null): boolean => {
  const of = (e: Expr): Expr => assigned(canonical(e), type);
  return same(of(a), of(b));
};

/** A text and the type it is read as; null where only the other side says which. */
const typed = (e: Expr): { readonly text: string; readonly type: string | null } | null => {
  if (e.kind === 'Literal' && e.value.kind === 'String') return { text: e.value.value, type: null };
  return e.kind === 'Cast' && isReformatted(e.type) && e.arg.kind === 'Literal' && e.arg.value.kind === 'String'
    ? { text: e.arg.value.value, type: e.type }
    : null;
};

/** PostgreSQL prints such values its own way: `'2020-01-01'` as `'2020-01-01 00:00:00'::timestamp without time zone`. */
const sameTyped = (a: Expr, b: Expr): boolean => {
  const x = typed(a);
  const y = typed(b);
  const type = x?.type ?? y?.type ?? null;
  if (x === null || y === null || type === null) return false;
  if (x.type !== null && y.type !== null && x.type !== y.type) return false;
  return x.text === y.text || plainValue(type, x.text) === plainValue(type, y.text);
};

const same = (a: unknown, b: unknown): boolean => {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (isExpr(a) && isExpr(b) && sameTyped(a, b)) return true;
  const keys = Object.keys(a);
  if (keys.length !== Object.keys(b).length) return false;
  const other: Readonly<Record<string, unknown>> = { ...b };
  return Object.entries(a).every(([key, value]) => Object.hasOwn(other, key) && same(value, other[key]));
};

const isExpr = (x: object): x is Expr =>
  'kind' in x && (x.kind === 'Cast' || (x.kind === 'Literal' && 'value' in x && typeof x.value === 'object'));
