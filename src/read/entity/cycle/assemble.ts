/** The tables of all entities, in the order in which Cycle's generators work: each may change what the ones before it made. */
import { computeModifiers, renderModifier } from './behaviors.js';
import type { Entity, ForeignKeyRule } from './definition.js';
import { ensureIndex, ensureKey, isPrimary, plainColumns, renderField } from './draft.js';
import { embed } from './embed.js';
import { renderIndexes } from './indexes.js';
import { type Registry, registry } from './registry.js';
import { keyProperties } from './relation-columns.js';
import { computeRelations, renderRelations } from './relations.js';
import type { Context } from './report.js';

export const assemble = (c: Context): Registry => {
  const r = registry(c);
  const relations = computeRelations(c, r);
  const modifiers = r.entities.flatMap((e) => computeModifiers(c, e));
  const embedded = r.entities.map((e) => {
    const t = r.tableOf(e);
    for (const field of e.fields.values()) renderField(t, field);
    const keys = [...e.fields.values()].filter(isPrimary).map((f) => f.column);
    if (keys.length > 0) t.primaryKey = [...new Set(keys)];
    return [e, embed(c, e, t)] as const;
  });
  renderRelations(r, relations);
  for (const m of modifiers) renderModifier(r.tableOf(m.entity), m);
  joinedKeys(c, r);
  for (const e of r.entities) for (const rule of e.foreignKeys) foreignKey(c, r, e, rule);
  for (const [e, inside] of embedded) {
    renderIndexes(c, r.tableOf(e), e, e.of);
    for (const of of relatedOf(c, e)) renderIndexes(c, r.tableOf(e), e, of);
    for (const one of inside) renderIndexes(c, r.tableOf(e), one, one.of);
  }
  return r;
};

const relatedOf = (c: Context, e: Entity) =>
  e.related.flatMap((name) => c.world.find(name) ?? c.world.find(`${e.of.scope.namespace}\\${name}`) ?? []);

/** A table beside its parent's refers to it by its primary key; what it refers to is made unique. */
const joinedKeys = (c: Context, r: Registry): void => {
  for (const { child, parent, outerKey, fkCreate, fkAction, at } of r.joined) {
    if (!fkCreate) continue;
    const above = r.find(parent.of.name, parent.of) ?? parent;
    const names = outerKey === null ? keyProperties(above) : [outerKey];
    const outer = names.map((n) => above.fields.get(n)?.column ?? null);
    if (outer.includes(null)) {
      const data = { kind: 'property', name: outerKey ?? '', in: above.of.name };
      c.report('entity.unknown', at, data);
      continue;
    }
    const to = outer.flatMap((n) => n ?? []);
    const columns = keyProperties(child).map((n) => child.fields.get(n)?.column ?? n);
    ensureIndex(r.tableOf(above), plainColumns(to), at, { unique: true });
    const table = r.tableOf(above).name;
    ensureKey(r.tableOf(child), { columns, table, outer: to, onDelete: fkAction, onUpdate: fkAction, at }, true);
  }
};

const foreignKey = (c: Context, r: Registry, e: Entity, rule: ForeignKeyRule): void => {
  const target = r.find(rule.target, rule.within);
  if (target === null) {
    const data = { name: rule.target, what: 'a foreign key', entity: e.of.name };
    c.report('entity.unresolved', rule.at, data, 'Name the folder with all entities, or add the file.');
    return;
  }
  const columnsIn = (of: Entity, names: ReadonlyArray<string>): ReadonlyArray<string> =>
    names.map((name) => {
      const column = of.fields.get(name)?.column ?? [...of.fields.values()].find((f) => f.column === name)?.column;
      if (column === undefined) c.report('entity.unknown', rule.at, { kind: 'property', name, in: of.of.name });
      return column ?? name;
    });
  const columns = columnsIn(e, rule.inner);
  const outer = columnsIn(target, rule.outer.length === 0 ? keyProperties(target) : rule.outer);
  const to = r.tableOf(target);
  const inKey = outer.every((o) => to.primaryKey.includes(o));
  if (!inKey) ensureUniqueTarget(to, outer, rule);
  const actions = { onDelete: rule.action, onUpdate: rule.action };
  ensureKey(r.tableOf(e), { columns, table: to.name, outer, ...actions, at: rule.at }, rule.indexCreate);
};

const ensureUniqueTarget = (
  to: ReturnType<Registry['tableOf']>,
  outer: ReadonlyArray<string>,
  rule: ForeignKeyRule,
): void => {
  const there = [...to.indexes.values()].some((i) => i.columns.map((p) => p.name).join() === outer.join());
  if (!there) ensureIndex(to, plainColumns(outer), rule.at, { unique: true });
};
