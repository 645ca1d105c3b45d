/** What a source declares and no step of the plan does: said, never left out in silence. */
import type { Intent } from '../intent/algebra.js';
import type { DataRule } from '../ir/desired.js';
import { type QName, sameName, showName } from '../ir/name.js';
import type { Finding } from '../plan/plan.js';
import { plain } from './check.js';

const drops = (intents: ReadonlyArray<Intent>, table: QName, column: string | null): boolean =>
  intents.some((i) =>
    column === null
      ? i.kind === 'DropTable' && sameName(i.table.name, table)
      : i.kind === 'DropColumn' && sameName(i.table, table) && i.column.name === column,
  );

const makesUnique = (intents: ReadonlyArray<Intent>, table: QName): boolean =>
  intents.some(
    (i) => (i.kind === 'AddUnique' || (i.kind === 'AddIndex' && i.index.unique)) && sameName(i.table, table),
  );

export const declaredOnly = (rules: ReadonlyArray<DataRule>, intents: ReadonlyArray<Intent>): ReadonlyArray<Finding> =>
  rules.flatMap((r): ReadonlyArray<Finding> => {
    if (r.kind === 'Archive' && drops(intents, r.table, r.column)) {
      const what = r.column === null ? showName(r.table) : `${showName(r.table)}.${r.column}`;
      return [
        {
          code: 'archive-not-planned',
          level: 'warn',
          table: r.table,
          column: r.column,
          message: `${what} is to be archived for ${r.days} days, but no step of this plan copies it before it is dropped.`,
          evidence: plain,
          remedy: 'Copy the key and the values into a table of their own before applying the migration.',
        },
      ];
    }
    if (r.kind === 'Dedupe' && makesUnique(intents, r.table))
      return [
        {
          code: 'dedupe-not-planned',
          level: 'warn',
          table: r.table,
          column: null,
          message: `Duplicates of (${r.columns.join(', ')}) are to be removed (keep ${r.keep}), but no step of this plan removes them.`,
          evidence: plain,
          remedy:
            'Remove the duplicates before applying the migration; the unique key fails on them, it destroys none.',
        },
      ];
    return [];
  });

const codes: ReadonlySet<string> = new Set(['archive-not-planned', 'dedupe-not-planned']);

/** These come from the source, not from the plan's steps: asking the database neither finds nor settles them. */
export const isDeclaredOnly = (f: Finding): boolean => codes.has(f.code);
