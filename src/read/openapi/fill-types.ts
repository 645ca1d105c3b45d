/** Gives the fields of an entity the types that they leave out, from the properties of the schema beside it. */
import { suggest } from '../../ir/suggest.js';
import type { Entry, MapNode, Node } from '../spec/node.js';
import { isNull } from '../spec/node.js';
import type { Source } from '../spec/report.js';
import { entryOf, resolve } from './pointer.js';
import { typeOf } from './type-of.js';

export const withTypes = (src: Source, root: MapNode, schema: MapNode, entity: Node): Node => {
  const fields = entryOf(entity, 'fields');
  if (entity.kind !== 'Map' || fields?.value.kind !== 'Map') return entity;
  const properties = propertiesOf(root, schema);
  const entries = fields.value.entries.map((field) => withType(src, root, properties, field));
  const value: MapNode = { ...fields.value, entries };
  return { ...entity, entries: entity.entries.map((e) => (e === fields ? { ...fields, value } : e)) };
};

type Properties = ReadonlyMap<string, ReadonlyArray<Entry>>;

/** Its own, and those of the schemas that it is composed of; one that is reached on two ways says nothing twice. */
const propertiesOf = (root: MapNode, schema: MapNode): Properties => {
  const found = new Map<string, Entry[]>();
  const seen = new Set<Node>();
  const waiting: Node[] = [schema];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (node.kind !== 'Map' || seen.has(node)) continue;
    seen.add(node);
    const own = entryOf(node, 'properties')?.value;
    for (const property of own?.kind === 'Map' ? own.entries : []) {
      const same = found.get(property.key);
      if (same === undefined) found.set(property.key, [property]);
      else same.push(property);
    }
    const ref = entryOf(node, '$ref')?.value;
    const target = ref?.kind === 'Scalar' ? resolve(root, ref.text) : null;
    const parts = entryOf(node, 'allOf')?.value;
    waiting.push(...(target === null ? [] : [target]), ...(parts?.kind === 'Seq' ? parts.items : []));
  }
  return found;
};

/** Comparing with more takes longer than a reader looks for a slip of the pen. */
const mostCompared = 200;

/** They say what the column holds. */
const says = ['type', 'native', 'of'];

const withType = (src: Source, root: MapNode, properties: Properties, field: Entry): Entry => {
  const stated = isNull(field.value) ? { kind: 'Map' as const, offset: field.keyOffset, entries: [] } : field.value;
  if (stated.kind !== 'Map' || stated.entries.some((e) => says.includes(e.key))) return field;
  const open = (why: string, hint: string): Entry => {
    src.report('spec.missing-key', field.keyOffset, { key: 'type', in: `field ${field.key}`, why }, hint);
    return field;
  };
  const [property, another] = properties.get(field.key) ?? [];
  if (property === undefined) {
    const near = properties.size > mostCompared ? null : suggest(field.key, properties.keys());
    const hint =
      near === null ? 'Write its type: string, int, datetime, …' : `Write its type; ${near} is another property.`;
    return open('the schema has no property of this name', hint);
  }
  if (another !== undefined) return open('the schema says this property in several places', 'Write its type.');
  const type = typeOf(root, property.value, (key) => stated.entries.some((e) => e.key === key));
  if ('why' in type) return open(type.why, type.hint);
  const added = ([key, value]: readonly [string, Node]): Entry => ({ key, keyOffset: field.keyOffset, value });
  const nullable: Node = { kind: 'Scalar', offset: property.value.offset, plain: true, text: 'true' };
  const adds: ReadonlyArray<readonly [string, Node]> = [
    ...type.says,
    ...(type.nullable && !stated.entries.some((e) => e.key === 'nullable') ? [['nullable', nullable] as const] : []),
  ];
  return { ...field, value: { ...stated, entries: [...stated.entries, ...adds.map(added)] } };
};
