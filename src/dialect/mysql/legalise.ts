/** One step's neutral statements → those that MySQL or MariaDB can carry out. */
import { E } from '../../ir/expression.js';
import { showName } from '../../ir/name.js';
import { type Problem, problem } from '../../ir/problem.js';
import { findTable } from '../../ir/revise.js';
import type { Column, Table } from '../../ir/schema.js';
import { isLeft, left, right, type Validated } from '../../prelude.js';
import type { AlterAction, Statement } from '../../sql/ast.js';
import { withoutRenaming } from '../../sql/remake.js';
import type { Change } from '../dialect.js';
import { hasCharset } from './charset.js';
import { wideKeyProblems } from './key-width.js';
import { atOnce } from './legalise-alias.js';
import { inPieces } from './legalise-batch.js';
import { withColumnChecks } from './legalise-checks.js';
import { changeUsing, makeAnew, mustBeMadeAnew, renameWithDependents } from './legalise-column.js';
import { besideItsKey, counterChanges, effective, effectiveTable } from './legalise-counter.js';
import { dropsWhole } from './legalise-drop.js';
import { type ForeignKeyWork, foreignKeyWork } from './legalise-foreign-keys.js';
import { lobKeyProblems, withImplicitDrops, withPinnedIndexes } from './legalise-index.js';
import { inOneMoment } from './legalise-moment.js';
import { opaqueProblems } from './legalise-opaque.js';
import { renameTable } from './legalise-rename.js';
import { act, type Item, isRun, pack, type Run, runsOf } from './legalise-run.js';
import { convertsToDefault } from './print-parts.js';
import type { Product } from './product.js';

type Assignments = Extract<Statement, { readonly kind: 'Update' }>['set'];

/** An UPDATE sets ON UPDATE columns by itself; filling a column is no reason to change them. */
const keepingTimestamps = (columns: ReadonlyArray<Column>, set: Assignments): Assignments => [
  ...set,
  ...columns
    .filter((c) => c.onUpdate !== null && !set.some((a) => a.column === c.name))
    .map((c) => ({ column: c.name, value: E.column(c.name) })),
];

/**
 * The table's own character set is that of every column that states none: they change with it, restated without one.
 * Where the way back to the database's own is CONVERT, which takes every column along, the others are put back after.
 */
const withTableCharset = (product: Product, run: Run): ReadonlyArray<AlterAction> =>
  run.actions.flatMap((a): ReadonlyArray<AlterAction> => {
    if (a.kind !== 'SetOptions' || (a.from.charset === a.to.charset && a.from.collation === a.to.collation)) return [a];
    const converts = a.to.charset === null && convertsToDefault(product);
    const columns = run.after.columns.flatMap((after): ReadonlyArray<AlterAction> => {
      const before = run.before.columns.find((c) => c.name === after.name);
      const spoken = run.actions.some((x) => x.kind === 'AlterColumn' && x.after.name === after.name);
      return before !== undefined && !spoken && hasCharset(after.type) && (after.collation === null) !== converts
        ? [{ kind: 'AlterColumn', before, after, using: null }]
        : [];
    });
    return [a, ...columns];
  });

const sayEffective = (run: Run, a: AlterAction): AlterAction => {
  switch (a.kind) {
    case 'AddColumn':
      return { ...a, column: effective(run.after, a.column) };
    case 'AlterColumn':
      return { ...a, before: effective(run.before, a.before), after: effective(run.after, a.after) };
    case 'RenameColumn':
      return { ...a, from: effective(run.before, a.from) };
    default:
      return a;
  }
};

const itemsOf = (product: Product, given: Run, problems: Problem[]): ReadonlyArray<Item> => {
  const steps: ReadonlyArray<(r: Run) => Run> = [
    (r) => ({ ...r, actions: [...counterChanges(r.before, r.after, r.actions), ...r.actions] }),
    (r) => ({ ...r, actions: r.actions.map((a) => sayEffective(r, a)) }),
    (r) => ({ ...r, before: effectiveTable(r.before), after: effectiveTable(r.after) }),
    (r) => ({ ...r, actions: withTableCharset(product, r) }),
    (r) => ({ ...r, actions: withImplicitDrops(r) }),
    (r) => ({ ...r, actions: withPinnedIndexes(r.before, r.after, r.actions) }),
    (r) => withColumnChecks(product, r),
  ];
  const run = steps.reduce((r, step) => step(r), given);
  const items = run.actions.flatMap((a): ReadonlyArray<Item> => {
    if (a.kind === 'AlterColumn' && a.using !== null && a.after.generated === null)
      return changeUsing(run, { ...a, using: null }, a.using, (set) => ({
        kind: 'statement',
        statement: {
          kind: 'Update',
          table: run.after.name,
          set: keepingTimestamps(run.before.columns, set),
          where: null,
        },
      }));
    if (a.kind === 'AlterColumn' && mustBeMadeAnew(a)) return makeAnew(run, a);
    if (a.kind === 'RenameColumn') {
      const renamed = renameWithDependents(product, run, a);
      problems.push(...renamed.problems);
      return renamed.items;
    }
    return [act(a)];
  });
  return besideItsKey(items);
};

