/** Classes and schemas → entities with all their columns. https://typeorm.io/docs/entity/entity-inheritance */
import { type Reporter, report } from '../typescript/options.js';
import { type ColumnOptions, type EmbeddedArgs, noColumnOptions, type Owner, type Strategy } from './args.js';
import type { Column } from './column.js';
import type { Driver } from './driver.js';
import type { Embedded } from './embedded.js';
import type { Entity, Placed, Relation } from './entity.js';
import { makeColumn } from './make-column.js';
import { snakeCase } from './naming.js';

const ancestors = (o: Owner): ReadonlyArray<Owner> => (o.parent === null ? [] : [...ancestors(o.parent), o.parent]);

export const descends = (o: Owner, from: Owner): boolean => ancestors(o).includes(from);

/** The first of the line that says a property is the one that counts. */
const firsts = <A>(
  line: ReadonlyArray<Owner>,
  of: (o: Owner) => ReadonlyArray<A>,
  key: (a: A) => string,
): ReadonlyArray<readonly [Owner, A]> => {
  const seen = new Map<string, readonly [Owner, A]>();
  for (const owner of line) for (const a of of(owner)) if (!seen.has(key(a))) seen.set(key(a), [owner, a]);
  return [...seen.values()];
};

export const buildEntities = (r: Reporter, driver: Driver, owners: ReadonlyArray<Owner>): ReadonlyArray<Entity> => {
  const children = owners.filter((o) => o.table?.type === 'entity-child');
  return owners.flatMap((o) => {
    if (o.table === null || o.table.type !== 'regular') return [];
    const shares = o.inheritance === null ? [] : children.filter((c) => descends(c, o));
    return [buildEntity(r, driver, o, shares)];
  });
};

const buildEntity = (r: Reporter, driver: Driver, o: Owner, children: ReadonlyArray<Owner>): Entity => {
  const line = [...ancestors(o), o, ...children];
  const args = o.table ?? {
    name: null,
    schema: null,
    database: null,
    comment: null,
    engine: null,
    withoutRowid: false,
    synchronize: true,
    type: 'regular' as const,
  };
  const columns: Column[] = [];
  const relations: Relation[] = [];
  const indices = line.flatMap((l) => l.indices.map((args): Placed<typeof args> => ({ args, embedded: null })));
  const uniques = line.flatMap((l) => l.uniques.map((args): Placed<typeof args> => ({ args, embedded: null })));
  for (const [owner, a] of firsts(
    line,
    (l) => l.columns,
    (c) => c.property,
  )) {
    const inherited = a.options;
    const own = owner === o || children.includes(owner) ? null : o.columns.find((c) => c.property === a.property);
    const options: ColumnOptions =
      own?.options.default != null ? { ...inherited, default: own.options.default } : inherited;
    const column = makeColumn(driver, { ...a, options, owner, embedded: null });
    if (children.includes(owner)) column.nullable = true;
    columns.push(column);
  }
  for (const [owner, args] of firsts(
    line,
    (l) => l.relations,
    (x) => x.property,
  ))
    relations.push({ args, owner, embedded: null, path: args.property, columns: [] });
  const entity: Entity = {
    name: o.name,
    at: o.at,
    owner: o,
    args,
    tableName: args.name ?? snakeCase(o.name),
    space: driver.space === 'schema' ? args.schema : args.database,
    line,
    columns,
    relations,
    indices,
    uniques,
    checks: line.flatMap((l) => l.checks),
    foreignKeys: line.flatMap((l) => l.foreignKeys),
    keys: [],
    builtIndices: [],
    builtUniques: [],
    askedBy: o.name,
    discriminator: null,
  };
  discriminate(r, driver, entity, o);
  planted(r, driver, entity, line);
  for (const [, e] of firsts(
    line,
    (l) => l.embeddeds,
    (x) => `${x.property}\u0000${x.prefix}`,
  ))
    embed(r, driver, entity, e, null, o.inheritance !== null, { indices, uniques });
  generate(entity);
  return entity;
};

