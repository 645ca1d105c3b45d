/** Changes of a column that the server cannot make by restating it. */
import { columnsOf, E, type Expr, mentions, renameColumnIn } from '../../ir/expression.js';
import { type Problem, problem } from '../../ir/problem.js';
import type { Check, Column, Index, Table } from '../../ir/schema.js';
import type { AlterAction, AlterActionByKind } from '../../sql/ast.js';
import { act, flush, type Item, type Run } from './legalise-run.js';
import { free } from './names.js';
import type { Product } from './product.js';

type AlterColumn = AlterActionByKind['AlterColumn'];
type RenameColumn = AlterActionByKind['RenameColumn'];

const within = (names: ReadonlyArray<string>, columns: ReadonlySet<string>): boolean =>
  names.some((n) => columns.has(n));

const indexNames = (i: Index): ReadonlyArray<string> =>
  i.parts.flatMap((p) => (p.of.kind === 'Column' ? [p.of.name] : (columnsOf(p.of.expr) ?? [])));

interface Around {
  readonly off: ReadonlyArray<AlterAction>;
  readonly on: ReadonlyArray<AlterAction>;
}

/** Keys and checks over the columns, to be taken off and put on again. What an action speaks of already is left out. */
const around = (run: Run, columns: ReadonlySet<string>): Around => {
  const off: AlterAction[] = [];
  const on: AlterAction[] = [];
  const gone = new Set(
    run.actions.flatMap((a) =>
      a.kind === 'DropIndex'
        ? [`i${a.index.name}`]
        : a.kind === 'DropUnique'
          ? [`i${a.unique.name}`]
          : a.kind === 'DropCheck'
            ? [`c${a.check.name}`]
            : [],
    ),
  );
  const t = run.before;
  const key = t.primaryKey;
  if (
    key !== null &&
    within(
      key.columns.map((c) => c.name),
      columns,
    ) &&
    !run.actions.some((a) => a.kind === 'SetPrimaryKey')
  ) {
    off.push({ kind: 'SetPrimaryKey', from: key, to: null });
    if (run.after.primaryKey !== null) on.push({ kind: 'SetPrimaryKey', from: null, to: run.after.primaryKey });
  }
  for (const unique of t.uniques) {
    if (!within(unique.columns, columns) || gone.has(`i${unique.name}`)) continue;
    off.push({ kind: 'DropUnique', unique });
    const again = run.after.uniques.find((u) => u.name === unique.name);
    if (again !== undefined) on.push({ kind: 'AddUnique', unique: again });
  }
  for (const index of t.indexes) {
    if (!within(indexNames(index), columns) || gone.has(`i${index.name}`)) continue;
    off.push({ kind: 'DropIndex', index });
    const again = run.after.indexes.find((i) => i.name === index.name);
    if (again !== undefined) on.push({ kind: 'AddIndex', index: again });
  }
  for (const check of t.checks) {
    if (![...columns].some((c) => mentions(check.expr, c)) || gone.has(`c${check.name}`)) continue;
    off.push({ kind: 'DropCheck', check });
    const again = run.after.checks.find((c) => c.name === check.name);
    if (again !== undefined) on.push({ kind: 'AddCheck', check: again });
  }
  return { off, on };
};

/** The column that stands before this one: undefined when the table does not have it. */
const before = (t: Table, name: string): string | null | undefined => {
  const at = t.columns.findIndex((c) => c.name === name);
  return at < 0 ? undefined : at === 0 ? null : t.columns[at - 1]?.name;
};

/** Generated columns that are computed from these, directly or not, in the order of the table. */
const computedFrom = (t: Table, names: ReadonlyArray<string>): ReadonlyArray<Column> => {
  const found = new Set(names);
  for (let size = -1; size !== found.size; ) {
    size = found.size;
    for (const c of t.columns) {
      const g = c.generated;
      if (g !== null && [...found].some((n) => mentions(g.expr, n))) found.add(c.name);
    }
  }
  return t.columns.filter((c) => found.has(c.name) && !names.includes(c.name));
};

