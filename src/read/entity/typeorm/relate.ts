/** Relations → join columns, foreign keys and join tables. https://typeorm.io/docs/relations/relations */
import { type Reporter, report } from '../typescript/options.js';
import { type ColumnOptions, type JoinColumnArgs, type JoinTableArgs, noColumnOptions, type Target } from './args.js';
import type { Column } from './column.js';
import type { Driver } from './driver.js';
import { type BuiltKey, type Entity, ownColumns, primaryOf, type Relation } from './entity.js';
import { makeColumn, named } from './make-column.js';
import { joinColumnName, joinTableColumnName, joinTableName, relationName, shortenedJoinTable } from './naming.js';

export type Find = (target: Target) => Entity | null;

/** Children of a single-table inheritance stand for their parent's table. */
export const finder = (entities: ReadonlyArray<Entity>): Find => {
  const byIdentity = new Map<object, Entity>();
  const byName = new Map<string, Entity>();
  for (const e of entities) {
    for (const o of e.line)
      if (o === e.owner || o.table?.type === 'entity-child') {
        byIdentity.set(o.identity, e);
        if (!byName.has(o.name)) byName.set(o.name, e);
      }
    const given = e.args.name;
    if (given !== null && !byName.has(given)) byName.set(given, e);
  }
  return (target) => ('owner' in target ? byIdentity.get(target.owner) : byName.get(target.name)) ?? null;
};

const showTarget = (t: Target): string =>
  'name' in t ? t.name : 'name' in t.owner ? String(t.owner.name) : 'the entity';

export const missing = (r: Reporter, target: Target, what: string, entity: string, at: Relation['args']['at']): null =>
  report(
    r,
    'entity.unresolved',
    at,
    { name: showTarget(target), what, entity },
    'Give its file too, and see that it is an entity.',
  );

export const relate = (
  r: Reporter,
  driver: Driver,
  entities: ReadonlyArray<Entity>,
  find: Find,
): ReadonlyArray<Entity> => {
  const made: Entity[] = [];
  for (const entity of entities) {
    for (const relation of entity.relations) {
      const other = find(relation.args.target);
      if (other === null) {
        missing(r, relation.args.target, `the relation ${relation.args.property}`, entity.name, relation.args.at);
        continue;
      }
      const { kind } = relation.args;
      if (kind === 'one-to-one' || kind === 'many-to-one') joinColumns(r, driver, entity, relation, other);
    }
    for (const relation of entity.relations) {
      const other = find(relation.args.target);
      if (other === null || relation.args.kind !== 'many-to-many') continue;
      const table = relation.owner.joinTables.find((t) => t.property === relation.args.property);
      if (table !== undefined) made.push(joinTable(r, driver, entity, relation, other, table));
    }
  }
  return made;
};

const joinColumns = (r: Reporter, driver: Driver, entity: Entity, relation: Relation, other: Entity): void => {
  const said = relation.owner.joinColumns.filter((j) => j.property === relation.args.property);
  const named = said.some((j) => j.referenced !== null && j.referenced !== '');
  const byKey = (said.length === 0 && relation.args.kind === 'many-to-one') || (said.length > 0 && !named);
  const referenced = byKey ? primaryOf(other) : referencedBy(r, said, ownColumns(other), other, relation, entity);
  if (referenced.length === 0) return;
  const columns = referenced.map((to) => joinColumn(driver, entity, relation, said, to));
  relation.columns.push(...columns);
  if (!relation.args.constrained) return;
  entity.keys.push({
    name: said[0]?.constraint ?? null,
    columns,
    to: other,
    referenced,
    onDelete: relation.args.onDelete,
    onUpdate: relation.args.onUpdate,
    deferrable: relation.args.deferrable,
    at: relation.args.at,
  });
  if (relation.args.kind !== 'one-to-one' || columns.every((c) => c.primary)) return;
  const made = relationName(
    entity.tableName,
    columns.map((c) => c.name),
  );
  (driver.uniquesAreIndexes ? entity.builtIndices : entity.builtUniques).push({ name: null, made, columns });
};

const referencedBy = (
  r: Reporter,
  said: ReadonlyArray<JoinColumnArgs>,
  among: ReadonlyArray<Column>,
  other: Entity,
  relation: Relation,
  entity: Entity,
): ReadonlyArray<Column> => {
  const found = said.flatMap((j) => {
    const column = among.find((c) => c.property === j.referenced);
    if (column !== undefined) return [column];
    const data = { what: `the relation ${relation.args.property}`, entity: entity.name };
    report(r, 'entity.invalid', relation.args.at, {
      ...data,
      why: `${other.name} has no property ${j.referenced ?? ''}`,
    });
    return [];
  });
  // Composite keys must refer in the order of the primary key.
  const keys = primaryOf(other);
  const rank = (c: Column): number => (keys.includes(c) ? keys.indexOf(c) : keys.length);
  return found.length > 1 ? [...found].sort((a, b) => rank(a) - rank(b)) : found;
};

