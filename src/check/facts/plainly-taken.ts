/**
 * Expressions of which everybody can see that a server takes them, on every engine: columns beside values of their own
 * kind, and a few functions that are the same everywhere. Of the others a server is asked.
 */
import type { WordTrial } from '../../dialect/probe.js';
import type { Expr } from '../../ir/expression.js';
import type { Column } from '../../ir/schema.js';
import type { DataType } from '../../ir/type.js';
import { plainlyFits } from './plainly-fits.js';

/** What goes together. `truth` is what a comparison gives, `flag` what a column of truth values holds. */
type Family = 'number' | 'text' | 'flag' | 'truth' | 'moment' | 'uuid';

const families: Readonly<Partial<Record<DataType['kind'], Family>>> = {
  Integer: 'number',
  Decimal: 'number',
  Float: 'number',
  Varchar: 'text',
  Char: 'text',
  Text: 'text',
  Boolean: 'flag',
  Date: 'moment',
  DateTime: 'moment',
  Uuid: 'uuid',
};

const ofText: Readonly<Record<string, Family>> = { lower: 'text', upper: 'text', trim: 'text', length: 'number' };
const compares: ReadonlySet<string> = new Set(['=', '<>', '<', '<=', '>', '>=', 'is distinct from']);
const arithmetic: ReadonlySet<string> = new Set(['+', '-', '*']);

export interface Seen {
  readonly column: (name: string) => Column | null;
  readonly labels: (type: DataType) => ReadonlyArray<string>;
  readonly knows: WordTrial['knows'];
}

const familyOf = (e: Expr, seen: Seen): Family | null => {
  const of = (x: Expr): Family | null => familyOf(x, seen);
  const is = (f: Family, ...es: ReadonlyArray<Expr>): boolean => es.every((x) => of(x) === f);
  switch (e.kind) {
    case 'Literal':
      if (e.value.kind === 'Number') return 'number';
      if (e.value.kind === 'String') return 'text';
      return e.value.kind === 'Boolean' ? 'flag' : null;
    case 'Column': {
      const c = seen.column(e.name);
      return c === null ? null : (families[c.type.kind] ?? null);
    }
    case 'Unary':
      if (e.op === '-') return is('number', e.arg) ? 'number' : null;
      return is('truth', e.arg) ? 'truth' : null;
    case 'Binary':
      if (e.op === 'and' || e.op === 'or') return is('truth', e.left, e.right) ? 'truth' : null;
      if (arithmetic.has(e.op)) return is('number', e.left, e.right) ? 'number' : null;
      return compares.has(e.op) && comparable(e.left, e.right, seen) ? 'truth' : null;
    case 'Is':
      return e.what === 'null' && (e.arg.kind === 'Column' || of(e.arg) !== null) ? 'truth' : null;
    case 'In':
      return e.list.every((x) => comparable(e.arg, x, seen)) ? 'truth' : null;
    case 'Between':
      return comparable(e.arg, e.low, seen) && comparable(e.arg, e.high, seen) ? 'truth' : null;
    case 'Call': {
      const own = e.args.length === 0 && Object.hasOwn(seen.knows, e.name) ? seen.knows[e.name] : undefined;
      if (own !== undefined) return families[own] ?? null;
      const text = Object.hasOwn(ofText, e.name) ? ofText[e.name] : undefined;
      return text !== undefined && e.args.length === 1 && is('text', ...e.args) ? text : null;
    }
    default:
      return null;
  }
};

/** A text beside a column may be read as a value of its type; two columns that hold text may collate differently. */
const comparable = (a: Expr, b: Expr, seen: Seen): boolean => {
  const [left, right] = [
    a.kind === 'Column' ? seen.column(a.name) : null,
    b.kind === 'Column' ? seen.column(b.name) : null,
  ];
  if (left !== null && b.kind === 'Literal' && b.value.kind === 'String')
    return plainlyFits(b.value, left.type, seen.labels(left.type)) || families[left.type.kind] === 'text';
  if (right !== null && a.kind === 'Literal') return comparable(b, a, seen);
  const [one, other] = [familyOf(a, seen), familyOf(b, seen)];
  if (one === null || one !== other) return false;
  return one !== 'text' || b.kind === 'Literal' || (left !== null && left.collation === right?.collation);
};

/** @param into what a column takes it into; null = a condition; undefined = whatever it gives. */
export const plainlyTaken = (e: Expr, into: DataType | null | undefined, seen: Seen): boolean => {
  if (into === undefined && e.kind === 'Column') return true;
  const family = familyOf(e, seen);
  if (into === undefined) return family !== null;
  return family !== null && family === (into === null ? 'truth' : families[into.kind]);
};
