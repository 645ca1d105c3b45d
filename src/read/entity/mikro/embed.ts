/** Embedded classes → columns of the entities that hold them. https://mikro-orm.io/docs/embeddables */
import { report } from '../typescript/options.js';
import type { Meta, Prop } from './meta.js';
import { underscore } from './naming.js';
import { targetOf, type World } from './world.js';

export const embed = (w: World, m: Meta): void => {
  for (const p of [...m.properties.values()]) if (p.kind === 'embedded') expand(w, m, p, '', []);
};

const prefixOf = (p: Prop, field: string, around: string): string => {
  if (p.prefix === true) return `${field}_`;
  if (p.prefix === false) return around;
  return p.prefixMode === 'relative' ? around + p.prefix : p.prefix;
};

const expand = (w: World, m: Meta, p: Prop, around: string, within: ReadonlyArray<Meta>): void => {
  const of = targetOf(w, m, p);
  if (of === null) return;
  if (!of.embeddable) {
    report(w.r, 'entity.invalid', p.at, {
      what: 'the embedded property',
      entity: `${m.name}.${p.path}`,
      why: `${of.name} is no @Embeddable`,
    });
    return;
  }
  if (within.includes(of)) {
    const data = { what: 'the embedded class', entity: `${m.name}.${p.path}`, why: 'it holds itself' };
    report(w.r, 'entity.invalid', p.at, data, 'Keep it in a document: { object: true }.');
    return;
  }
  if (p.object) {
    inDocument(m, p, of);
    return;
  }
  const field = p.fieldNames?.[0] ?? underscore(p.name);
  const prefix = prefixOf(p, field, around);
  const renamed = new Map<string, string>();
  for (const child of of.properties.values()) {
    const own = child.fieldNames?.[0];
    const relation = child.kind !== 'scalar' && child.kind !== 'embedded';
    const copy: Prop = {
      ...child,
      name: prefix + child.name,
      path: `${p.path}.${child.name}`,
      fieldNames: own !== undefined ? [prefix + own] : relation ? null : [underscore(prefix + child.name)],
      nullable: p.nullable === true ? true : child.nullable,
      persist: child.persist && p.persist,
    };
    const key = `${field}_${child.name}`;
    m.properties.set(key, copy);
    renamed.set(child.name, copy.path);
    if (copy.kind === 'embedded') expand(w, m, copy, prefix, [...within, of]);
  }
  const named = (i: Meta['indexes'][number]): Meta['indexes'][number] => ({
    ...i,
    properties: i.properties.map((x) => renamed.get(x) ?? x),
  });
  m.indexes.push(...of.indexes.map(named));
  m.uniques.push(...of.uniques.map(named));
};

/** Of an object in a JSON column only the indexes are the table's. */
const inDocument = (m: Meta, p: Prop, of: Meta): void => {
  const named = (i: Meta['indexes'][number]): Meta['indexes'][number] => ({
    ...i,
    properties: i.properties.map((x) => `${p.path}.${of.properties.get(x)?.fieldNames?.[0] ?? underscore(x)}`),
  });
  m.indexes.push(...of.indexes.map(named));
  m.uniques.push(...of.uniques.map(named));
};
