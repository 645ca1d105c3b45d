/** Properties of base classes, and tables that several classes share. https://mikro-orm.io/docs/inheritance-mapping */
import { type IndexSaid, type Meta, type Prop, rootOf } from './meta.js';
import { underscore } from './naming.js';

const ownTable = (m: Meta): string => m.given ?? underscore(m.name);

/** Children first give their properties to the root of their table; then all take those of their bases. */
export const inherit = (all: ReadonlyArray<Meta>): void => {
  const entities = all.filter((m) => m.isEntity);
  for (const m of entities) share(m, entities);
  const done = new Set<Meta>();
  for (const m of all) take(m, done);
  for (const m of all) m.tableName = ownTable(rootOf(m));
};

const share = (m: Meta, entities: ReadonlyArray<Meta>): void => {
  const root = rootOf(m);
  const column = root.discriminatorColumn;
  if (column === null) return;
  if (root === m) {
    discriminate(m, column, entities);
    return;
  }
  for (const [name, prop] of m.properties) {
    const there = root.properties.get(name);
    const inverse = prop.kind === '1:m' || (prop.kind === 'm:n' && !prop.owner);
    if (there !== undefined && inverse) continue;
    const differs =
      there !== undefined &&
      (there.type !== prop.type ||
        (there.fieldNames !== null && prop.fieldNames !== null && there.fieldNames.join() !== prop.fieldNames.join()));
    const items =
      there?.items != null && prop.items !== null ? [...new Set([...there.items, ...prop.items])] : prop.items;
    const key = differs ? `${name}_${m.name}` : name;
    root.properties.set(key, { ...prop, items, nullable: true });
  }
  root.indexes.push(...m.indexes);
  root.uniques.push(...m.uniques);
  root.checks.push(...m.checks);
};

const discriminate = (root: Meta, column: string, entities: ReadonlyArray<Meta>): void => {
  const labels =
    root.discriminatorMap ??
    entities.filter((m) => rootOf(m) === root && !m.abstract).map((m) => m.discriminatorValue ?? underscore(m.name));
  const there = root.properties.get(column);
  const prop: Prop = there ?? { ...bare(column, root.at), type: 'string', enum: true };
  prop.items ??= labels;
  prop.index ??= true;
  root.properties.set(column, prop);
};

/** A scalar property of which nothing more is said. */
export const bare = (name: string, at: Prop['at']): Prop => ({
  name,
  path: name,
  kind: 'scalar',
  type: null,
  target: null,
  fieldNames: null,
  joinColumns: null,
  inverseJoinColumns: null,
  referencedColumnNames: null,
  columnTypes: null,
  length: null,
  precision: null,
  scale: null,
  unsigned: null,
  nullable: null,
  primary: false,
  autoincrement: null,
  unique: false,
  index: null,
  default: null,
  defaultRaw: null,
  enum: false,
  array: false,
  items: null,
  nativeEnumName: null,
  comment: null,
  extra: null,
  version: false,
  generated: null,
  check: null,
  persist: true,
  object: false,
  prefix: true,
  prefixMode: null,
  owner: false,
  mappedBy: null,
  pivotTable: null,
  pivotEntity: null,
  fixedOrder: false,
  fixedOrderColumn: null,
  deleteRule: null,
  updateRule: null,
  deferMode: null,
  cascade: ['persist'],
  constrained: true,
  at,
});

const take = (m: Meta, done: Set<Meta>): void => {
  if (done.has(m)) return;
  done.add(m);
  const { parent } = m;
  if (parent === null) return;
  take(parent, done);
  // What a class shares with the root of its table is there already.
  if (rootOf(m) !== m) return;
  const merged = new Map<string, Prop>();
  for (const [name, prop] of parent.properties) merged.set(name, { ...prop });
  for (const [name, prop] of m.properties) merged.set(name, prop);
  m.properties = merged;
  m.indexes = unique(parent.indexes, m.indexes);
  m.uniques = unique(parent.uniques, m.uniques);
  m.checks = [...new Set([...parent.checks, ...m.checks])];
};

const unique = (a: ReadonlyArray<IndexSaid>, b: ReadonlyArray<IndexSaid>): IndexSaid[] => [...new Set([...a, ...b])];
