/** An expression: portable SQL, or a map with one text per engine for what only engines know. */
import type { DialectId, Expr } from '../../ir/expression.js';
import { isLeft } from '../../prelude.js';
import { parseExpression } from '../../sql/parse-expression.js';
import type { Node } from './node.js';
import type { Source } from './report.js';
import { asText, badValue, expected, keysOf } from './values.js';

export const engines: ReadonlyArray<DialectId> = ['postgres', 'mysql', 'mariadb', 'sqlite'];

export const asExpr = (src: Source, node: Node, key: string): Expr | null => {
  if (node.kind === 'Map') {
    const text = perEngine(src, node, key);
    return text === null ? null : { kind: 'Native', text };
  }
  const text = node.kind === 'Seq' ? expected(src, node, key, 'an expression') : asText(src, node, key);
  return text === null ? null : parsed(src, node, key, text);
};

/** Parsing takes microseconds a character: no text of a megabyte is to hold anybody up. */
const longest = 20_000;

/** The offset of the expression's text in the file is known when it stands there as it is read: no escapes, one line. */
export const parsed = (src: Source, node: Node, key: string, text: string, from = 0): Expr | null => {
  if (text.length > longest) {
    return badValue(src, node, key, `an expression has at most ${longest} characters`);
  }
  const result = parseExpression(text, 'portable');
  if (!isLeft(result)) return result.right;
  const whole = node.kind === 'Scalar' ? node.text : text;
  const start = node.kind === 'Scalar' && !node.plain ? node.offset + 1 : node.offset;
  const exact = src.text.startsWith(whole, start) ? start + from + result.left.offset : node.offset;
  src.report(
    'expression.syntax',
    exact,
    { key, text, message: result.left.message },
    'Write portable SQL, or a map with one text for each engine: { postgres: "…", mysql: "…", sqlite: "…" }.',
  );
  return null;
};

export type PerEngine = Readonly<Partial<Record<DialectId, string>>>;

/** Whose text an engine reads when it has none of its own. */
const borrows: Readonly<Partial<Record<DialectId, DialectId>>> = { mariadb: 'mysql' };

export const perEngine = (src: Source, node: Node & { readonly kind: 'Map' }, key: string): PerEngine | null => {
  const keys = keysOf(src, node, key, engines);
  const texts: Partial<Record<DialectId, string>> = {};
  let sound = true;
  for (const engine of engines) {
    const entry = keys.get(engine) ?? keys.get(borrows[engine] ?? engine);
    if (entry === undefined) continue;
    const text = asText(src, entry.value, `${key}.${engine}`);
    if (text === null) sound = false;
    else if (text.trim() === '') sound = badValue(src, entry.value, key, 'it is empty') ?? false;
    else texts[engine] = text.trim();
  }
  if (node.entries.length === 0) return expected(src, node, key, 'a text for at least one engine');
  return sound && keys.size > 0 ? texts : null;
};
