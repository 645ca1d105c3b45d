/**
 * Whether an engine's own text, or the name of a type, stays within the brackets it is put into. What closes them, begins
 * a comment or ends the statement would make another question of ours, so it is not asked at all.
 */
import type { ProbeDialect } from '../dialect/probe.js';
import { type Expr, mapExpr } from '../ir/expression.js';

type Style = Pick<ProbeDialect, 'comments' | 'backslashes'>;

/** What stands in quotes; unclosed ones run to the end and are found by that. */
const plain = (q: string): string => `${q}(?:[^${q}]|${q}${q})*${q}`;
/** A backslash takes the next character with it. */
const escaped = (q: string): string => `${q}(?:[^${q}\\\\]|${q}${q}|\\\\[\\s\\S])*${q}`;

const quotes = ["'", '"', '`'] as const;

/** As the server reads them, whichever way it reads backslashes. */
const readings = ({ backslashes }: Style): ReadonlyArray<RegExp> =>
  [plain, (q: string) => (backslashes.includes(q) ? escaped(q) : plain(q))].map(
    (reading) => new RegExp(quotes.map(reading).join('|'), 'g'),
  );

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

const staysWithin = (text: string, style: Style): boolean =>
  readings(style).every((q) => isClosed(text.replace(q, ' '), style.comments));

/** Names, plain or in quotes, with what they are qualified by and what stands in brackets behind them. */
const type = /^(?:"(?:[^"]|"")+"|[\w$.\s\u0080-\uffff]|\([\w\s,.-]*\)|\[\d*\])+$/;

/** `style`: what begins a comment, and where a backslash may take a quote with it. */
export const isOneExpression = (e: Expr, style: Style): boolean => {
  let sound = true;
  mapExpr(e, (x) => {
    if (x.kind === 'Native' && !Object.values(x.text).every((text) => staysWithin(text, style))) sound = false;
    if (x.kind === 'Cast' && !type.test(x.type)) sound = false;
    return x;
  });
  return sound;
};
