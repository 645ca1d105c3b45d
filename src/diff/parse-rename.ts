/** `--rename`: `old:new` (one table), `table.old:table.new`, `table:newtable`. What it means depends on what is there. */
import { findTable } from '../intent/edit.js';
import type { Rename } from '../ir/desired.js';
import { type QName, qname, sameName, showName } from '../ir/name.js';
import { type Problem, problem } from '../ir/problem.js';
import type { Schema, Table } from '../ir/schema.js';
import { suggest } from '../ir/suggest.js';
import { left, right, type Validated } from '../prelude.js';
import { type Folding, spelling } from './align-names.js';

const tableNamed = (s: Schema, text: string, folds: Folding): Table | undefined => {
  const names = s.tables.map((t) => showName(t.name));
  return s.tables[names.indexOf(spelling(text, names, folds.tables))];
};

const columnNamed = (t: Table | undefined, text: string, folds: Folding): string =>
  spelling(
    text,
    (t?.columns ?? []).map((c) => c.name),
    folds.columns,
  );

/** Between two phases the old name of a table is a view of the new one, and nothing else. */
const tableBehind = (
  s: Schema,
  text: string,
  folds: Folding,
): { readonly view: QName; readonly table: Table } | null => {
  const views = s.opaque.filter((o) => o.kind === 'view');
  const names = views.map((v) => showName(v.name));
  const view = views[names.indexOf(spelling(text, names, folds.tables))];
  const [first, ...more] = view?.dependsOn ?? [];
  const table = first === undefined || more.length > 0 ? undefined : findTable(s, first.table);
  return view === undefined || table === undefined ? null : { view: view.name, table };
};

/** `table.column`, where both may hold dots: the longest table name that is there wins. */
const splitColumn = (s: Schema, text: string, folds: Folding): { table: QName; column: string } | null => {
  for (let at = text.lastIndexOf('.'); at > 0; at = text.lastIndexOf('.', at - 1)) {
    const t = tableNamed(s, text.slice(0, at), folds) ?? tableBehind(s, text.slice(0, at), folds)?.table;
    if (t !== undefined) return { table: t.name, column: columnNamed(t, text.slice(at + 1), folds) };
  }
  return null;
};

const refuse = (text: string, hint: string | null): Validated<Problem, never> =>
  left([problem('rename.unmatched', { name: text, table: '' }, null, hint)]);

const has = (t: Table | undefined, name: string, folds: Folding): boolean => {
  const column = columnNamed(t, name, folds);
  return t?.columns.some((c) => c.name === column) ?? false;
};

/** @param folds whether `Users` is `users` on the engine. */
export const parseRename = (
  text: string,
  from: Schema,
  to: Schema,
  folds: Folding = { tables: false, columns: false },
): Validated<Problem, Rename> => {
  const [old, now, ...more] = text.split(':');
  if (old === undefined || now === undefined || old === '' || now === '' || more.length > 0)
    return left([problem('rename.malformed', { text }, null, 'write old:new, table.old:table.new or table:newtable')]);
  const oldTable = tableNamed(from, old, folds);
  const newTable = tableNamed(to, now, folds);
  if (oldTable !== undefined && newTable !== undefined)
    return right({ table: { from: oldTable.name, to: newTable.name }, column: null, at: null });
  const behind = tableBehind(from, old, folds);
  if (behind !== null && newTable !== undefined && sameName(behind.table.name, newTable.name))
    return right({ table: { from: behind.view, to: newTable.name }, column: null, at: null });
  const left_ = splitColumn(from, old, folds);
  const right_ =
    splitColumn(to, now, folds) ??
    (left_ === null ? null : { table: left_.table, column: columnNamed(findTable(to, left_.table), now, folds) });
  if (left_ !== null && right_ !== null)
    return right({
      table: { from: left_.table, to: right_.table },
      column: { from: left_.column, to: right_.column },
      at: null,
    });
  // Bare column names: the one wanted table that has the new name and, in the database, the old one.
  const homes = to.tables.filter((t) => has(t, now, folds) && has(findTable(from, t.name), old, folds));
  const home = homes[0];
  if (home !== undefined && homes.length === 1)
    return right({
      table: { from: home.name, to: home.name },
      column: { from: columnNamed(findTable(from, home.name), old, folds), to: columnNamed(home, now, folds) },
      at: null,
    });
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
  const hint = !from.tables.some((t) => has(t, old, folds)) && near !== null ? near : nearNew;
  return refuse(text, hint === null ? null : `did you mean "${hint}"?`);
};
