/**
 * Fills what a source left unsaid with what the database has, so that the diff sees two whole schemas and drops nothing
 * that nobody mentioned. Both schemas are physical; in `wanted` the parts without a stated name carry marks
 * (unnamed.ts); in `have` the declared renames have been carried out.
 */
import { completeColumns } from './complete-columns.js';
import { adoptEnumTypes, keptEnums } from './complete-enums.js';
import { completeParts } from './complete-parts.js';
import { type Desired, ownershipOf } from './desired.js';
import { identical } from './identical.js';
import { isJournal } from './journal.js';
import { keyOf } from './name.js';
import { normaliseTable } from './normalise.js';
import type { Schema, Table, TableOptions } from './schema.js';
import { clearMarks } from './unnamed.js';

export interface CompleteOptions {
  /** Widen ownership: drop what the source does not mention. */
  readonly prune: boolean;
  /** Engines on which a unique constraint had better be a unique index (SQLite cannot add the former). */
  readonly uniquesAsIndexes: boolean;
}

const completeOptions = (want: TableOptions, have: TableOptions, comment: boolean, rest: boolean): TableOptions => ({
  ...(rest ? want : { ...have, autoIncrement: want.autoIncrement ?? have.autoIncrement }),
  comment: comment ? want.comment : have.comment,
});

/** A key that points to a table or column which is not there any more cannot stay. */
const withoutDangling = (tables: ReadonlyArray<Table>): ReadonlyArray<Table> => {
  const byName = new Map(tables.map((t) => [keyOf(t.name), t]));
  const holds = (f: Table['foreignKeys'][number]): boolean => {
    const parent = byName.get(keyOf(f.references.table));
    // A parent that is not here (another database, a missing table on SQLite) is not for us to judge.
    if (parent === undefined) return true;
    return f.references.columns.every((name) => parent.columns.some((c) => c.name === name));
  };
  return tables.map((t) =>
    t.foreignKeys.every((f) => holds(f)) ? t : { ...t, foreignKeys: t.foreignKeys.filter((f) => holds(f)) },
  );
};

export const complete = (wanted: Desired, have: Schema, options: CompleteOptions): Schema => {
  const { schema, owns } = wanted;
  const all = options.prune || owns.tables === 'all';
  const current = new Map(have.tables.map((t) => [keyOf(t.name), t]));
  const adopted = adoptEnumTypes(schema, have, owns);
  const tables = adopted.tables.map((want): Table => {
    const before = current.get(keyOf(want.name));
    // A source that says the very same table leaves nothing unsaid.
    if (want === before) return before;
    const own = ownershipOf(owns, want.name);
    const facets = new Set(options.prune ? [...own.facets, 'uniques', 'foreignKeys', 'checks', 'indexes'] : own.facets);
    const asIndexes = options.uniquesAsIndexes && !facets.has('order');
    if (before === undefined) return clearMarks(completeParts(want, null, own, facets, asIndexes));
    const columns = completeColumns(want, before, own, facets);
    const merged = completeParts({ ...want, columns }, before, own, facets, asIndexes);
    const made = normaliseTable(
      clearMarks({
        ...merged,
        options: completeOptions(want.options, before.options, facets.has('comment'), facets.has('options')),
      }),
    );
    // The database's own table, where nothing is asked of it: nobody needs to look at it again.
    return identical(made, before) ? before : made;
  });
  const listed = new Set(tables.map((t) => keyOf(t.name)));
  const kept = have.tables.filter((t) => !listed.has(keyOf(t.name)) && (!all || isJournal(t.name.name)));
  const result = withoutDangling([...tables, ...kept]);
  return { ...have, tables: result, enums: keptEnums(adopted, have, result, all) };
};
