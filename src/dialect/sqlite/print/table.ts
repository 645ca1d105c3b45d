/** CREATE TABLE, with the clauses that were kept as text where a rebuild writes them again. */
import type { Problem } from '../../../ir/problem.js';
import type { Column, Table } from '../../../ir/schema.js';
import { collect, isLeft, right, traverse, type Validated } from '../../../prelude.js';
import { fold } from '../ddl/tokens.js';
import { quote } from '../quote.js';
import { keyAtColumn, printColumn } from './column.js';
import { printCheck, printForeignKey, printKey, printUnique } from './constraint.js';
import { refuse, unsupported } from './problems.js';

/** What catalog/kept-clauses.ts kept of the table. */
export interface Kept {
  /** Stands for the IR's primary key, which says less. */
  readonly primaryKey: string | null;
  readonly constraints: ReadonlyArray<string>;
  /** By folded column name: ` ON CONFLICT …`. */
  readonly notNull: ReadonlyMap<string, string>;
}

export const nothingKept: Kept = { primaryKey: null, constraints: [], notNull: new Map() };

/** A key that is written out in the table's part takes the place of the one at the column. */
const withoutInlineKey = (t: Table, kept: Kept): Table =>
  kept.primaryKey === null
    ? t
    : { ...t, primaryKey: null, columns: t.columns.map((c): Column => ({ ...c, identity: null })) };

const problemsOf = (t: Table): ReadonlyArray<Problem> => [
  ...(t.name.namespace === null ? [] : [unsupported('schemas', { table: t.name.name })]),
  ...(/^sqlite_/i.test(t.name.name)
    ? [unsupported('names for us that begin with sqlite_', { table: t.name.name })]
    : []),
  ...(t.indexes.length === 0 ? [] : [unsupported('indexes inside CREATE TABLE', { table: t.name.name })]),
  ...(t.columns.some((c) => c.generated === null)
    ? []
    : [unsupported('table without an ordinary column', { table: t.name.name })]),
];

export const printTable = (t: Table, kept: Kept = nothingKept): Validated<Problem, string> => {
  const problems = problemsOf(t);
  if (problems.length > 0) return { _tag: 'Left', left: problems };
  if (t.options.withoutRowid && t.primaryKey === null && kept.primaryKey === null) {
    return refuse('WITHOUT ROWID table without a primary key', { table: t.name.name });
  }
  const shape = withoutInlineKey(t, kept);
  const key = shape.primaryKey !== null && !keyAtColumn(shape) ? [right(printKey(shape.primaryKey))] : [];
  const lines = collect<Problem, string>(
    [
      traverse(shape.columns, (c) => printColumn(c, shape, kept.notNull.get(fold(c.name)))),
      collect<Problem, string>([
        ...key,
        ...(kept.primaryKey === null ? [] : [right(kept.primaryKey)]),
        ...t.uniques.map((u) => right(printUnique(u))),
        ...kept.constraints.map((c) => right(c)),
        ...t.foreignKeys.map((f) => right(printForeignKey(f))),
        ...t.checks.map(printCheck),
      ]),
    ].map((group) => (isLeft(group) ? group : right(group.right.join(',\n  ')))),
  );
  if (isLeft(lines)) return lines;
  const options = [...(t.options.strict ? ['STRICT'] : []), ...(t.options.withoutRowid ? ['WITHOUT ROWID'] : [])];
  const body = lines.right.filter((l) => l !== '').join(',\n  ');
  return right(
    `CREATE TABLE ${quote(t.name.name)} (\n  ${body}\n)${options.length === 0 ? '' : ` ${options.join(', ')}`}`,
  );
};
