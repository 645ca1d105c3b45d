/** Intents that wait while tables and columns are renamed speak of them by their new names afterwards. */
import type { Intent } from '../intent/algebra.js';
import { type QName, sameName } from '../ir/name.js';
import type { ForeignKey } from '../ir/schema.js';
import { partKinds, spelled } from './phases/part-kinds.js';

const { unique, foreignKey, check, index } = partKinds();

interface Renaming {
  readonly table: (t: QName) => QName;
  readonly column: (t: QName, c: string) => string;
}

const renamingOf = (i: Intent): Renaming | null => {
  if (i.kind === 'RenameTable') return { table: (t) => (sameName(t, i.from) ? i.to : t), column: (_, c) => c };
  return i.kind === 'RenameColumn'
    ? { table: (t) => t, column: (t, c) => (sameName(t, i.table) && c === i.from ? i.to : c) }
    : null;
};

const pointing = (f: ForeignKey, { table, column }: Renaming): ForeignKey => ({
  ...f,
  references: {
    table: table(f.references.table),
    columns: f.references.columns.map((c) => column(f.references.table, c)),
  },
});

const respelled = (i: Intent, r: Renaming): Intent => {
  const own = (t: QName) => (c: string) => r.column(t, c);
  switch (i.kind) {
    case 'Backfill': {
      const name = own(i.table);
      return { ...i, table: r.table(i.table), column: name(i.column), value: spelled(i.value, name) };
    }
    case 'SetNullability':
      return { ...i, table: r.table(i.table), column: r.column(i.table, i.column) };
    case 'AddUnique':
      return { ...i, table: r.table(i.table), unique: unique.respell(i.unique, own(i.table)) };
    case 'AddCheck':
      return { ...i, table: r.table(i.table), check: check.respell(i.check, own(i.table)) };
    case 'AddIndex':
      return { ...i, table: r.table(i.table), index: index.respell(i.index, own(i.table)) };
    case 'AddForeignKey':
      return {
        ...i,
        table: r.table(i.table),
        foreignKey: pointing(foreignKey.respell(i.foreignKey, own(i.table)), r),
      };
    default:
      return i;
  }
};

export const following = (waiting: ReadonlyArray<Intent>, done: Intent): ReadonlyArray<Intent> => {
  const renaming = waiting.length === 0 ? null : renamingOf(done);
  return renaming === null ? waiting : waiting.map((i) => respelled(i, renaming));
};