const lengthTo = (driver: Driver, to: Column): string =>
  to.length === '' && driver.normalise(to.type) !== 'uuid' && (to.strategy === 'uuid' || to.type === 'uuid')
    ? driver.uuidLength
    : to.length;

const asReferenced = (driver: Driver, to: Column): Partial<ColumnOptions> => ({
  type: to.type,
  length: lengthTo(driver, to),
  precision: to.precision,
  scale: to.scale,
  width: to.width,
  charset: to.charset,
  collation: to.collation,
  unsigned: to.unsigned,
  enum: to.enum,
  enumName: to.enumName,
});

const joinColumn = (
  driver: Driver,
  entity: Entity,
  relation: Relation,
  said: ReadonlyArray<JoinColumnArgs>,
  to: Column,
): Column => {
  const given = said.find(
    (j) => (j.referenced === null || j.referenced === to.property) && j.name !== null && j.name !== '',
  );
  const name = given?.name ?? joinColumnName(relation.args.property, to.property);
  const there = entity.columns.find((c) => c.embedded === relation.embedded && c.bare === name);
  const column =
    there ??
    makeColumn(driver, {
      property: relation.args.property,
      mode: 'virtual',
      options: {
        ...noColumnOptions,
        ...asReferenced(driver, to),
        name,
        comment: to.comment,
        nullable: relation.args.nullable,
      },
      owner: null,
      embedded: relation.embedded,
      at: relation.args.at,
    });
  if (there === undefined) {
    // What it refers to is part of its path, so that indexes may name it either way.
    if (to.property !== column.property) column.path = `${column.path}.${to.property}`;
    entity.columns.push(column);
  }
  column.referenced = to;
  column.type = to.type;
  return column;
};

const joinTable = (
  r: Reporter,
  driver: Driver,
  entity: Entity,
  relation: Relation,
  other: Entity,
  table: JoinTableArgs,
): Entity => {
  const inverse = other.relations.find((x) => x.path === relation.args.inverse) ?? null;
  const name = table.name ?? joinTableName(entity.tableName, other.tableName, relation.path);
  const { at } = relation.args;
  const side = (
    of: Entity,
    said: ReadonlyArray<JoinColumnArgs> | null,
    among: ReadonlyArray<Column>,
  ): { readonly to: ReadonlyArray<Column>; readonly columns: ReadonlyArray<Column>; readonly name: string | null } => {
    const some = said?.some((j) => j.referenced !== null) ?? false;
    const to = said === null || !some ? primaryOf(of) : referencedBy(r, said, among, of, relation, entity);
    const find = (c: Column): JoinColumnArgs | undefined =>
      said?.find((j) => (j.referenced === null || j.referenced === c.property) && j.name !== null && j.name !== '');
    const columns = to.map((c) => {
      const property = find(c)?.name ?? joinTableColumnName(of.tableName, c.name === '' ? c.property : c.name);
      const options = { ...noColumnOptions, ...asReferenced(driver, c), name: property, primary: true };
      return makeColumn(driver, { property, mode: 'virtual', options, owner: null, embedded: null, at });
    });
    const [first] = to;
    return { to, columns, name: (first === undefined ? null : find(first)?.constraint) ?? null };
  };
  const left = side(entity, table.joinColumns, entity.columns);
  const right = side(other, table.inverseJoinColumns, ownColumns(other));
  distinguish(left.columns, right.columns);
  const key = (s: typeof left, to: Entity, from: Relation | null): BuiltKey => ({
    name: s.name,
    columns: s.columns,
    to,
    referenced: s.to,
    onDelete: from?.args.onDelete ?? 'CASCADE',
    onUpdate: from?.args.onUpdate ?? 'CASCADE',
    deferrable: (from ?? relation).args.deferrable,
    at,
  });
  const constrained = relation.args.constrained;
  return {
    name,
    at,
    owner: null,
    args: {
      name,
      schema: table.schema ?? entity.args.schema,
      database: table.database ?? entity.args.database,
      comment: null,
      engine: null,
      withoutRowid: false,
      synchronize: table.synchronize && entity.args.synchronize,
      type: 'regular',
    },
    tableName: shortenedJoinTable(name),
    space: driver.space === 'schema' ? (table.schema ?? entity.args.schema) : (table.database ?? entity.args.database),
    line: [],
    columns: [...left.columns, ...right.columns],
    relations: [],
    indices: [],
    uniques: [],
    checks: [],
    foreignKeys: [],
    keys: constrained ? [key(left, entity, relation), key(right, other, inverse)] : [],
    builtIndices: [left, right].map((s) => ({ name: null, made: null, columns: s.columns })),
    builtUniques: [],
    askedBy: entity.name,
    discriminator: null,
  };
};

/** An entity's relation to itself gives two columns of one name. */
const distinguish = (left: ReadonlyArray<Column>, right: ReadonlyArray<Column>): void => {
  for (const a of left)
    for (const b of right) {
      if (a.given !== b.given) continue;
      for (const [c, n] of [
        [a, 1],
        [b, 2],
      ] as const) {
        c.property = `${c.property}_${n}`;
        c.given = c.property;
        named(c);
      }
    }
};
