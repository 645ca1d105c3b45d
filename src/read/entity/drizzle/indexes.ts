/** `index('name').on(t.a, t.b.desc()).where(sql`…`)`. https://orm.drizzle.team/docs/indexes-constraints#indexes */
import { type Index, type IndexPart, index, indexPart } from '../../../ir/schema.js';
import { isUsualOpclass } from '../postgres-opclass.js';
import { report, reportComputed, reportExpected } from '../typescript/options.js';
import { isNothing, textOf, type Value } from '../typescript/value.js';
import { chainOf } from './chain.js';
import type { ColumnSaid } from './column.js';
import type { Extra } from './extras.js';
import { kept, missing, unknownStep } from './keys.js';
import { asExpr, isSqlValue } from './sql.js';
import { columnOf, type TableSaid, type World } from './world.js';

interface Part {
  readonly part: IndexPart;
  /** For the name of an index that states none. */
  readonly name: string | null;
}

const partsOf = (
  world: World,
  table: TableSaid,
  method: string,
  items: ReadonlyArray<Value>,
  said: ReadonlyMap<string, ColumnSaid>,
): ReadonlyArray<Part> | null => {
  const parts = items.map((item) => partOf(world, table, method, item, said));
  return parts.some((p) => p === null) ? null : parts.flatMap((p) => p ?? []);
};

const partOf = (
  world: World,
  table: TableSaid,
  method: string,
  v: Value,
  said: ReadonlyMap<string, ColumnSaid>,
): Part | null => {
  if (isSqlValue(v)) return expressionPart(world, table, v);
  const { base, steps } = chainOf(v, (x) => columnOf(world, x) !== null);
  const column = columnOf(world, base);
  if (column === null || column.table !== table) {
    return base.kind === 'Member' && base.of === table.value
      ? missing(world, table, base)
      : reportComputed(
          world.reporter,
          { what: 'a column of an index', entity: table.called },
          v,
          'Name a column of this table, or write sql`…`.',
        );
  }
  let part = indexPart(column.column.name, table.flavour.richIndexes ? { nulls: 'last' } : {});
  for (const step of steps) {
    const operator = textOf(step.args[0]);
    if (!table.flavour.richIndexes) unknownStep(world, table, 'a column of an index', step.name, step.call);
    else if (step.name === 'asc') part = { ...part, order: 'asc' };
    else if (step.name === 'desc') part = { ...part, order: 'desc' };
    else if (step.name === 'nullsFirst') part = { ...part, nulls: 'first' };
    else if (step.name === 'nullsLast') part = { ...part, nulls: 'last' };
    else if (step.name === 'op' && operator !== null) {
      const usual = isUsualOpclass(method, operator, said.get(column.column.key)?.spelling ?? '');
      part = { ...part, opclass: usual ? null : operator };
    } else unknownStep(world, table, 'a column of an index', step.name, step.call);
  }
  return { part, name: column.column.name };
};

/** An order may stand behind the expression, where it is no part of it. */
const expressionPart = (world: World, table: TableSaid, v: Value): Part | null => {
  const expr = asExpr(world, table.flavour, { what: 'an expression of an index', entity: table.called }, v);
  if (expr?.kind !== 'Native') return null;
  const [engine] = table.flavour.engines;
  const text = (engine === undefined ? undefined : expr.text[engine]) ?? '';
  const [, body = text, order, nulls] =
    /^([\s\S]+?)(?:\s+(asc|desc))?(?:\s+nulls\s+(first|last))?\s*$/i.exec(text) ?? [];
  const bare = Object.fromEntries(table.flavour.engines.map((e) => [e, body]));
  const desc = order?.toLowerCase() === 'desc';
  const first = nulls?.toLowerCase() === 'first';
  return {
    part: indexPart(
      { kind: 'Native', text: bare },
      { order: desc ? 'desc' : 'asc', nulls: nulls === undefined ? null : first ? 'first' : 'last' },
    ),
    name: null,
  };
};

export const asIndex = (
  world: World,
  table: TableSaid,
  extra: Extra,
  said: ReadonlyMap<string, ColumnSaid>,
): Index | null => {
  const { reporter } = world;
  const what = `${extra.name}()`;
  let items: ReadonlyArray<Value> = [];
  let method = 'btree';
  let where: Index['where'] = null;
  let options: string | null = null;
  for (const { name, args, call } of extra.steps) {
    if (name === 'on' || name === 'onOnly') items = args;
    else if (name === 'using') {
      const [first, ...rest] = args;
      method =
        textOf(first) ??
        reportExpected(reporter, { what: `using of ${what}`, entity: table.called }, first ?? call, 'a text') ??
        method;
      if (table.flavour.richIndexes) items = rest;
    } else if (name === 'where') {
      where =
        args[0] === undefined
          ? null
          : asExpr(world, table.flavour, { what: `where of ${what}`, entity: table.called }, args[0]);
    } else if (name === 'with') options = parameters(world, table, what, args[0] ?? call);
    // How it is made, not what it is.
    else if (name !== 'concurrently' && name !== 'algorithm' && name !== 'lock')
      unknownStep(world, table, what, name, call);
  }
  const parts = partsOf(world, table, method, items, said);
  if (parts === null || parts.length === 0) return null;
  const [first] = extra.args;
  const stated = first === undefined || isNothing(first) ? null : textOf(first);
  if (first !== undefined && !isNothing(first) && stated === null) {
    reportExpected(reporter, { what: `the name of ${what}`, entity: table.called }, first, 'a text');
  }
  if (stated === null && (!table.flavour.namesIndexes || parts.some((p) => p.name === null))) {
    return report(
      reporter,
      'spec.missing-key',
      extra.value.at,
      { key: 'name', in: `${what} of ${table.called}` },
      'Give the index a name.',
    );
  }
  const name = stated ?? `${table.name.name}_${parts.map((p) => p.name).join('_')}_index`;
  return index(
    parts.map((p) => p.part),
    { name: kept(table, name), unique: extra.name === 'uniqueIndex', method, where, options },
  );
};

/** `{ fillfactor: 70 }` as PostgreSQL prints it. */
const parameters = (world: World, table: TableSaid, what: string, v: Value): string | null => {
  const subject = { what: `with of ${what}`, entity: table.called };
  if (v.kind !== 'Map' || v.open !== null) return reportExpected(world.reporter, subject, v, 'an object');
  const said = [...v.entries].map(([key, { value }]) =>
    value.kind === 'Literal' ? `${key}=${String(value.value)}` : reportComputed(world.reporter, subject, value),
  );
  return said.length === 0
    ? null
    : said
        .flatMap((s) => s ?? [])
        .sort()
        .join(', ');
};