const discriminate = (r: Reporter, driver: Driver, entity: Entity, o: Owner): void => {
  if (o.inheritance === null) return;
  const { column: options, columnName } = o.inheritance;
  const name = columnName ?? 'type';
  const found = entity.columns.find((c) => c.property === name);
  if (found === undefined && (options?.type ?? null) === null) {
    const data = { what: '@TableInheritance', entity: o.name, why: 'it has no column with a type' };
    report(r, 'entity.invalid', o.at, data, "Write column: { type: 'varchar', name: 'type' }.");
    return;
  }
  const column =
    found ??
    makeColumn(driver, {
      property: name,
      mode: 'virtual',
      options: options ?? noColumnOptions,
      owner: o,
      embedded: null,
      at: o.at,
    });
  if (found === undefined) entity.columns.push(column);
  entity.discriminator = column;
};

/** Columns of trees. https://typeorm.io/docs/entity/tree-entities */
const planted = (r: Reporter, driver: Driver, entity: Entity, line: ReadonlyArray<Owner>): void => {
  const tree = [...line].reverse().find((l) => l.tree !== null)?.tree;
  if (tree === null || tree === undefined) return;
  const add = (property: string, options: Partial<ColumnOptions>, sql: string): void => {
    const made = makeColumn(driver, {
      property,
      mode: 'virtual',
      options: { ...noColumnOptions, ...options },
      owner: null,
      embedded: null,
      at: entity.at,
    });
    made.default = { kind: 'Sql', sql };
    entity.columns.push(made);
  };
  switch (tree.type) {
    case 'materialized-path':
      add('mpath', { type: 'String', nullable: true }, "''");
      return;
    case 'nested-set':
      add('nsleft', { type: 'Number' }, '1');
      add('nsright', { type: 'Number' }, '2');
      return;
    case 'closure-table':
    case 'adjacency-list':
      return;
    default:
      report(r, 'entity.unsupported', entity.at, {
        what: '@Tree',
        entity: entity.name,
        why: `there is no tree ${tree.type}`,
      });
  }
};

interface Parts {
  readonly indices: Array<Placed<Owner['indices'][number]>>;
  readonly uniques: Array<Placed<Owner['uniques'][number]>>;
}

const embed = (
  r: Reporter,
  driver: Driver,
  entity: Entity,
  args: EmbeddedArgs,
  inside: Embedded | null,
  nullable: boolean,
  parts: Parts,
): void => {
  const line = [...ancestors(args.of), args.of];
  const prefix = args.prefix === null ? [args.property] : args.prefix === '' ? [] : [args.prefix];
  const here: Embedded = {
    property: args.property,
    path: [...(inside?.path ?? []), args.property],
    prefixes: [...(inside?.prefixes ?? []), ...prefix],
    within: [...(inside?.within ?? []), args.of],
  };
  if (inside?.within.includes(args.of) === true) {
    const data = {
      what: 'the embedded class',
      entity: `${entity.name}.${here.path.join('.')}`,
      why: 'it holds itself',
    };
    report(r, 'entity.invalid', args.at, data);
    return;
  }
  for (const [owner, a] of firsts(
    line,
    (l) => l.columns,
    (c) => c.property,
  )) {
    const column = makeColumn(driver, { ...a, owner, embedded: here });
    if (nullable) column.nullable = true;
    entity.columns.push(column);
  }
  for (const [owner, a] of firsts(
    line,
    (l) => l.relations,
    (x) => x.property,
  ))
    entity.relations.push({ args: a, owner, embedded: here, path: [...here.path, a.property].join('.'), columns: [] });
  parts.indices.push(...line.flatMap((l) => l.indices.map((a) => ({ args: a, embedded: here }))));
  parts.uniques.push(...line.flatMap((l) => l.uniques.map((a) => ({ args: a, embedded: here }))));
  for (const [, e] of firsts(
    line,
    (l) => l.embeddeds,
    (x) => `${x.property}\u0000${x.prefix}`,
  ))
    embed(r, driver, entity, e, here, nullable, parts);
};

const generatedType: Readonly<Partial<Record<Strategy, string>>> = { uuid: 'uuid', rowid: 'int' };

/** Generated columns take the type of their strategy, whatever was said. */
const generate = (entity: Entity): void => {
  for (const c of entity.columns) {
    const strategy = c.owner?.generations.get(c.property);
    if (strategy === undefined) continue;
    c.strategy = strategy;
    c.type = generatedType[strategy] ?? (c.type === '' ? 'Number' : c.type);
  }
};
