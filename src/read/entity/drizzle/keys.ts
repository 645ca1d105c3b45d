/** Primary keys, uniques, foreign keys and checks, with the names that Drizzle makes. */
import {
  type Check,
  check,
  type ForeignKey,
  foreignKey,
  type PrimaryKey,
  type ReferentialAction,
  type Unique,
  unique,
} from '../../../ir/schema.js';
import { cutTo } from '../cut-name.js';
import { readOptions, report, reportComputed, reportExpected } from '../typescript/options.js';
import { isNothing, textOf, type Value } from '../typescript/value.js';
import type { Extra } from './extras.js';
import { asExpr } from './sql.js';
import type { Reference } from './steps.js';
import { type ColumnKey, columnOf, type TableSaid, type World } from './world.js';

/** The server keeps so much of a longer name, and says so in a notice only. */
export const kept = (table: TableSaid, name: string): string =>
  table.flavour.cutsNames === null ? name : cutTo(name, table.flavour.cutsNames);

/** Columns in an index, a key, …: members of the table. Null when one is not, which is reported. */
export const columnsOf = (
  world: World,
  table: TableSaid,
  what: string,
  items: ReadonlyArray<Value>,
): ReadonlyArray<ColumnKey> | null => {
  const found = items.map((item) => {
    const column = columnOf(world, item);
    if (column !== null && column.table === table) return column.column;
    return isOwn(table, item)
      ? missing(world, table, item)
      : reportComputed(world.reporter, { what, entity: table.called }, item, 'Name a column of this table.');
  });
  return found.some((c) => c === null) ? null : found.flatMap((c) => c ?? []);
};

const isOwn = (table: TableSaid, v: Value): v is Value & { readonly kind: 'Member' } =>
  v.kind === 'Member' && v.of === table.value;

export const missing = (world: World, table: TableSaid, v: Value): null =>
  report(
    world.reporter,
    'spec.unknown-column',
    v.at,
    { column: v.kind === 'Member' ? v.name : '?', table: table.called },
    `There are ${[...table.columns.keys()].join(', ')}.`,
  );

/** A name made of columns, of which those that have none of their own then change their case, each where it is first found. */
const recased = (name: string, columns: ReadonlyArray<ColumnKey>): string =>
  columns.reduce((made, c) => (c.plain === c.name ? made : made.replace(c.plain, () => c.name)), name);

const nameIn = (world: World, table: TableSaid, v: Value | undefined): string | null => {
  if (v === undefined || isNothing(v)) return null;
  return textOf(v) ?? reportExpected(world.reporter, { what: 'a name', entity: table.called }, v, 'a text');
};

export const asPrimaryKey = (world: World, table: TableSaid, extra: Extra): PrimaryKey | null => {
  const [first] = extra.args;
  const options =
    first?.kind === 'Map'
      ? readOptions(world.reporter, { what: 'primaryKey()', entity: table.called }, first, ['columns', 'name'])
      : null;
  const items = first?.kind === 'Map' ? (options?.list('columns') ?? []) : extra.args;
  const columns = columnsOf(world, table, 'a column of primaryKey()', items);
  if (columns === null || columns.length === 0) return null;
  const plain = columns.map((c) => c.plain).join('_');
  const name = options?.text('name') ?? recased(`${table.name.name}_${plain}_pk`, columns);
  return {
    name: table.flavour.namedPrimaryKeys ? kept(table, name) : null,
    columns: columns.map((c) => ({ name: c.name, prefix: null, order: 'asc' })),
  };
};

export const uniqueName = (table: TableSaid, columns: ReadonlyArray<ColumnKey>): string =>
  `${table.name.name}_${columns.map((c) => c.plain).join('_')}_unique`;

export const asUnique = (world: World, table: TableSaid, extra: Extra): Unique | null => {
  let columns: ReadonlyArray<ColumnKey> | null = null;
  let nullsNotDistinct = false;
  for (const step of extra.steps) {
    if (step.name === 'on') columns = columnsOf(world, table, 'a column of unique()', step.args);
    else if (step.name === 'nullsNotDistinct') nullsNotDistinct = true;
    else unknownStep(world, table, 'unique()', step.name, step.call);
  }
  if (columns === null || columns.length === 0) return null;
  const name = nameIn(world, table, extra.args[0]) ?? uniqueName(table, columns);
  return unique(
    columns.map((c) => c.name),
    { name: kept(table, name), nullsNotDistinct },
  );
};

export const unknownStep = (world: World, table: TableSaid, of: string, step: string, v: Value): null =>
  report(world.reporter, 'entity.unsupported', v.at, { what: `.${step}() of ${of}`, entity: table.called });

