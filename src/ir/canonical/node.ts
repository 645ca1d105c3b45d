/** One node, its parts canonical already. */
import { type BinaryOperator, E, type Expr } from '../expression.js';
import { plainCall } from './call.js';
import { plainCast, type TypeOf, typedNumbers, withoutImplied } from './cast.js';
import { arrayOf, negative, plainNumber } from './literal.js';
import { asCondition, chain, isComparison, junction, literalRight, negated } from './logic.js';

const common = new Set(['coalesce', 'greatest', 'least', 'nullif']);

/** `= ANY (ARRAY[…])` is IN, `<> ALL (…)` NOT IN: what PostgreSQL makes of them. */
const listOf = (e: Expr, name: 'any' | 'all'): ReadonlyArray<Expr> | null => {
  if (e.kind !== 'Call' || (e.name !== name && !(name === 'any' && e.name === 'some'))) return null;
  const [only] = e.args;
  if (only?.kind === 'Array') return only.items;
  return only?.kind === 'Literal' && only.value.kind === 'String' ? arrayOf(only.value.value) : null;
};

const membership = (arg: Expr, list: ReadonlyArray<Expr>, not: boolean, typeOf: TypeOf): Expr => {
  const [first, ...rest] = withoutImplied(typedNumbers([arg, ...list], typeOf), typeOf);
  const [only, ...more] = rest;
  if (first === undefined || only === undefined) return { kind: 'In', arg, list, negated: not };
  if (more.length === 0) return literalRight({ kind: 'Binary', op: not ? '<>' : '=', left: first, right: only });
  return { kind: 'In', arg: first, list: rest, negated: not };
};

/** PostgreSQL compares char(n) with varchar as char(n): `code = (name)::bpchar`. */
const withoutPadding = (left: Expr, right: Expr): { readonly left: Expr; readonly right: Expr } => {
  const bare = (e: Expr, beside: Expr): Expr =>
    e.kind === 'Cast' && e.type === 'bpchar' && beside.kind !== 'Literal' && beside.kind !== 'Cast' ? e.arg : e;
  return { left: bare(left, right), right: bare(right, left) };
};

const binary = (e: Extract<Expr, { kind: 'Binary' }>, typeOf: TypeOf): Expr => {
  if (e.op === 'and' || e.op === 'or') return junction(e.op, [e.left, e.right]);
  if (e.op === '=' || e.op === '<>') {
    const list = listOf(e.right, e.op === '=' ? 'any' : 'all');
    if (list !== null) return membership(e.left, list, e.op === '<>', typeOf);
  }
  if (e.op === '||') {
    const [first, ...rest] = chain('||', e);
    return rest.reduce((l, r) => E.binary('||', l, r), first ?? e);
  }
  if (e.op === 'is distinct from' || e.op === 'is not distinct from') {
    const { left, right } = literalRight(e);
    if (right.kind === 'Literal' && right.value.kind === 'Null') return E.isNull(left, e.op === 'is distinct from');
  }
  if (isComparison(e.op) || /^[-+*/%]$/.test(e.op)) {
    const [left = e.left, right = e.right] = withoutImplied(typedNumbers([e.left, e.right], typeOf), typeOf);
    const padded = isComparison(e.op) ? withoutPadding(left, right) : { left, right };
    return literalRight({ ...e, ...padded });
  }
  return e;
};

/** A number with an exponent is a decimal, also when it is whole: 1e5 is `'100000'::numeric`. */
const number = (text: string): Expr => {
  const plain = plainNumber(text);
  return /e/i.test(text) && /^-?\d+$/.test(plain) ? E.cast(E.number(plain), 'numeric') : E.number(plain);
};

export const canonicalNode =
  (typeOf: TypeOf) =>
  (e: Expr): Expr => {
    switch (e.kind) {
      case 'Literal':
        return e.value.kind === 'Number' ? number(e.value.text) : e;
      case 'Unary':
        if (e.op === 'not') return negated(asCondition(e.arg));
        return e.arg.kind === 'Literal' && e.arg.value.kind === 'Number' ? E.number(negative(e.arg.value.text)) : e;
      case 'Binary':
        return binary(e, typeOf);
      case 'Is':
        return e.what === 'null' ? e : { ...e, arg: asCondition(e.arg) };
      case 'In':
        return membership(e.arg, e.list, e.negated, typeOf);
      case 'Between': {
        const compared = (op: BinaryOperator, bound: Expr): Expr =>
          binary({ kind: 'Binary', op, left: e.arg, right: bound }, typeOf);
        return e.negated
          ? junction('or', [compared('<', e.low), compared('>', e.high)])
          : junction('and', [compared('>=', e.low), compared('<=', e.high)]);
      }
      case 'Call': {
        const made = plainCall(e);
        return made.kind === 'Call' && common.has(made.name)
          ? { ...made, args: withoutImplied(made.args, typeOf) }
          : made.kind === 'Binary'
            ? binary(made, typeOf)
            : made;
      }
      case 'Case': {
        const last = e.otherwise?.kind === 'Literal' && e.otherwise.value.kind === 'Null' ? null : e.otherwise;
        const results = withoutImplied([...e.whens.map((w) => w.result), ...(last === null ? [] : [last])], typeOf);
        return {
          ...e,
          whens: e.whens.map((w, i) => ({
            when: e.operand === null ? asCondition(w.when) : w.when,
            result: results[i] ?? w.result,
          })),
          otherwise: last === null ? null : (results[e.whens.length] ?? last),
        };
      }
      case 'Cast':
        return plainCast(e, typeOf);
      default:
        return e;
    }
  };
