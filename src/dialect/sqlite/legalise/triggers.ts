/** A rebuild drops the table's triggers and makes them again from their text, so the text must fit what is there then. */
import { showName } from '../../../ir/name.js';
import { type Problem, problem } from '../../../ir/problem.js';
import type { Opaque, Schema, Table } from '../../../ir/schema.js';
import { left, right, traverse, type Validated } from '../../../prelude.js';
import { isOperator, isWord, sameId, type Token, tokenise } from '../ddl/tokens.js';
import { triggerText } from './follow-renames.js';

const refusal = (o: Opaque, why: string, hint: string): Problem =>
  problem(
    'plan.opaque',
    { kind: o.kind, name: showName(o.name), table: o.on === null ? '' : showName(o.on), why },
    null,
    hint,
  );

const nameTokens = (tokens: ReadonlyArray<Token>): ReadonlyArray<Token> =>
  tokens.filter((t) => t.kind === 'word' || t.kind === 'name');

/** Columns of its own table that a trigger surely uses: NEW.c, OLD.c and UPDATE OF c. */
const ownColumnsOf = (sql: string): ReadonlyArray<string> => {
  const tokens = tokenise(sql);
  const rows = tokens.flatMap((t, i) =>
    (isWord(t, 'new') || isWord(t, 'old')) && isOperator(tokens[i + 1], '.') ? [tokens[i + 2]?.text ?? ''] : [],
  );
  const of = tokens.findIndex((t, i) => isWord(t, 'of') && isWord(tokens[i - 1], 'update'));
  const on = tokens.findIndex((t, i) => i > of && isWord(t, 'on'));
  const listed = of < 0 ? [] : nameTokens(tokens.slice(of + 1, on)).map((t) => t.text);
  return [...new Set([...rows, ...listed])];
};

const isRowid = (name: string): boolean => /^(rowid|oid|_rowid_)$/i.test(name);

/** The text that makes the trigger again on `table`, under the names of `schema`. */
const textFor = (o: Opaque, table: Table, schema: Schema): Validated<Problem, string> => {
  const [given] = o.definition;
  if (given === undefined) {
    return left([
      refusal(o, 'its text is not known', 'Drop the trigger before the migration and make it again after.'),
    ]);
  }
  const sql = triggerText(o, given, schema);
  const fits =
    sql !== null && ownColumnsOf(sql).every((c) => isRowid(c) || table.columns.some((x) => sameId(x.name, c)));
  return fits
    ? right(sql)
    : left([
        refusal(
          o,
          'a renamed name in its text may mean two things',
          'Put the rename into a migration of its own, run it, and plan again.',
        ),
      ]);
};

export const triggerTexts = (
  triggers: ReadonlyArray<Opaque>,
  table: Table,
  schema: Schema,
): Validated<Problem, ReadonlyArray<string>> => traverse(triggers, (o) => textFor(o, table, schema));

/** A trigger whose row variables name a column that goes away: the engine would find out at the next write only. */
export const usesDropped = (
  triggers: ReadonlyArray<Opaque>,
  dropped: ReadonlyArray<string>,
  schema: Schema,
): ReadonlyArray<Problem> =>
  triggers.flatMap((o) => {
    const used = o.definition.flatMap((d) => ownColumnsOf(triggerText(o, d, schema) ?? d));
    const lost = dropped.filter((d) => used.some((u) => sameId(u, d)));
    return lost.length === 0
      ? []
      : [
          refusal(
            o,
            `it uses ${lost.join(', ')}`,
            'Change the trigger so that it does not name the column, then plan again.',
          ),
        ];
  });
