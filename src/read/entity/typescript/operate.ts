/** Members and operators of values that are known. */
import type { Position } from '../../../ir/problem.js';
import type { Entry, Value } from './value.js';

const literal = (value: string | number | boolean | bigint | null | undefined, at: Position): Value => ({
  kind: 'Literal',
  value,
  at,
});

export const memberOf = (of: Value, name: string, at: Position): Value => {
  switch (of.kind) {
    case 'Map': {
      const found = of.entries.get(name);
      if (found !== undefined) return found.value;
      return of.open === null ? literal(undefined, at) : { kind: 'Member', of, name, at };
    }
    case 'Enum': {
      const member = of.members.find(([key]) => key === name)?.[1];
      if (member !== undefined) return { ...member, at };
      const reverse = of.members.find(([, v]) => v.kind === 'Literal' && String(v.value) === name);
      return reverse === undefined ? literal(undefined, at) : literal(reverse[0], at);
    }
    case 'List':
      if (/^\d+$/.test(name)) return of.items[Number(name)] ?? literal(undefined, at);
      return name === 'length' ? literal(of.items.length, at) : { kind: 'Member', of, name, at };
    case 'Class': {
      if (name === 'name') return literal(of.class.name, at);
      const field = of.class.members.find((m) => m.isStatic && m.name === name && m.kind === 'property');
      return field?.initial ?? { kind: 'Member', of, name, at };
    }
    case 'Foreign':
      return of.name === '*' ? { kind: 'Foreign', from: of.from, name, at } : { kind: 'Member', of, name, at };
    case 'Literal':
      if (typeof of.value === 'string' && name === 'length') return literal(of.value.length, at);
      return { kind: 'Member', of, name, at };
    default:
      return { kind: 'Member', of, name, at };
  }
};

/** Whether JavaScript takes the value for true; null when nobody knows. */
export const truthOf = (v: Value): boolean | null => {
  switch (v.kind) {
    case 'Literal':
      return Boolean(v.value);
    case 'List':
    case 'Map':
    case 'Enum':
    case 'Class':
    case 'Function':
    case 'New':
      return true;
    default:
      return null;
  }
};

type Plain = string | number | boolean | bigint | null | undefined;

const text = (x: Plain): string => String(x);

/** Null when the operator gives something nobody foresees here. */
export const binary = (op: string, a: Plain, b: Plain): { readonly value: Plain } | null => {
  const numbers = typeof a === 'number' && typeof b === 'number';
  switch (op) {
    case '+':
      if (typeof a === 'string' || typeof b === 'string') return { value: text(a) + text(b) };
      return numbers ? { value: a + b } : null;
    case '-':
      return numbers ? { value: a - b } : null;
    case '*':
      return numbers ? { value: a * b } : null;
    case '/':
      return numbers ? { value: a / b } : null;
    case '%':
      return numbers ? { value: a % b } : null;
    case '**':
      return numbers ? { value: a ** b } : null;
    case '<<':
      return numbers ? { value: a << b } : null;
    case '|':
      return numbers ? { value: a | b } : null;
    case '===':
      return { value: a === b };
    case '!==':
      return { value: a !== b };
    default:
      return null;
  }
};

/** What `Object.values(x)`, `Object.keys(x)` and their like give; null when that cannot be told. */
export const objectCall = (method: string, of: Value | undefined, at: Position): Value | null => {
  if (of === undefined) return null;
  if (method === 'freeze' || method === 'seal') return of;
  const pairs = pairsOf(of);
  if (pairs === null) return null;
  const key = (name: string): Value => literal(name, at);
  switch (method) {
    case 'values':
      return { kind: 'List', items: pairs.map(([, v]) => v), at };
    case 'keys':
      return { kind: 'List', items: pairs.map(([name]) => key(name)), at };
    case 'entries':
      return { kind: 'List', items: pairs.map(([name, v]) => ({ kind: 'List', items: [key(name), v], at })), at };
    default:
      return null;
  }
};

/** An enum of numbers is an object with its names under its numbers, too; those come first, in order. */
const pairsOf = (v: Value): ReadonlyArray<readonly [string, Value]> | null => {
  if (v.kind === 'Map') {
    if (v.open !== null) return null;
    const pairs = [...v.entries].map(([name, e]) => [name, e.value] as const);
    return [...pairs.filter(([n]) => isIndex(n)).sort(byNumber), ...pairs.filter(([n]) => !isIndex(n))];
  }
  if (v.kind !== 'Enum') return null;
  const reverse = v.members.flatMap(([name, m]) =>
    m.kind === 'Literal' && typeof m.value === 'number' ? [[String(m.value), literal(name, m.at)] as const] : [],
  );
  return [...new Map(reverse)].sort(byNumber).concat(v.members.map(([name, m]) => [name, m]));
};

const isIndex = (name: string): boolean => /^(?:0|[1-9]\d*)$/.test(name);
const byNumber = ([a]: readonly [string, Value], [b]: readonly [string, Value]): number => Number(a) - Number(b);

/** The entries of an object, or of whatever may be spread into one. */
export const spreadOf = (
  v: Value,
): { readonly entries: ReadonlyArray<readonly [string, Entry]>; readonly open: Value | null } => {
  if (v.kind === 'Map') return { entries: [...v.entries], open: v.open };
  if (v.kind === 'Literal' && (v.value === null || v.value === undefined || v.value === false))
    return { entries: [], open: null };
  const pairs = v.kind === 'Enum' ? pairsOf(v) : null;
  return pairs === null
    ? { entries: [], open: v }
    : { entries: pairs.map(([name, value]) => [name, { value, at: value.at }]), open: null };
};