const addedKeys = (actions: ReadonlyArray<AlterAction>): Pick<Table, 'uniques' | 'indexes' | 'primaryKey'> => ({
  uniques: actions.flatMap((a) => (a.kind === 'AddUnique' ? [a.unique] : [])),
  indexes: actions.flatMap((a) => (a.kind === 'AddIndex' ? [a.index] : [])),
  primaryKey: actions.flatMap((a) => (a.kind === 'SetPrimaryKey' && a.to !== null ? [a.to] : [])).at(-1) ?? null,
});

/** A schema is a database here, and only the one that we are connected to is read: its tables would be made again and again. */
const elsewhere = (product: Product, t: Table): ReadonlyArray<Problem> =>
  t.name.namespace === null
    ? []
    : [
        problem(
          'dialect.unsupported',
          { engine: product.name, what: 'schemas inside a database', table: showName(t.name) },
          null,
          `Leave the schema out, and connect to the database ${JSON.stringify(t.name.namespace)} for its tables.`,
        ),
      ];

const statementsOf = (
  product: Product,
  change: Change,
  keys: ForeignKeyWork,
  s: Statement,
  problems: Problem[],
): ReadonlyArray<Statement> => {
  switch (s.kind) {
    case 'CreateTable': {
      problems.push(
        ...lobKeyProblems(product, s.table, s.table),
        ...wideKeyProblems(product, s.table),
        ...elsewhere(product, s.table),
      );
      const table = effectiveTable(s.table);
      return [{ ...s, table: { ...table, foreignKeys: table.foreignKeys.filter((f) => keys.standing(s.table, f)) } }];
    }
    // The labels belong to the columns: a named type has nothing of its own to make or drop.
    case 'CreateEnum':
    case 'DropEnum':
    case 'RenameEnum':
    case 'AddEnumValue':
    case 'ReplaceEnum':
      return [];
    case 'RenameTable':
      return renameTable(product, s, findTable(change.after, s.to));
    case 'Update': {
      const table = findTable(change.after, s.table) ?? findTable(change.before, s.table);
      const made = inPieces(product, table, { ...s, set: keepingTimestamps(table?.columns ?? [], s.set) });
      if (!isLeft(made)) return made.right;
      problems.push(...made.left);
      return [];
    }
    case 'CreateObject':
      return s.object.definition.map((one) => ({ ...s, object: { ...s.object, definition: [one] } }));
    default:
      return [s];
  }
};

/** Indexes, which unique constraints are: MySQL 5.7, MariaDB 10.5.2, the version that also got RENAME COLUMN. */
const renames = (product: Product, a: AlterAction): boolean =>
  product.features.renameColumn &&
  (a.kind === 'RenameIndex' || (a.kind === 'RenameConstraint' && a.constraint.kind === 'Unique'));

export const legalise =
  (product: Product) =>
  (asked: Change): Validated<Problem, ReadonlyArray<Statement>> => {
    const change = { ...asked, statements: withoutRenaming(asked.statements, (a) => renames(product, a)) };
    const problems: Problem[] = [...opaqueProblems(change)];
    const keys = foreignKeyWork(product, change);
    const parts = runsOf(change);
    const single = (part: Run | Statement | undefined): part is Statement => part !== undefined && !isRun(part);
    const together = (at: number) => {
      const [first, second] = [parts[at], parts[at + 1]];
      return single(first) && single(second) ? atOnce(product, first, second, [change.before, change.after]) : null;
    };
    const middle = parts.flatMap((part, i): ReadonlyArray<Statement> => {
      if (together(i - 1) !== null) return [];
      const moved = together(i);
      // The statements behind the renaming itself give constraints their names back.
      if (moved !== null)
        return [
          ...moved.statements,
          ...renameTable(product, moved.renaming, findTable(change.after, moved.renaming.to)).slice(1),
        ];
      if (!isRun(part)) return statementsOf(product, change, keys, part, problems);
      const actions = part.actions.filter((a) => keys.keeps(part.after.name, a));
      problems.push(
        ...lobKeyProblems(product, part.after, addedKeys(actions)),
        ...wideKeyProblems(product, part.after),
      );
      const run = { ...part, actions };
      return pack(run, itemsOf(product, run, problems));
    });
    return problems.length > 0
      ? left(problems)
      : right(
          [...keys.drops, ...inOneMoment(asked.statements, middle), ...keys.adds].map((s) => dropsWhole(product, s)),
        );
  };

/** AUTO_INCREMENT and the key it needs had better be changed in one statement. */
export const rebuilds = (a: AlterAction, table: Table): boolean => {
  switch (a.kind) {
    case 'AddColumn':
    case 'DropColumn':
      return a.column.identity !== null;
    case 'AlterColumn':
      return (a.before.identity === null) !== (a.after.identity === null);
    case 'SetPrimaryKey':
      return table.columns.some((c) => c.identity !== null);
    default:
      return false;
  }
};
