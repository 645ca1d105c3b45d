/**
 * A rebuild drops the table's triggers and makes them again from their text, so the text must still fit. Texts are those
 * the catalog read; a rename earlier in the same plan makes them stale, because the engine rewrote the trigger and this
 * text did not follow.
 */
import { showName } from '../../../ir/name.js';
import { type Problem, problem } from '../../../ir/problem.js';
import type { Opaque, Schema, Table } from '../../../ir/schema.js';
import { left, right, traverse, type Validated } from '../../../prelude.js';
import { triggerTable } from '../ddl/parse-index.js';
import { fold, isOperator, isWord, sameId, type Token, tokenise } from '../ddl/tokens.js';
import { quote } from '../quote.js';

const refusal = (o: Opaque, why: string, hint: string): Problem =>
  problem(
    'plan.opaque',
    { kind: o.kind, name: showName(o.name), on: o.on === null ? '' : showName(o.on), why },
    null,
    hint,
  );

const nameTokens = (tokens: ReadonlyArray<Token>): ReadonlyArray<Token> =>
  tokens.filter((t) => t.kind === 'word' || t.kind === 'name');

/** Columns of its own table that a trigger surely uses: NEW.c, OLD.c and UPDATE OF c. */
export const ownColumnsOf = (sql: string): ReadonlyArray<string> => {
  const tokens = tokenise(sql);
  const rows = tokens.flatMap((t, i) =>
    (isWord(t, 'new') || isWord(t, 'old')) && isOperator(tokens[i + 1], '.') ? [tokens[i + 2]?.text ?? ''] : [],
  );
  const of = tokens.findIndex((t, i) => isWord(t, 'of') && isWord(tokens[i - 1], 'update'));
  const on = tokens.findIndex((t, i) => i > of && isWord(t, 'on'));
  const listed = of < 0 ? [] : nameTokens(tokens.slice(of + 1, on)).map((t) => t.text);
  return [...new Set([...rows, ...listed])];
};

/** Rewrites every mention of a renamed table; null when one of the mentions may be something else. */
const retargeted = (sql: string, from: string, to: string, schema: Schema): string | null => {
  const ambiguous = schema.tables.some((t) => sameId(t.name.name, from) || t.columns.some((c) => sameId(c.name, from)));
  const tokens = tokenise(sql);
  const aliased = tokens.some((t, i) => isWord(t, 'as') && sameId(tokens[i + 1]?.text ?? '', from));
  if (ambiguous || aliased) return null;
  let text = '';
  let at = 0;
  for (const t of tokens) {
    if ((t.kind === 'word' || t.kind === 'name') && sameId(t.text, from)) {
      text += sql.slice(at, t.start) + quote(to);
      at = t.end;
    }
  }
  return text + sql.slice(at);
};

const split = 'Put the rename into a migration of its own, run it, and plan again.';

/** The columns and tables the catalog saw in the text must all still be there under those names. */
const isStale = (o: Opaque, sql: string, schema: Schema): boolean => {
  const names = new Set(tokenise(sql).map((t) => fold(t.text)));
  return o.dependsOn.some((d) => {
    const t = schema.tables.find((x) => sameId(x.name.name, d.table.name));
    if (!names.has(fold(d.table.name))) return true;
    return t !== undefined && (d.columns ?? []).some((c) => !t.columns.some((x) => sameId(x.name, c)));
  });
};

/** The text that makes the trigger again on `table`, as it is before the rebuild. */
const textFor = (o: Opaque, table: Table, schema: Schema): Validated<Problem, string> => {
  const [given] = o.definition;
  if (given === undefined)
    return left([refusal(o, 'no text', 'Drop the trigger before, and make it again after, by hand.')]);
  const said = triggerTable(given);
  const follows = said === null || sameId(said, table.name.name);
  const sql = follows ? given : retargeted(given, said, table.name.name, schema);
  const missing =
    sql === null
      ? []
      : ownColumnsOf(sql).filter(
          (c) => !/^(rowid|oid|_rowid_)$/i.test(c) && !table.columns.some((x) => sameId(x.name, c)),
        );
  return sql === null || missing.length > 0 || isStale(o, sql, schema)
    ? left([refusal(o, 'stale', split)])
    : right(sql);
};

export const triggerTexts = (
  triggers: ReadonlyArray<Opaque>,
  table: Table,
  schema: Schema,
): Validated<Problem, ReadonlyArray<string>> => traverse(triggers, (o) => textFor(o, table, schema));

/** A trigger whose row variables name a column that goes away: the engine would find out at the next write only. */
export const usesDropped = (triggers: ReadonlyArray<Opaque>, dropped: ReadonlyArray<string>): ReadonlyArray<Problem> =>
  triggers.flatMap((o) => {
    const used = o.definition.flatMap(ownColumnsOf);
    const lost = dropped.filter((d) => used.some((u) => sameId(u, d)));
    return lost.length === 0
      ? []
      : [
          problem(
            'plan.opaque',
            { kind: o.kind, name: showName(o.name), on: o.on === null ? '' : showName(o.on), column: lost.join(', ') },
            null,
            'Change the trigger so that it does not name the column, then plan again.',
          ),
        ];
  });
