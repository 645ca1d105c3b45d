/** Short words for building expressions. */
import type { BinaryOperator, Expr } from '../ir/expression.js';
import { E } from '../ir/expression.js';

const join = (op: 'and' | 'or', es: ReadonlyArray<Expr>): Expr => {
  const [first = E.boolean(op === 'and'), ...rest] = es;
  return rest.reduce((a, b) => E.binary(op, a, b), first);
};

const compare =
  (op: BinaryOperator) =>
  (a: Expr, b: Expr): Expr =>
    E.binary(op, a, b);

export const B = {
  and: (...es: ReadonlyArray<Expr>): Expr => join('and', es),
  or: (...es: ReadonlyArray<Expr>): Expr => join('or', es),
  eq: compare('='),
  ne: compare('<>'),
  gt: compare('>'),
  ge: compare('>='),
  lt: compare('<'),
  le: compare('<='),
  differs: compare('is distinct from'),
  isNull: (e: Expr): Expr => E.isNull(e),
  notNull: (e: Expr): Expr => E.isNull(e, true),
  notIn: (arg: Expr, list: ReadonlyArray<Expr>): Expr =>
    list.length === 0 ? E.isNull(arg, true) : { kind: 'In', arg, list, negated: true },
  outside: (arg: Expr, low: Expr, high: Expr): Expr => ({ kind: 'Between', arg, low, high, negated: true }),
  /** `operator` is the engine's own. */
  op: (op: string, left: Expr, right: Expr): Expr => ({ kind: 'Operator', op, left, right }),
  when: (when: Expr, result: Expr, otherwise: Expr): Expr => ({
    kind: 'Case',
    operand: null,
    whens: [{ when, result }],
    otherwise,
  }),
  collate: (arg: Expr, collation: string): Expr => ({ kind: 'Collate', arg, collation }),
  text: E.string,
  num: E.number,
  call: E.call,
  cast: E.cast,
} as const;

/** 10 to the power of n, as digits. */
export const powerOfTen = (n: number): string => (n >= 0 ? `1${'0'.repeat(n)}` : `0.${'0'.repeat(-n - 1)}1`);

/** The range of an integer type. */
export const integerRange = (bits: number, unsigned: boolean): { readonly low: string; readonly high: string } => {
  const size = 2n ** BigInt(unsigned ? bits : bits - 1);
  return { low: unsigned ? '0' : `-${size}`, high: `${size - 1n}` };
};
