/** Makes a tree of the flat row of operands and operators that grammar/expression.peggy reads: precedence climbing. */
import type { BinaryOperator, Expr } from '../ir/expression.js';
import { E } from '../ir/expression.js';
import { lookup } from '../ir/record.js';
import { type Flavour, levelOf } from './precedence.js';

export type Item =
  | { readonly k: 'prefix'; readonly op: string }
  | { readonly k: 'operand'; readonly e: Expr; readonly paren: boolean }
  | { readonly k: 'infix'; readonly op: string }
  | { readonly k: 'is'; readonly what: 'null' | 'true' | 'false'; readonly negated: boolean }
  | { readonly k: 'in'; readonly list: ReadonlyArray<Expr>; readonly negated: boolean }
  | { readonly k: 'collate'; readonly name: string };

const binaryOperators: ReadonlySet<string> = new Set<BinaryOperator>([
  '+',
  '-',
  '*',
  '/',
  '%',
  '||',
  '=',
  '<>',
  '<',
  '<=',
  '>',
  '>=',
  'and',
  'or',
  'is distinct from',
  'is not distinct from',
  'like',
  'not like',
  'ilike',
  'not ilike',
  'regexp',
  'not regexp',
]);
export const isBinaryOperator = (op: string): op is BinaryOperator => binaryOperators.has(op);

/** Spellings that PostgreSQL prints for operators that have a word. */
const sameAs: Readonly<Record<string, string>> = {
  '!=': '<>',
  '~~': 'like',
  '!~~': 'not like',
  '~~*': 'ilike',
  '!~~*': 'not ilike',
  '~': 'regexp',
  '!~': 'not regexp',
};

const infix = (spelled: string, left: Expr, right: Expr): Expr => {
  const op = sameAs[spelled] ?? spelled;
  return isBinaryOperator(op) ? { kind: 'Binary', op, left, right } : { kind: 'Operator', op, left, right };
};

const prefixed = (op: string, arg: Expr, literal: boolean): Expr => {
  if (op === 'not' || op === '!') return E.not(arg);
  if (op === 'binary') return E.cast(arg, 'binary');
  if (op === '~') return E.call('~', arg);
  const number = literal && arg.kind === 'Literal' && arg.value.kind === 'Number' ? arg.value.text : null;
  if (op === '+') return number === null || number.startsWith('-') ? E.call('+', arg) : arg;
  return number === null || number.startsWith('-') ? { kind: 'Unary', op: '-', arg } : E.number(`-${number}`);
};

/** A tree, or a text that says what is wrong. */
export const climb =
  (flavour: Flavour) =>
  (items: ReadonlyArray<Item>): Expr | string => {
    let at = 0;
    let nested = 0;
    let wrong: string | null = null;
    const refuse = (why: string): Expr => {
      wrong ??= why;
      at = items.length;
      return E.null;
    };
    const nextIs = (op: string): boolean => {
      const item = items[at];
      if (item?.k !== 'infix' || item.op !== op) return false;
      at += 1;
      return true;
    };
    const operand = (): Expr => {
      const item = items[at];
      at += 1;
      if (item?.k === 'operand') return item.e;
      if (item?.k !== 'prefix') return refuse('an operand is missing');
      nested += 1;
      if (nested > 200) return refuse('nested too deeply');
      const next = items[at];
      const level = levelOf(flavour, item.op === 'not' ? 'not' : `prefix ${item.op}`);
      const arg = read(level);
      nested -= 1;
      // Only a bare number right after the sign is a negative number: -(5) and -5::int keep the minus outside.
      return prefixed(item.op, arg, next?.k === 'operand' && !next.paren && next.e === arg);
    };
    const between = (left: Expr, negated: boolean, level: number): Expr => {
      const low = read(level + 1);
      if (!nextIs('and')) return refuse('BETWEEN without AND');
      return { kind: 'Between', arg: left, low, high: read(level + 1), negated };
    };
    const read = (min: number): Expr => {
      let left = operand();
      for (let item = items[at]; item !== undefined; item = items[at]) {
        if (item.k === 'operand' || item.k === 'prefix') return refuse('an operator is missing');
        const name = item.k === 'infix' ? item.op : item.k === 'is' && item.what !== 'null' ? 'is true' : item.k;
        const level = levelOf(flavour, name);
        if (level < min) break;
        at += 1;
        if (item.k === 'is') left = { kind: 'Is', arg: left, what: item.what, negated: item.negated };
        else if (item.k === 'in') left = { kind: 'In', arg: left, list: item.list, negated: item.negated };
        else if (item.k === 'collate') left = { kind: 'Collate', arg: left, collation: item.name };
        else if (name === 'escape') return refuse('ESCAPE without LIKE');
        else if (name === 'between' || name === 'not between') left = between(left, name === 'not between', level);
        else {
          const right = read(level + 1);
          const escapable = name.endsWith('like') || name.endsWith('similar to');
          left = infix(
            name,
            left,
            escapable && nextIs('escape') ? E.call('like_escape', right, read(level + 1)) : right,
          );
        }
      }
      return left;
    };
    const tree = read(0);
    return wrong ?? tree;
  };