export const asCheck = (world: World, table: TableSaid, extra: Extra): Check | null => {
  const [first, second] = extra.args;
  const name = nameIn(world, table, first);
  const what = { what: `the check ${name ?? ''}`.trim(), entity: table.called };
  const expr = second === undefined ? null : asExpr(world, table.flavour, what, second);
  return expr === null ? null : check(expr, { name: name === null ? null : kept(table, name) });
};

const actions: Readonly<Record<string, ReferentialAction>> = {
  cascade: 'cascade',
  restrict: 'restrict',
  'no action': 'no action',
  'set null': 'set null',
  'set default': 'set default',
};

const actionOf = (world: World, table: TableSaid, v: Value | undefined): ReferentialAction => {
  if (v === undefined || isNothing(v)) return 'no action';
  const text = textOf(v)?.toLowerCase() ?? '';
  const found = Object.hasOwn(actions, text) ? actions[text] : undefined;
  if (found !== undefined) return found;
  const expected = `one of ${Object.keys(actions).join(', ')}`;
  reportExpected(world.reporter, { what: 'an action of a foreign key', entity: table.called }, v, expected);
  return 'no action';
};

interface Target {
  readonly table: TableSaid;
  readonly columns: ReadonlyArray<ColumnKey>;
}

const targetOf = (world: World, table: TableSaid, items: ReadonlyArray<Value>): Target | null => {
  const found = items.map((item) => {
    const column = columnOf(world, item);
    if (column !== null) return column;
    const parent = item.kind === 'Member' ? world.tableOf(item.of) : null;
    if (parent !== null) return missing(world, parent, item);
    const hint = 'Give the file with that table too.';
    return reportComputed(world.reporter, { what: 'a reference', entity: table.called }, item, hint);
  });
  const [first] = found;
  return first === null || first === undefined || found.some((f) => f === null)
    ? null
    : { table: first.table, columns: found.flatMap((f) => (f === null ? [] : [f.column])) };
};

const madeKey = (
  table: TableSaid,
  columns: ReadonlyArray<ColumnKey>,
  to: Target,
  stated: string | null,
  more: Pick<ForeignKey, 'onDelete' | 'onUpdate'>,
): ForeignKey => {
  const chunks = [
    table.name.name,
    ...columns.map((c) => c.plain),
    to.table.name.name,
    ...to.columns.map((c) => c.plain),
  ];
  const name = stated ?? recased(recased(`${chunks.join('_')}_fk`, columns), to.columns);
  return foreignKey(
    columns.map((c) => c.name),
    { table: to.table.name, columns: to.columns.map((c) => c.name) },
    { name: table.flavour.namedForeignKeys ? kept(table, name) : null, ...more },
  );
};

export const asReference = (world: World, table: TableSaid, column: ColumnKey, said: Reference): ForeignKey | null => {
  const ref = said.ref.kind === 'Function' ? said.ref.apply([]) : said.ref;
  const to = targetOf(world, table, [ref]);
  const options =
    said.actions === null || isNothing(said.actions)
      ? null
      : readOptions(world.reporter, { what: 'references()', entity: table.called }, said.actions, [
          'onDelete',
          'onUpdate',
        ]);
  const more = {
    onDelete: actionOf(world, table, options?.value('onDelete')),
    onUpdate: actionOf(world, table, options?.value('onUpdate')),
  };
  return to === null ? null : madeKey(table, [column], to, null, more);
};

export const asForeignKey = (world: World, table: TableSaid, extra: Extra): ForeignKey | null => {
  const [first] = extra.args;
  const given = first?.kind === 'Function' ? first.apply([]) : first;
  if (given === undefined) return null;
  const known = ['name', 'columns', 'foreignColumns'];
  const options = readOptions(world.reporter, { what: 'foreignKey()', entity: table.called }, given, known);
  if (options === null) return null;
  const columns = columnsOf(world, table, 'a column of foreignKey()', options.list('columns') ?? []);
  const to = targetOf(world, table, options.list('foreignColumns') ?? []);
  const step = (name: string): Value | undefined => extra.steps.find((s) => s.name === name)?.args[0];
  for (const s of extra.steps) {
    if (s.name !== 'onDelete' && s.name !== 'onUpdate') unknownStep(world, table, 'foreignKey()', s.name, s.call);
  }
  const more = {
    onDelete: actionOf(world, table, step('onDelete')),
    onUpdate: actionOf(world, table, step('onUpdate')),
  };
  return columns === null || to === null ? null : madeKey(table, columns, to, options.text('name'), more);
};
