/** Conditions: how NOT, AND, OR and comparisons are written once, whoever wrote them. */
import { type BinaryOperator, E, type Expr, type ExprByKind } from '../expression.js';

const opposite: Readonly<Partial<Record<BinaryOperator, BinaryOperator>>> = {
  '=': '<>',
  '<>': '=',
  '<': '>=',
  '>=': '<',
  '>': '<=',
  '<=': '>',
  like: 'not like',
  'not like': 'like',
  ilike: 'not ilike',
  'not ilike': 'ilike',
  regexp: 'not regexp',
  'not regexp': 'regexp',
  'is distinct from': 'is not distinct from',
  'is not distinct from': 'is distinct from',
};
const mirrored: Readonly<Partial<Record<BinaryOperator, BinaryOperator>>> = {
  '=': '=',
  '<>': '<>',
  '<': '>',
  '>': '<',
  '<=': '>=',
  '>=': '<=',
  'is distinct from': 'is distinct from',
  'is not distinct from': 'is not distinct from',
};
const negatable = new Set(['~*', '!~*', 'glob', 'not glob', 'similar to', 'not similar to', 'match', 'not match']);

export const isComparison = (op: BinaryOperator): boolean => Object.hasOwn(mirrored, op);

/**
 * NOT pushed inwards, as MySQL does: `not (a > 1 and b)` is `a <= 1 or b = 0`. The same under three-valued logic.
 * `not flag` and MySQL's `0 = flag` are one.
 */
export const negated = (e: Expr): Expr => {
  switch (e.kind) {
    case 'Unary':
      return e.op === 'not' ? e.arg : E.binary('=', e, E.number(0));
    case 'Binary': {
      if (e.op === 'and') return junction('or', [negated(e.left), negated(e.right)]);
      if (e.op === 'or') return junction('and', [negated(e.left), negated(e.right)]);
      const op = opposite[e.op];
      return op === undefined ? E.binary('=', e, E.number(0)) : { ...e, op };
    }
    case 'Operator':
      if (!negatable.has(e.op)) return E.not(e);
      if (e.op.endsWith('~*')) return { ...e, op: e.op === '~*' ? '!~*' : '~*' };
      return { ...e, op: e.op.startsWith('not ') ? e.op.slice(4) : `not ${e.op}` };
    case 'Is':
    case 'In':
      return { ...e, negated: !e.negated };
    case 'Literal':
      return e.value.kind === 'Boolean' ? E.boolean(!e.value.value) : E.not(e);
    case 'Native':
      return E.not(e);
    default:
      return E.binary('=', e, E.number(0));
  }
};

/** The operands of a chain in order. Chains are deep on the left, so the way down is a loop. */
export const chain = (op: BinaryOperator, e: Expr): ReadonlyArray<Expr> => {
  const found: Expr[] = [];
  const open: Expr[] = [e];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next.kind === 'Binary' && next.op === op) open.push(next.left, next.right);
    else found.push(next);
  }
  return found.reverse();
};

/** `a and (b and c)` is `(a and b) and c`. */
export const junction = (op: 'and' | 'or', operands: ReadonlyArray<Expr>): Expr => {
  const [first, ...rest] = operands.flatMap((e) => chain(op, e)).map(asCondition);
  return first === undefined ? E.boolean(op === 'and') : rest.reduce((l, r) => E.binary(op, l, r), first);
};

const isZero = (e: Expr): boolean => e.kind === 'Literal' && e.value.kind === 'Number' && e.value.text === '0';

/** Where a condition is expected, MySQL and MariaDB write `flag <> 0` for `flag`. */
export const asCondition = (e: Expr): Expr =>
  e.kind === 'Binary' && e.op === '<>' && isZero(e.right) && e.left.kind !== 'Binary' ? e.left : e;

/** The literal on the right: MySQL prints `0 = flag`. */
export const literalRight = (e: ExprByKind['Binary']): ExprByKind['Binary'] => {
  const op = mirrored[e.op];
  return op !== undefined && e.left.kind === 'Literal' && e.right.kind !== 'Literal'
    ? { ...e, op, left: e.right, right: e.left }
    : e;
};
