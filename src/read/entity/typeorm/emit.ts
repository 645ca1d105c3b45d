/** A built entity → a table of the schema, and how far its word goes. */
import { type Desired, positionsOf, type TableFacet } from '../../../ir/desired.js';
import { E, type Expr } from '../../../ir/expression.js';
import { keyOf, qname } from '../../../ir/name.js';
import { lookup, record } from '../../../ir/record.js';
import {
  type Check,
  check,
  type Deferrable,
  type EnumType,
  type ForeignKey,
  foreignKey,
  type Index,
  index,
  indexPart,
  noOptions,
  type ReferentialAction,
  type Table,
  type Unique,
  unique,
} from '../../../ir/schema.js';
import { suggested } from '../../../ir/unnamed.js';
import { report } from '../typescript/options.js';
import type { ForeignKeyArgs, IndexArgs, UniqueArgs } from './args.js';
import type { Column } from './column.js';
import { type Context, emitColumn, sqlOf } from './emit-column.js';
import { type BuiltKey, type Entity, type Placed, primaryOf } from './entity.js';
import { checkName, foreignKeyName, indexName, primaryKeyName, uniqueName } from './naming.js';
import { type Find, missing } from './relate.js';

export const emit = (at: Context, e: Entity, find: Find): Desired => {
  const columns = e.columns.map((c) => emitColumn(at, e, c));
  const name = qname(e.tableName, e.space);
  const uniques = e.uniques.map((u) => emitUnique(at, e, u));
  const indices = e.indices.flatMap((i) => emitIndex(at, e, i));
  const shares = at.driver.uniquesAreIndexes;
  const table: Table = {
    name,
    columns: columns.map((c) => c.column),
    primaryKey: keyOfTable(at, e),
    uniques: shares
      ? []
      : [...uniques.flatMap((u) => u ?? []), ...e.builtUniques.map((u) => relationUnique(u.made, u.columns))],
    foreignKeys: [...e.keys, ...e.foreignKeys.flatMap((f) => declaredKey(at, e, f, find) ?? [])].map((k) =>
      emitKey(at, e, k),
    ),
    checks: [
      ...(at.driver.checks
        ? e.checks.map(
            (c): Check =>
              check(sqlOf(at.dialect, c.expression), {
                name: c.name ?? suggested(checkName(e.tableName, c.expression)),
              }),
          )
        : []),
      ...columns.flatMap(
        (c): ReadonlyArray<Check> => (c.among === null ? [] : [check(amongOf(c.column.name, c.among))]),
      ),
    ],
    indexes: [
      ...indices,
      ...(shares ? uniques.flatMap((u) => (u === null ? [] : [uniqueIndex(e, u)])) : []),
      ...e.builtIndices.map((i) =>
        index(
          i.columns.map((c) => indexPart(c.name)),
          { name: suggested(i.made ?? indexName(e.tableName, names(i.columns), null)), unique: i.made !== null },
        ),
      ),
      ...discriminated(e),
    ],
    options: {
      ...noOptions,
      comment: at.driver.comments ? e.args.comment : null,
      engine: e.args.engine,
      withoutRowid: e.args.withoutRowid,
    },
  };
  const key = keyOf(name);
  for (const place of e.line.flatMap((l) => l.exclusions)) {
    if (!at.driver.exclusions) continue;
    const data = { what: '@Exclusion', entity: e.name, why: 'exclusion constraints are not modelled' };
    report(
      at.r,
      'entity.unsupported',
      place,
      data,
      'Keep it in a migration of your own; a plan leaves those of the database alone.',
    );
  }
  return {
    schema: {
      tables: [table],
      enums: columns.flatMap((c): ReadonlyArray<EnumType> => (c.enum === null ? [] : [{ ...c.enum, comment: null }])),
      opaque: [],
    },
    owns: {
      tables: 'listed',
      byTable: record([
        [
          key,
          {
            facets: facetsOf(at, e, table),
            unstated: new Map(columns.map((c) => [c.column.name, c.unstated])),
            notUnique: e.columns.flatMap((c) =>
              c.owner?.columns.find((a) => a.property === c.property)?.options.unique === false ? [c.name] : [],
            ),
          },
        ],
      ]),
    },
    renames: [],
    data: [],
    positions: positionsOf([[key, e.at], ...e.columns.map((c) => [`${key}.${c.name}`, c.at] as const)]),
  };
};

