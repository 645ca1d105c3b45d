/**
 * Whether an engine's own text, or the name of a type, stays within the brackets it is put into. What closes them, begins a comment or ends the
 * statement would make another question of ours, so it is not asked at all.
 */
import { type Expr, mapExpr } from '../ir/expression.js';

/** A quote, with what it holds; unclosed ones run to the end and are found by that. */
const quotes = {
  /** Only a doubled quote stands for itself. */
  plain: /'(?:[^']|'')*'|"(?:[^"]|"")*"|`(?:[^`]|``)*`/g,
  /** A backslash takes the next character with it. */
  escaped: /'(?:[^'\\]|''|\\[\s\S])*'|"(?:[^"\\]|""|\\[\s\S])*"|`(?:[^`]|``)*`/g,
} as const;

const closes: Readonly<Record<string, string>> = { ')': '(', ']': '[' };

const isClosed = (text: string, comments: ReadonlyArray<string>): boolean => {
  if (/['"`;$\\]/.test(text) || comments.some((c) => text.includes(c))) return false;
  const open: string[] = [];
  for (const c of text) {
    if (c === '(' || c === '[') open.push(c);
    else if (c in closes && open.pop() !== closes[c]) return false;
  }
  return open.length === 0;
};

/** Whichever way the server reads backslashes. */
const staysWithin = (text: string, comments: ReadonlyArray<string>): boolean =>
  Object.values(quotes).every((q) => isClosed(text.replace(q, ' '), comments));

/** Names, plain or in quotes, with what they are qualified by and what stands in brackets behind them. */
const type = /^(?:"(?:[^"]|"")+"|[\w$.\s\u0080-\uffff]|\([\w\s,.-]*\)|\[\d*\])+$/;

/** @param comments what begins a comment on the engine. */
export const isOneExpression = (e: Expr, comments: ReadonlyArray<string>): boolean => {
  let sound = true;
  mapExpr(e, (x) => {
    if (x.kind === 'Native' && !Object.values(x.text).every((text) => staysWithin(text, comments))) sound = false;
    if (x.kind === 'Cast' && !type.test(x.type)) sound = false;
    return x;
  });
  return sound;
};
