/**
 * Undoes what the server made of an expression where saying it again would make something else of it. `v IN ('a', 'b')`
 * over a varchar is stored as `v::text = ANY ((ARRAY['a'::varchar, 'b'::varchar])::text[])`; read from text, the cast of
 * an ARRAY goes to its elements, and the stored form is another one. `a = ANY (ARRAY[…])` is what IN is stored as.
 * https://www.postgresql.org/docs/18/functions-comparisons.html
 */
import { columnsOf, type Expr, mapExpr } from '../../../ir/expression.js';

const isVarchar = (e: Expr): boolean =>
  e.kind === 'Cast' &&
  e.type === 'character varying' &&
  e.arg.kind === 'Literal' &&
  (e.arg.value.kind === 'String' || e.arg.value.kind === 'Null');

const uncast = (e: Expr): Expr => (e.kind === 'Cast' ? e.arg : e);

/** The varchar that was cast to text for the comparison, also under a COLLATE; null when it is no such cast. */
const varchar = (e: Expr): Expr | null => {
  if (e.kind === 'Cast' && e.type === 'text') return e.arg;
  const arg = e.kind === 'Collate' ? varchar(e.arg) : null;
  return e.kind === 'Collate' && arg !== null ? { ...e, arg } : null;
};

/** IN over one value or over columns is stored as comparisons. */
const isList = (items: ReadonlyArray<Expr>): boolean =>
  items.length > 1 && items.every((item) => columnsOf(item)?.length === 0);

const asIn = (e: Expr): Expr => {
  if (e.kind !== 'Binary' || e.right.kind !== 'Call' || e.right.args.length !== 1) return e;
  const negated = e.op === '<>' && e.right.name === 'all';
  if (!negated && !(e.op === '=' && e.right.name === 'any')) return e;
  const [set] = e.right.args;
  if (set?.kind === 'Array' && isList(set.items)) return { kind: 'In', arg: e.left, list: set.items, negated };
  const texts = set?.kind === 'Cast' && set.type === 'text[]' && set.arg.kind === 'Array' ? set.arg.items : [];
  const arg = isList(texts) && texts.every(isVarchar) ? varchar(e.left) : null;
  return arg === null ? e : { kind: 'In', arg, list: texts.map(uncast), negated };
};

export const readable = (e: Expr): Expr => mapExpr(e, asIn);