const names = (columns: ReadonlyArray<Column>): ReadonlyArray<string> => columns.map((c) => c.name);

/** What the entity says of its kind is all there is to be of it; what it never mentions is not its business. */
const facetsOf = (at: Context, e: Entity, t: Table): ReadonlyArray<TableFacet> => {
  // Where constraints are indexes, a unique index says nothing of the others.
  const one = at.driver.uniquesAreIndexes;
  // An index that the framework is told to leave alone may be any of the database's.
  const indexes = t.indexes.some((i) => !(one && i.unique)) && e.indices.every((i) => i.args.synchronize);
  const said: ReadonlyArray<readonly [TableFacet, boolean]> = [
    ['columns', true],
    ['primaryKey', t.primaryKey !== null],
    ['uniques', t.uniques.length > 0 || (one && t.indexes.some((i) => i.unique))],
    ['foreignKeys', t.foreignKeys.length > 0],
    ['checks', t.checks.length > 0],
    ['indexes', indexes],
    ['comment', t.options.comment !== null],
  ];
  return said.flatMap(([facet, is]) => (is ? [facet] : []));
};

const keyOfTable = (at: Context, e: Entity): Table['primaryKey'] => {
  const columns = primaryOf(e);
  const [first] = columns;
  if (first === undefined) return null;
  return {
    name: at.driver.namesPrimaryKeys
      ? (first.primaryKeyName ?? suggested(primaryKeyName(e.tableName, names(columns))))
      : null,
    columns: columns.map((c) => ({ name: c.name, prefix: null, order: 'asc' })),
  };
};

/** Properties → their columns; a relation stands for its join columns. */
const columnsFor = (
  at: Context,
  e: Entity,
  part: Placed<IndexArgs | UniqueArgs>,
  what: string,
): ReadonlyArray<Column> =>
  part.args.columns.flatMap((said) => {
    const path = [...(part.embedded?.path ?? []), said].join('.');
    const column = e.columns.find((c) => c.path === path);
    if (column !== undefined) return [column];
    const relation = e.relations.find((r) => (r.path === path || r.args.property === path) && r.columns.length > 0);
    if (relation !== undefined) return relation.columns;
    const known = e.columns.map((c) => c.path).join(', ');
    const data = { what, entity: e.name, why: `there is no property ${path}` };
    report(at.r, 'entity.invalid', part.args.at, data, `Its columns are ${known}.`);
    return [];
  });

const deferral: Readonly<Record<string, Deferrable>> = {
  'INITIALLY IMMEDIATE': 'immediate',
  'INITIALLY DEFERRED': 'deferred',
};

const emitUnique = (at: Context, e: Entity, u: Placed<UniqueArgs>): Unique | null => {
  const columns = names(columnsFor(at, e, u, '@Unique'));
  if (columns.length === 0) return null;
  const made = at.driver.uniquesAreIndexes ? indexName(e.tableName, columns, null) : uniqueName(e.tableName, columns);
  const deferrable = at.driver.deferrableUniques ? (lookup(deferral, u.args.deferrable ?? '') ?? 'no') : 'no';
  return unique(columns, { name: u.args.name ?? suggested(made), deferrable });
};

const relationUnique = (name: string | null, columns: ReadonlyArray<Column>): Unique =>
  unique(names(columns), { name: name === null ? null : suggested(name) });

const uniqueIndex = (_: Entity, u: Unique): Index =>
  index(
    u.columns.map((c) => indexPart(c)),
    { name: u.name, unique: true },
  );

