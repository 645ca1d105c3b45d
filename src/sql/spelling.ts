/** What each engine spells in its own way. A `null` falls through to the standard spelling in print-expression.ts. */
import type { DialectId, Expr } from '../ir/expression.js';
import { lookup } from '../ir/record.js';

/** `print` gives a text that stands by itself in any place: an atom, or in parentheses. */
export type Spell = (e: Expr, print: (e: Expr) => string) => string | null;

/** `a || b || c` in order; null when it is no concatenation. */
export const concatenated = (e: Expr): ReadonlyArray<Expr> | null =>
  e.kind !== 'Binary' || e.op !== '||'
    ? null
    : [...(concatenated(e.left) ?? [e.left]), ...(concatenated(e.right) ?? [e.right])];

/** `trim` and its kin with the characters to take off, which only the standard form says everywhere in MySQL. */
const trims: Readonly<Record<string, string>> = { trim: 'BOTH', ltrim: 'LEADING', rtrim: 'TRAILING' };

const mysql: Spell = (e, print) => {
  const parts = concatenated(e);
  // `||` is OR in MySQL unless PIPES_AS_CONCAT is set.
  if (parts !== null) return `concat(${parts.map(print).join(', ')})`;
  if (e.kind === 'Binary') {
    if (e.op === 'is not distinct from') return `(${print(e.left)} <=> ${print(e.right)})`;
    if (e.op === 'is distinct from') return `(NOT (${print(e.left)} <=> ${print(e.right)}))`;
    if (e.op === 'ilike') return `(${print(e.left)} LIKE ${print(e.right)})`;
    if (e.op === 'not ilike') return `(${print(e.left)} NOT LIKE ${print(e.right)})`;
  }
  if (e.kind === 'Call') {
    const where = lookup(trims, e.name);
    const [text, characters] = e.args;
    if (where !== undefined && text !== undefined && characters !== undefined && e.args.length === 2)
      return `trim(${where} ${print(characters)} FROM ${print(text)})`;
  }
  if (e.kind === 'Cast' && e.type === '"bit"' && e.arg.kind === 'Literal' && e.arg.value.kind === 'String')
    return `b'${e.arg.value.value}'`;
  return null;
};

const postgres: Spell = (e, print) => {
  if (e.kind === 'Binary' && e.op === 'regexp') return `(${print(e.left)} ~ ${print(e.right)})`;
  if (e.kind === 'Binary' && e.op === 'not regexp') return `(${print(e.left)} !~ ${print(e.right)})`;
  return null;
};

const sqlite: Spell = (e, print) => {
  if (e.kind !== 'Binary') return null;
  // `x IS TRUE` asks for truth, `x IS 1` for the value.
  const value = (v: Expr): string =>
    v.kind === 'Literal' && v.value.kind === 'Boolean' ? String(Number(v.value.value)) : print(v);
  switch (e.op) {
    // IS between any two values since ever; IS DISTINCT FROM only since 3.39.
    // https://sqlite.org/lang_expr.html#the_is_and_is_not_operators
    case 'is distinct from':
      return `(${print(e.left)} IS NOT ${value(e.right)})`;
    case 'is not distinct from':
      return `(${print(e.left)} IS ${value(e.right)})`;
    case 'ilike':
      return `(${print(e.left)} LIKE ${print(e.right)})`;
    case 'not ilike':
      return `(${print(e.left)} NOT LIKE ${print(e.right)})`;
    default:
      return null;
  }
};

export const spelling: Readonly<Record<DialectId, Spell>> = { postgres, mysql, mariadb: mysql, sqlite };