const storage = (c: Column): 'plain' | 'virtual' | 'stored' =>
  c.generated === null ? 'plain' : c.generated.stored ? 'stored' : 'virtual';

/** Both servers: between plain and stored a column can be restated, to or from virtual it cannot (3106, 1907). */
export const mustBeMadeAnew = (a: AlterColumn): boolean =>
  storage(a.before) !== storage(a.after) && [storage(a.before), storage(a.after)].includes('virtual');

/**
 * Drops the column and adds it in its place. A virtual column whose values are to stay is made stored first, and plain
 * after that. What is computed from it is made anew in the same statement.
 */
export const makeAnew = (run: Run, a: AlterColumn): ReadonlyArray<Item> => {
  const keeps = storage(a.before) === 'virtual' && storage(a.after) === 'plain';
  const made: Column =
    keeps && a.before.generated !== null
      ? {
          ...a.after,
          default: null,
          onUpdate: null,
          identity: null,
          nullable: true,
          generated: { ...a.before.generated, stored: true },
        }
      : a.after;
  const dependents = computedFrom(run.before, [a.before.name]);
  const { off, on } = around(run, new Set([a.before.name, ...dependents.map((c) => c.name)]));
  const anew = [made, ...dependents.map((d) => run.after.columns.find((c) => c.name === d.name) ?? d)];
  const add = (column: Column): Item => act({ kind: 'AddColumn', column, after: before(run.before, column.name) });
  return [
    flush,
    ...off.map(act),
    ...[...dependents].reverse().map((column) => act({ kind: 'DropColumn', column })),
    act({ kind: 'DropColumn', column: a.before }),
    ...anew.map(add),
    ...(keeps ? [flush, act({ kind: 'AlterColumn', before: made, after: a.after, using: null })] : []),
    ...on.map(act),
    flush,
  ];
};

/**
 * A type change whose values come from an expression: a new column beside the old one, filled, put into its place.
 * Rows that the expression gives NULL for stop a NOT NULL column, as they should.
 */
export const changeUsing = (
  run: Run,
  a: AlterColumn,
  using: Expr,
  update: (set: ReadonlyArray<{ readonly column: string; readonly value: Expr }>) => Item,
): ReadonlyArray<Item> => {
  const taken = new Set([...run.before.columns, ...run.after.columns].map((c) => c.name.toLowerCase()));
  const name = free(`${[...a.after.name].slice(0, 58).join('')}_new`, taken);
  const helper: Column = {
    ...a.after,
    name,
    nullable: true,
    default: null,
    identity: null,
    onUpdate: null,
    invisible: false,
  };
  const dependents = computedFrom(run.before, [a.before.name]);
  const { off, on } = around(run, new Set([a.before.name, ...dependents.map((c) => c.name)]));
  return [
    flush,
    act({ kind: 'AddColumn', column: helper, after: a.before.name }),
    flush,
    update([{ column: name, value: using }]),
    ...off.map(act),
    ...[...dependents].reverse().map((column) => act({ kind: 'DropColumn', column })),
    act({ kind: 'DropColumn', column: a.before }),
    act({ kind: 'AlterColumn', before: helper, after: a.after, using: null }),
    ...dependents.map((d) =>
      act({
        kind: 'AddColumn',
        column: run.after.columns.find((c) => c.name === d.name) ?? d,
        after: before(run.before, d.name),
      }),
    ),
    ...on.map(act),
    flush,
  ];
};

const isNativeMention = (e: Expr, column: string): boolean => columnsOf(e) === null && mentions(e, column);

/**
 * MySQL refuses to rename a column that a check (3959), a generated column, directly or not (3108), a default (3766) or an index on an
 * expression (3837) names. All but the last can be restated in the same statement; such an index goes before and comes
 * back after. MariaDB follows the new name by itself.
 */
