/**
 * How a portable expression becomes an engine's own. A rule sees a node whose parts are rewritten already and answers
 * with what replaces it, or null. What a rule makes must be left alone by the same rules: rewriting twice is rewriting
 * once, and what an engine prints is not touched.
 */
import { E, type Expr, mapExpr } from '../../ir/expression.js';

/** By name of the function; null = as it is. */
export type Functions = Readonly<Record<string, (args: ReadonlyArray<Expr>) => Expr | null>>;
export type Rule = (e: Expr) => Expr | null;

export const rewriteWith =
  (functions: Functions, rule: Rule) =>
  (root: Expr): Expr =>
    mapExpr(root, (e) => {
      const named = e.kind === 'Call' && Object.hasOwn(functions, e.name) ? functions[e.name]?.(e.args) : null;
      return named ?? rule(e) ?? e;
    });

/** Another name, the same arguments. */
export const rename =
  (name: string, arity: number | null = null) =>
  (args: ReadonlyArray<Expr>): Expr | null =>
    arity === null || args.length === arity ? E.call(name, ...args) : null;

export const textOf = (e: Expr | undefined): string | null =>
  e?.kind === 'Literal' && e.value.kind === 'String' ? e.value.value : null;

/** A whole number written as such. */
export const integerOf = (e: Expr | undefined): number | null =>
  e?.kind === 'Literal' && e.value.kind === 'Number' && /^-?\d{1,9}$/.test(e.value.text) ? Number(e.value.text) : null;

export const plus = (left: Expr, right: Expr): Expr => E.binary('+', left, right);
export const minus = (left: Expr, right: Expr): Expr => E.binary('-', left, right);

export const caseWhen = (when: Expr, result: Expr, otherwise: Expr | null): Expr => ({
  kind: 'Case',
  operand: null,
  whens: [{ when, result }],
  otherwise,
});

/** Where a boolean is a number, a cast to it asks whether that is not 0. */
export const isBoolean = (type: string): boolean => type === 'boolean' || type === 'bool';
export const asBoolean = (e: Expr): Expr => {
  const word = textOf(e)?.trim().toLowerCase();
  if (word !== undefined && /^(t|true|yes|y|on|1|f|false|no|n|off|0)$/.test(word))
    return E.boolean(/^(t|y|on|1)/.test(word));
  return E.binary('<>', e, E.number(0));
};

/** `1 day`, `-2 hours`: an interval of one unit; null for any other. */
export const intervalOf = (e: Expr): { readonly amount: number; readonly unit: string } | null => {
  const text = e.kind === 'Cast' && e.type === 'interval' ? textOf(e.arg) : null;
  const found = /^\s*([+-]?\d{1,9})\s*(second|minute|hour|day|week|month|year)s?\s*$/i.exec(text ?? '');
  return found === null ? null : { amount: Number(found[1]), unit: (found[2] ?? '').toLowerCase() };
};

/** The name of a type without its arguments, and the arguments with their parentheses. */
export const typeParts = (type: string): { readonly base: string; readonly args: string } => {
  const args = /\([^)]*\)/.exec(type)?.[0] ?? '';
  return { base: type.replace(args, '').replace(/ +/g, ' ').trim(), args };
};