const emitIndex = (at: Context, e: Entity, i: Placed<IndexArgs>): ReadonlyArray<Index> => {
  const { args } = i;
  const { driver } = at;
  if (!args.synchronize) return [];
  const columns = columnsFor(at, e, i, '@Index');
  if (columns.length === 0) return [];
  if (args.type !== null && !driver.indexTypes.has(args.type)) {
    const data = {
      what: 'the type of @Index',
      entity: e.name,
      why: `${driver.name} has no index of type ${args.type}`,
    };
    report(at.r, 'entity.invalid', args.at, data, 'Remove it.');
  }
  const fulltext = args.fulltext ? driver.fulltext : null;
  const where = driver.partialIndexes && args.where !== null && args.where !== '' ? args.where : null;
  return [
    index(
      columns.map((c) => indexPart(c.name)),
      {
        name: args.name ?? suggested(indexName(e.tableName, names(columns), args.where)),
        unique: args.unique,
        method: fulltext ?? (args.spatial ? driver.spatial : null) ?? args.type ?? 'btree',
        where: where === null ? null : sqlOf(at.dialect, where),
        options: fulltext !== null && args.parser !== null ? `WITH PARSER ${args.parser}` : null,
      },
    ),
  ];
};

/**
 * The discriminator is indexed, unless it is by itself already. An entity with an embedded class and a generated column
 * loses that index: the framework computes the list of its indexes once more after this one was added.
 */
const discriminated = (e: Entity): ReadonlyArray<Index> => {
  const column = e.discriminator;
  const again = e.line.some((l) => l.embeddeds.length > 0) && e.columns.some((c) => c.strategy !== null);
  if (column === null || again) return [];
  const there = e.indices.some((i) => i.args.columns.length === 1 && i.args.columns[0] === column.name);
  return there
    ? []
    : [index([indexPart(column.name)], { name: suggested(indexName(e.tableName, [column.name], null)) })];
};

const rules: Readonly<Record<string, ReferentialAction>> = {
  'NO ACTION': 'no action',
  RESTRICT: 'restrict',
  CASCADE: 'cascade',
  'SET NULL': 'set null',
  'SET DEFAULT': 'set default',
  // What the standard calls so is an error on every engine of ours; the framework passes it on.
  DEFAULT: 'set default',
};

const emitKey = (at: Context, e: Entity, k: BuiltKey): ForeignKey => {
  const rule = (said: string | null, what: string): ReferentialAction => {
    const known = lookup(rules, said ?? 'NO ACTION');
    if (known !== undefined) return known;
    report(at.r, 'spec.expected', k.at, {
      key: what,
      expected: Object.keys(rules).join(', '),
      found: String(said),
      in: e.name,
    });
    return 'no action';
  };
  return foreignKey(
    names(k.columns),
    { table: qname(k.to.tableName, k.to.space), columns: names(k.referenced) },
    {
      name: k.name ?? suggested(foreignKeyName(e.tableName, names(k.columns))),
      onDelete: rule(k.onDelete, 'onDelete'),
      onUpdate: rule(k.onUpdate, 'onUpdate'),
      deferrable: at.driver.deferrableKeys ? (lookup(deferral, k.deferrable ?? '') ?? 'no') : 'no',
    },
  );
};

/** @ForeignKey: by property or by the column's own name. */
const declaredKey = (at: Context, e: Entity, f: ForeignKeyArgs, find: Find): BuiltKey | null => {
  const to = find(f.target);
  if (to === null) return missing(at.r, f.target, '@ForeignKey', e.name, f.at);
  const pick = (of: Entity, said: ReadonlyArray<string>): ReadonlyArray<Column> =>
    said.flatMap((name) => {
      const column = of.columns.find((c) => c.property === name || c.name === name);
      if (column !== undefined) return [column];
      report(at.r, 'entity.invalid', f.at, {
        what: '@ForeignKey',
        entity: e.name,
        why: `${of.name} has no property ${name}`,
      });
      return [];
    });
  const referenced = f.referenced.length === 0 ? primaryOf(to) : pick(to, f.referenced);
  return { ...f, columns: pick(e, f.columns), to, referenced };
};

const amongOf = (name: string, values: ReadonlyArray<string>): Expr => ({
  kind: 'In',
  arg: E.column(name),
  list: values.map((v) => E.string(v)),
  negated: false,
});