export const renameWithDependents = (
  product: Product,
  run: Run,
  a: RenameColumn,
): { readonly items: ReadonlyArray<Item>; readonly problems: ReadonlyArray<Problem> } => {
  if (product.features.expressionsFollowRenames) return { items: [act(a)], problems: [] };
  const from = a.from.name;
  const problems: Problem[] = [];
  const off: Item[] = [];
  const first: Item[] = [];
  const on: Item[] = [];
  const last: Item[] = [];
  const refuse = (kind: string, name: string | null): void => {
    problems.push(
      problem(
        'plan.opaque',
        {
          kind,
          name: name ?? '',
          table: run.before.name.name,
          detail: `it names the column "${from}" in an expression that is not understood here`,
        },
        null,
        'Drop it before the rename and add it again after.',
      ),
    );
  };
  const renamed = (e: Expr): Expr => renameColumnIn(e, from, a.to);
  const dropped = new Set(run.actions.flatMap((x) => (x.kind === 'DropCheck' ? [x.check.name] : [])));
  for (const check of run.before.checks) {
    if (!mentions(check.expr, from) || dropped.has(check.name)) continue;
    if (isNativeMention(check.expr, from)) {
      if (textMentions(check.expr, from)) refuse('check', check.name);
      continue;
    }
    off.push(act({ kind: 'DropCheck', check }));
    const again: Check = { ...check, expr: renamed(check.expr) };
    on.push(act({ kind: 'AddCheck', check: again }));
  }
  const chain = new Set(computedFrom(run.before, [from]).map((c) => c.name));
  for (const c of run.before.columns) {
    const g = c.generated;
    const d = c.default?.kind === 'Expression' ? c.default : null;
    const inGenerated = g !== null && mentions(g.expr, from);
    const inDefault = d !== null && mentions(d.expr, from);
    if (!inGenerated && !inDefault) {
      // What is computed from such a column is looked at as well, restated or not (3108).
      if (g !== null && chain.has(c.name)) on.push(act({ kind: 'AlterColumn', before: c, after: c, using: null }));
      continue;
    }
    if ((g !== null && isNativeMention(g.expr, from)) || (d !== null && isNativeMention(d.expr, from))) {
      if (textMentions(g?.expr ?? d?.expr ?? E.null, from)) refuse('column', c.name);
      continue;
    }
    const after: Column = {
      ...c,
      generated: g === null ? null : { ...g, expr: renamed(g.expr) },
      default: d === null ? c.default : { ...d, expr: renamed(d.expr) },
    };
    on.push(act({ kind: 'AlterColumn', before: c, after, using: null }));
  }
  for (const index of run.before.indexes) {
    const expressions = index.parts.flatMap((p) => (p.of.kind === 'Expression' ? [p.of.expr] : []));
    if (!expressions.some((e) => mentions(e, from))) continue;
    if (expressions.some((e) => isNativeMention(e, from))) {
      if (expressions.some((e) => textMentions(e, from))) refuse('index', index.name);
      continue;
    }
    const again: Index = {
      ...index,
      parts: index.parts.map((p) => ({
        ...p,
        of:
          p.of.kind === 'Expression'
            ? { ...p.of, expr: renamed(p.of.expr) }
            : { ...p.of, name: p.of.name === from ? a.to : p.of.name },
      })),
    };
    first.push(act({ kind: 'DropIndex', index }));
    last.push(act({ kind: 'AddIndex', index: again }));
  }
  return {
    items: [
      ...first,
      ...(first.length > 0 ? [flush] : []),
      ...off,
      act(a),
      ...on,
      ...(last.length > 0 ? [flush] : []),
      ...last,
    ],
    problems,
  };
};

const textMentions = (e: Expr, column: string): boolean =>
  JSON.stringify(e).toLowerCase().includes(column.toLowerCase());
