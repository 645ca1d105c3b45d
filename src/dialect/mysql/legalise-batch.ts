/**
 * An UPDATE in pieces. Loops stand in routines only, which would have to be left in the database for a while and need
 * another DELIMITER in the client, so the pieces are written out; user variables say how far they have come. Without a
 * transaction around them each is its own (DDL before them has ended the one there was), and rows stay locked for the time
 * of one piece. https://dev.mysql.com/doc/refman/8.4/en/user-variables.html
 */
import type { Problem } from '../../ir/problem.js';
import type { Table } from '../../ir/schema.js';
import { map, right, type Validated } from '../../prelude.js';
import type { Batch, Statement, StatementByKind } from '../../sql/ast.js';
import { isKeyOf, piecesOf } from '../../sql/batch.js';
import { type Out, printing } from './out.js';
import type { Product } from './product.js';

type Update = StatementByKind['Update'];

const say = (sql: string): Statement => ({ kind: 'Verbatim', sql, touches: null });

/** Types that a variable does not hold as they are compared: an enum is ordered by its numbers and read as its label. */
const unordered: ReadonlySet<string> = new Set(['Enum', 'Set', 'Bit', 'Float', 'Native']);

const isOrdered = (batch: Batch, t: Table): boolean =>
  batch.key.every((k) => t.columns.some((c) => c.name === k && !unordered.has(c.type.kind)));

/**
 * `key >= values` and `key < values`. Not `(a, b) >= (x, y)`, for which the server reads the whole index.
 * https://dev.mysql.com/doc/refman/8.4/en/row-constructor-optimization.html
 */
const compared = (key: ReadonlyArray<string>, values: ReadonlyArray<string>, op: '>' | '<', last: string): string => {
  const [k = '', ...restKey] = key;
  const [v = '', ...restValues] = values;
  if (restKey.length === 0) return `${k} ${last} ${v}`;
  return `(${k} ${op}= ${v} AND (${k} ${op} ${v} OR ${compared(restKey, restValues, op, last)}))`;
};

/** A piece goes from the key @altair_first on and ends before @altair_next, where the following one begins. */
const pieces = (out: Out, product: Product, s: Update, batch: Batch): ReadonlyArray<Statement> => {
  const { count, size } = piecesOf(batch);
  if (count === 0) return [{ ...s, batch: null }];
  const key = batch.key.map(out.name);
  const first = key.map((_, i) => `@altair_first_${i + 1}`);
  const next = key.map((_, i) => `@altair_next_${i + 1}`);
  const condition = s.where === null ? '' : ` AND (${out.expr(s.where)})`;
  const piece = (where: string): Statement => ({
    ...s,
    where: { kind: 'Native', text: { [product.id]: `${where}${condition}` } },
    batch,
  });
  const find = (where: string, offset: number): Statement =>
    say(
      `SELECT ${key.join(', ')} INTO ${next.join(', ')} FROM ${out.table(s.table)}${where} ` +
        `ORDER BY ${key.join(', ')} LIMIT 1${offset === 0 ? '' : ` OFFSET ${offset}`}`,
    );
  const set = (to: ReadonlyArray<string>, values: ReadonlyArray<string>): Statement =>
    say(`SET ${to.map((t, i) => `${t} = ${values[i]}`).join(', ')}`);
  const from = (values: ReadonlyArray<string>): string => compared(key, values, '>', '>=');
  const none = set(
    next,
    next.map(() => 'NULL'),
  );
  return [
    none,
    find('', 0),
    ...Array.from({ length: count }).flatMap(() => [
      set(first, next),
      // Finds nothing where no whole piece is left: the variables keep what they have, and the piece is empty.
      find(` WHERE ${from(first)}`, size),
      piece(`${from(first)} AND ${compared(key, next, '<', '<')}`),
    ]),
    piece(from(next)),
    none,
  ];
};

export const inPieces = (
  product: Product,
  table: Table | undefined,
  s: Update,
): Validated<Problem, ReadonlyArray<Statement>> => {
  const batch = s.batch ?? null;
  if (batch === null || !isKeyOf(batch, table) || !isOrdered(batch, table)) return right([{ ...s, batch: null }]);
  let made: ReadonlyArray<Statement> = [];
  const printed = printing(product, (out) => {
    made = pieces(out, product, s, batch);
    return 'pieces';
  });
  return map(() => made)(printed);
};
