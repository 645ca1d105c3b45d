/** What is a table, an enum type, a namespace; and the names of each. */
import { qname } from '../../../ir/name.js';
import type { EnumType } from '../../../ir/schema.js';
import { reportComputed, reportExpected, textsOf } from '../typescript/options.js';
import { textOf, type Value } from '../typescript/value.js';
import { cased } from './casing.js';
import { calledFunction, chainOf, fromDrizzle } from './chain.js';
import { type Flavour, flavours } from './flavour.js';
import type { ColumnKey, TableSaid, World } from './world.js';

interface TableCall {
  readonly flavour: Flavour;
  readonly namespace: Value | null;
  /** What a maker of tables does to the name. */
  readonly rename: Value | null;
  readonly args: ReadonlyArray<Value>;
}

/** `pgTable(…)`, `shop.table(…)`, `prefixed(…)`. */
const tableCall = (v: Value): TableCall | null => {
  if (v.kind !== 'Call') return null;
  const own = calledFunction(v);
  if (own !== null) {
    const flavour = flavours[own.part];
    return flavour !== undefined && own.name === flavour.table
      ? { flavour, namespace: null, rename: null, args: v.args }
      : null;
  }
  const maker = calledFunction(v.callee);
  const made = maker === null ? undefined : flavours[maker.part];
  if (maker !== null && made !== undefined && maker.name === made.creator) {
    return { flavour: made, namespace: null, rename: maker.args[0] ?? null, args: v.args };
  }
  if (v.callee.kind !== 'Member' || v.callee.name !== 'table') return null;
  const schema = calledFunction(v.callee.of);
  const flavour = schema === null ? undefined : flavours[schema.part];
  return schema !== null && flavour !== undefined && schema.name === flavour.schema
    ? { flavour, namespace: schema.args[0] ?? null, rename: null, args: v.args }
    : null;
};

export const isTableCall = (v: Value): boolean => tableCall(v) !== null;

/** `pgEnum('role', […])` and `shop.enum('role', […])`. */
const enumCall = (v: Value): { readonly namespace: Value | null; readonly args: ReadonlyArray<Value> } | null => {
  if (v.kind !== 'Call') return null;
  const own = calledFunction(v);
  if (own !== null) return own.part === 'pg-core' && own.name === 'pgEnum' ? { namespace: null, args: own.args } : null;
  if (v.callee.kind !== 'Member' || v.callee.name !== 'enum') return null;
  const schema = calledFunction(v.callee.of);
  return schema?.name === 'pgSchema' ? { namespace: schema.args[0] ?? null, args: v.args } : null;
};

export const isEnumCall = (v: Value): boolean => enumCall(v) !== null;

/** Labels as a list, or as the values of an object or enum. */
export const labelsOf = (world: World, what: string, entity: string, v: Value): ReadonlyArray<string> | null => {
  const subject = { what, entity };
  const items =
    v.kind === 'List'
      ? v.items
      : v.kind === 'Map' && v.open === null
        ? [...v.entries.values()].map((e) => e.value)
        : v.kind === 'Enum'
          ? v.members.map(([, value]) => value)
          : null;
  if (items === null) return reportExpected(world.reporter, subject, v, 'a list of texts');
  const labels = textsOf(world.reporter, subject, items);
  return labels === null || labels.length !== items.length ? null : labels;
};

export const asEnum = (world: World, v: Value): EnumType | null => {
  const call = enumCall(v);
  if (call === null) return null;
  const [first, second] = call.args;
  const name = textOf(first);
  const subject = { what: 'the name of an enum type', entity: name ?? 'pgEnum' };
  if (name === null) return reportComputed(world.reporter, subject, first ?? v);
  const namespace = call.namespace === null ? null : textOf(call.namespace);
  if (call.namespace !== null && namespace === null) return reportComputed(world.reporter, subject, call.namespace);
  const values = labelsOf(world, 'the labels', name, second ?? v);
  return values === null ? null : { name: qname(name, namespace), values, comment: null };
};

/** @param called the constant's name */
export const asTable = (world: World, v: Value, called: string): TableSaid | null => {
  const call = tableCall(v);
  if (call === null) return null;
  const { reporter } = world;
  const [first, second, extra] = call.args;
  const subject = { what: 'the name of the table', entity: called };
  const named = call.rename?.kind === 'Function' && first !== undefined ? call.rename.apply([first]) : first;
  const name = textOf(named);
  if (name === null) return reportComputed(reporter, subject, named ?? v);
  if (call.rename !== null && call.rename.kind !== 'Function') return reportComputed(reporter, subject, call.rename);
  const namespace = call.namespace === null ? null : textOf(call.namespace);
  if (call.namespace !== null && namespace === null) return reportComputed(reporter, subject, call.namespace);
  const columns = columnsIn(world, call.flavour, second ?? v, called);
  return columns === null
    ? null
    : {
        flavour: call.flavour,
        name: qname(name, namespace),
        called,
        columns,
        extra: extra ?? null,
        value: v,
        at: v.at,
      };
};

const partOf = (flavour: Flavour): string => Object.entries(flavours).find(([, f]) => f === flavour)?.[0] ?? '';

/** An object of columns, or a function that is given the column functions. */
const columnsIn = (world: World, flavour: Flavour, v: Value, called: string): ReadonlyMap<string, ColumnKey> | null => {
  const subject = { what: 'the columns', entity: called };
  const library: Value = { kind: 'Foreign', from: `drizzle-orm/${partOf(flavour)}`, name: '*', at: v.at };
  const said = v.kind === 'Function' ? v.apply([library]) : v;
  if (said.kind !== 'Map') return reportExpected(world.reporter, subject, said, 'an object of columns');
  if (said.open !== null)
    return reportComputed(world.reporter, { ...subject, what: 'a part of the columns' }, said.open);
  return new Map(
    [...said.entries].map(([key, entry]): readonly [string, ColumnKey] => {
      const stated = statedName(entry.value);
      return [key, { key, entry, plain: stated ?? key, name: stated ?? cased(key, world.casing) }];
    }),
  );
};

/** The first text that the column's function is given. */
const statedName = (v: Value): string | null => {
  const { base } = chainOf(v, (x) => fromDrizzle(x) !== null || isEnumCall(x));
  const name = base.kind === 'Call' ? textOf(base.args[0]) : null;
  return name === '' ? null : name;
};
