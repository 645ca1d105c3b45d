/**
 * An UPDATE in pieces. There are no loops and no variables, so the pieces are written out, and how far they have come
 * stands in a temporary table: a piece goes from behind the key "after" to the key "upto", which is NULL when there is no
 * whole piece any more; the rest is one last piece. The borders are found by a statement of its own before the piece, so
 * that what others write in between makes no gap.
 */
import type { Problem } from '../../../ir/problem.js';
import { map, right, type Validated } from '../../../prelude.js';
import type { Batch, Statement, StatementByKind } from '../../../sql/ast.js';
import { isKeyOf, piecesOf } from '../../../sql/batch.js';
import type { Change } from '../../dialect.js';
import { sameId } from '../ddl/tokens.js';
import { printExpr } from '../expression.js';
import { quote } from '../quote.js';

type Update = StatementByKind['Update'];

const place = 'temp."_altair_batch"';
const verbatim = (sql: string): Statement => ({ kind: 'Verbatim', sql, touches: null });

const list = (names: ReadonlyArray<string>): string => names.map(quote).join(', ');
const row = (names: ReadonlyArray<string>): string => (names.length === 1 ? list(names) : `(${list(names)})`);

const pieces = (s: Update, batch: Batch, condition: string | null): ReadonlyArray<Statement> => {
  const { count, size } = piecesOf(batch);
  if (count === 0) return [{ ...s, batch: null }];
  const table = `main.${quote(s.table.name)}`;
  const key = row(batch.key);
  const [after, upto] = ['after', 'upto'].map((w) => batch.key.map((_, i) => `${w}_${i + 1}`));
  if (after === undefined || upto === undefined) return [];
  const ordered = (where: string): string =>
    `SELECT ${list(batch.key)} FROM ${table}${where} ORDER BY ${list(batch.key)} LIMIT 1 OFFSET ${size - 1}`;
  const from = (names: ReadonlyArray<string>): string => `(SELECT ${list(names)} FROM ${place})`;
  const piece = (where: string, one: Batch | null): Statement => ({
    ...s,
    where: { kind: 'Native', text: { sqlite: condition === null ? where : `${where} AND (${condition})` } },
    batch: one,
  });
  const last = upto.map((u, i) => `coalesce(${quote(u)}, ${quote(after[i] ?? u)})`);
  const next = verbatim(
    `UPDATE ${place} SET ${after.map((a, i) => `${quote(a)} = ${last[i]}`).join(', ')}, ` +
      `${row(upto)} = (${ordered(` WHERE ${key} > ${last.length === 1 ? last[0] : `(${last.join(', ')})`}`)})`,
  );
  return [
    verbatim(`DROP TABLE IF EXISTS ${place}`),
    verbatim(`CREATE TEMP TABLE "_altair_batch" (${list([...after, ...upto])})`),
    verbatim(`INSERT INTO ${place} (${list(after)}) VALUES (${after.map(() => 'NULL').join(', ')})`),
    verbatim(`UPDATE ${place} SET ${row(upto)} = (${ordered('')})`),
    piece(`${key} <= ${from(upto)}`, batch),
    ...Array.from({ length: count - 1 }).flatMap(() => [
      next,
      piece(`${key} > ${from(after)} AND ${key} <= ${from(upto)}`, batch),
    ]),
    piece(
      `((SELECT coalesce(${quote(upto[0] ?? '')}, ${quote(after[0] ?? '')}) FROM ${place}) IS NULL OR ` +
        `${key} > (SELECT ${last.join(', ')} FROM ${place}))`,
      batch,
    ),
    verbatim(`DROP TABLE IF EXISTS ${place}`),
  ];
};

export const inPieces =
  (change: Change) =>
  (s: Statement): Validated<Problem, ReadonlyArray<Statement>> => {
    const batch = s.kind === 'Update' ? (s.batch ?? null) : null;
    if (s.kind !== 'Update' || batch === null) return right([s]);
    const table = [...change.after.tables, ...change.before.tables].find((t) => sameId(t.name.name, s.table.name));
    if (!isKeyOf(batch, table)) return right([{ ...s, batch: null }]);
    const where = s.where === null ? right(null) : printExpr(s.where);
    return map((condition: string | null) => pieces(s, batch, condition))(where);
  };
