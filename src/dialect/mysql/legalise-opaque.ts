/**
 * Views and triggers do not follow a rename and are not looked at by a drop: they break in silence, the view at the
 * next SELECT (1356), the trigger at the next write (1054). So the plan is refused while they are there.
 */
import { type QName, sameName, showName } from '../../ir/name.js';
import { type Problem, problem } from '../../ir/problem.js';
import type { Opaque, Schema } from '../../ir/schema.js';
import type { Change } from '../dialect.js';

interface Harm {
  readonly table: QName;
  /** null = the table itself. */
  readonly column: string | null;
  readonly what: 'dropped' | 'renamed';
}

const harms = (change: Change): ReadonlyArray<Harm> =>
  change.statements.flatMap((s): ReadonlyArray<Harm> => {
    if (s.kind === 'DropTable') return [{ table: s.table.name, column: null, what: 'dropped' }];
    if (s.kind === 'RenameTable') return [{ table: s.from, column: null, what: 'renamed' }];
    return s.kind === 'AlterTable'
      ? s.actions.flatMap((a): ReadonlyArray<Harm> => {
          if (a.kind === 'DropColumn') return [{ table: s.before.name, column: a.column.name, what: 'dropped' }];
          return a.kind === 'RenameColumn' ? [{ table: s.before.name, column: a.from.name, what: 'renamed' }] : [];
        })
      : [];
  });

const reaches = (o: Opaque, h: Harm): boolean => {
  if (o.kind !== 'view' && o.kind !== 'trigger') return false;
  // A trigger goes along with its own table, under any name.
  if (h.column === null && o.kind === 'trigger' && o.on !== null && sameName(o.on, h.table)) return false;
  return o.dependsOn.some(
    (d) =>
      sameName(d.table, h.table) &&
      (h.column === null || d.columns === null || d.columns.some((c) => c.toLowerCase() === h.column?.toLowerCase())),
  );
};

export const opaqueProblems = (change: Change, schema: Schema = change.before): ReadonlyArray<Problem> =>
  harms(change).flatMap((h) =>
    schema.opaque
      .filter((o) => !change.statements.some((s) => s.kind === 'DropObject' && sameName(s.object.name, o.name)))
      .filter((o) => reaches(o, h))
      .map((o) =>
        problem(
          'plan.opaque',
          {
            kind: o.kind,
            name: showName(o.name),
            table: showName(h.table),
            detail: `it would break without a word: ${h.column === null ? 'the table' : `the column "${h.column}"`} is ${h.what}`,
          },
          null,
          `Drop the ${o.kind} before, and create it again with its new text after.`,
        ),
      ),
  );
