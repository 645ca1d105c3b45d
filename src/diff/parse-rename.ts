/** `--rename`: `old:new` (one table), `table.old:table.new`, `table:newtable`. What it means depends on what is there. */
import { findTable } from '../intent/edit.js';
import type { Rename } from '../ir/desired.js';
import { type QName, qname, showName } from '../ir/name.js';
import { type Problem, problem } from '../ir/problem.js';
import type { Schema, Table } from '../ir/schema.js';
import { suggest } from '../ir/suggest.js';
import { left, right, type Validated } from '../prelude.js';

const tableNamed = (s: Schema, text: string): Table | undefined => s.tables.find((t) => showName(t.name) === text);

/** `table.column`, where both may hold dots: the longest table name that is there wins. */
const splitColumn = (s: Schema, text: string): { table: QName; column: string } | null => {
  for (let at = text.lastIndexOf('.'); at > 0; at = text.lastIndexOf('.', at - 1)) {
    const t = tableNamed(s, text.slice(0, at));
    if (t !== undefined) return { table: t.name, column: text.slice(at + 1) };
  }
  return null;
};

const refuse = (text: string, hint: string | null): Validated<Problem, never> =>
  left([problem('rename.unmatched', { name: text, table: '' }, null, hint)]);

const columnsIn = (s: Schema, name: string): ReadonlyArray<Table> =>
  s.tables.filter((t) => t.columns.some((c) => c.name === name));

export const parseRename = (text: string, from: Schema, to: Schema): Validated<Problem, Rename> => {
  const [old, now, ...more] = text.split(':');
  if (old === undefined || now === undefined || old === '' || now === '' || more.length > 0)
    return left([problem('rename.malformed', { text }, null, 'write old:new, table.old:table.new or table:newtable')]);
  const oldTable = tableNamed(from, old);
  const newTable = tableNamed(to, now);
  if (oldTable !== undefined && newTable !== undefined)
    return right({ table: { from: oldTable.name, to: newTable.name }, column: null, at: null });
  const left_ = splitColumn(from, old);
  const right_ = splitColumn(to, now) ?? (left_ === null ? null : { table: left_.table, column: now });
  if (left_ !== null && right_ !== null)
    return right({
      table: { from: left_.table, to: right_.table },
      column: { from: left_.column, to: right_.column },
      at: null,
    });
  // Bare column names: the one wanted table that has the new name and, in the database, the old one.
  const homes = columnsIn(to, now).filter((t) => (findTable(from, t.name)?.columns ?? []).some((c) => c.name === old));
  const home = homes[0];
  if (home !== undefined && homes.length === 1)
    return right({ table: { from: home.name, to: home.name }, column: { from: old, to: now }, at: null });
  if (homes.length > 1)
    return left([
      problem(
        'rename.malformed',
        { text },
        null,
        `several tables have these columns: write ${showName(homes[0]?.name ?? qname('table'))}.${old}:${now}`,
      ),
    ]);
  const near = suggest(old, [
    ...from.tables.map((t) => showName(t.name)),
    ...from.tables.flatMap((t) => t.columns.map((c) => c.name)),
  ]);
  const nearNew = suggest(now, [
    ...to.tables.map((t) => showName(t.name)),
    ...to.tables.flatMap((t) => t.columns.map((c) => c.name)),
  ]);
  const hint = columnsIn(from, old).length === 0 && near !== null ? near : nearNew;
  return refuse(text, hint === null ? null : `did you mean "${hint}"?`);
};