interface Traits {
  /** The function position(text, part), with a comma. */
  readonly positionTextFirst: boolean;
  /** Functions whose name means something else in portable SQL, and the portable name of what they do. */
  readonly means: Readonly<Record<string, string>>;
}
const none: Traits = { positionTextFirst: false, means: {} };
const countsBytes: Traits = { positionTextFirst: false, means: { length: 'octet_length' } };
const traits: Readonly<Record<Flavour, Traits>> = {
  portable: none,
  postgres: { positionTextFirst: true, means: {} },
  mysql: countsBytes,
  mariadb: countsBytes,
  sqlite: none,
};

/** An argument as the grammar reads it: what separates it from the one before it, and the argument. */
export type Argument =
  | { readonly by: 'first' | ',' | 'from' | 'for' | 'placing' | 'in'; readonly e: Expr }
  | { readonly by: 'using'; readonly charset: string }
  | { readonly by: 'as'; readonly type: string };

/** Calls, with the ones that SQL spells with words between their arguments. */
export const special = (name: string, args: ReadonlyArray<Argument>, flavour: Flavour): Expr | string => {
  const shape = args.map((a) => a.by).join(' ');
  const [a, b, c, d] = args.map((arg) => ('e' in arg ? arg.e : E.null));
  const last = args[args.length - 1];
  const wrong = `cannot read the arguments of ${name}`;
  if (name === 'cast' || name === 'convert') {
    if (args.length !== 2 || a === undefined) return wrong;
    if (name === 'cast' && last?.by === 'as') return E.cast(a, last.type);
    return name === 'convert' && last?.by === 'using' ? E.cast(a, `char charset ${last.charset}`) : wrong;
  }
  if (name === 'extract') {
    if (shape !== 'first from' || a === undefined || b === undefined) return wrong;
    if (a.kind === 'Column' && a.table === null) return E.call(name, E.string(a.name.toLowerCase()), b);
    return a.kind === 'Literal' && a.value.kind === 'String' ? E.call(name, a, b) : wrong;
  }
  if (name === 'position') {
    if (a === undefined) return wrong;
    if (shape === 'first in' && b !== undefined) return E.call(name, a, b);
    // `position(a in (b))` was read as a list of one.
    if (shape === 'first' && a.kind === 'In' && !a.negated) {
      const [only = E.null, ...more] = a.list;
      return E.call(name, a.arg, more.length === 0 ? only : E.call('row', only, ...more));
    }
    // PostgreSQL's function of that name takes the text first: position(text, part).
    return shape === 'first ,' && b !== undefined && traits[flavour].positionTextFirst ? E.call(name, b, a) : wrong;
  }
  if (shape === 'first from' && name === 'trim' && a !== undefined && b !== undefined) return E.call(name, b, a);
  if ((name === 'substring' || name === 'substr') && a !== undefined && b !== undefined) {
    if (shape === 'first for') return E.call(name, a, E.number(1), b);
    if (shape === 'first from') return E.call(name, a, b);
    if (shape === 'first from for' && c !== undefined) return E.call(name, a, b, c);
  }
  if (name === 'overlay' && a !== undefined && b !== undefined && c !== undefined) {
    if (shape === 'first placing from') return E.call(name, a, b, c);
    if (shape === 'first placing from for' && d !== undefined) return E.call(name, a, b, c, d);
  }
  const plain: Expr[] = [];
  for (const arg of args) {
    if (arg.by !== 'first' && arg.by !== ',') return wrong;
    plain.push(arg.e);
  }
  return E.call(lookup(traits[flavour].means, name) ?? name, ...plain);
};
