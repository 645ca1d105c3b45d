/** Which entities there are, which table each has, and how a name leads to one. */
import type { Position } from '../../../ir/problem.js';
import { argumentsOf, textArgument, truth } from './arguments.js';
import { classColumns } from './columns.js';
import type { Entity } from './definition.js';
import type { TableDraft } from './draft.js';
import { entityOf, isEntity } from './entities.js';
import { annotation, attributeOf } from './names.js';
import type { PhpClass } from './php/parse.js';
import { parentsOf } from './php/world.js';
import type { Context } from './report.js';

/** How an entity that extends another is stored. */
export interface Joined {
  readonly child: Entity;
  readonly parent: Entity;
  readonly outerKey: string | null;
  readonly fkCreate: boolean;
  readonly fkAction: string;
  readonly at: Position;
}

export interface Registry {
  readonly entities: ReadonlyArray<Entity>;
  readonly joined: ReadonlyArray<Joined>;
  readonly tables: Map<string, TableDraft>;
  readonly tableOf: (e: Entity) => TableDraft;
  /** By role or class; a class that shares its parent's table counts as the parent. */
  readonly find: (name: string, within: PhpClass) => Entity | null;
  /** The entity of a class, whether or not it shares a table. */
  readonly byClass: (name: string) => Entity | null;
}

export const registry = (c: Context): Registry => {
  const all = c.world.all.filter(isEntity).flatMap((of) => entityOf(c, of) ?? []);
  const byClass = new Map(all.map((e) => [e.of.name.toLowerCase(), e]));
  const rolesSeen = new Map<string, Entity>();
  for (const e of all) {
    const other = rolesSeen.get(e.role);
    if (other !== undefined) {
      const why = `${other.of.name} has it already`;
      c.report(
        'entity.invalid',
        e.at,
        { what: `the role ${e.role}`, entity: e.of.name, why },
        'Give one of them role:.',
      );
    }
    rolesSeen.set(e.role, e);
  }
  const above = (e: Entity): ReadonlyArray<Entity> =>
    parentsOf(e.of, c.world).flatMap((p) => byClass.get(p.name.toLowerCase()) ?? []);
  const inherits = (e: Entity): boolean =>
    attributeOf(e.of, annotation.singleTable) !== null || attributeOf(e.of, annotation.joinedTable) !== null;

  const shared = new Map<Entity, Entity>();
  const joined: Joined[] = [];
  for (const child of all) {
    const parents = above(child);
    const [nearest] = parents;
    if (nearest === undefined) continue;
    const joint = attributeOf(child.of, annotation.joinedTable);
    if (attributeOf(child.of, annotation.singleTable) !== null) {
      const root = parents.find((p) => !inherits(p)) ?? parents[parents.length - 1] ?? nearest;
      shared.set(child, root);
      for (const [name, field] of child.fields) if (!root.fields.has(name)) root.fields.set(name, field);
      for (const [name, r] of child.relations) if (!root.relations.has(name)) root.relations.set(name, r);
      for (const [name, r] of child.embedded) if (!root.embedded.has(name)) root.embedded.set(name, r);
      root.foreignKeys.push(...child.foreignKeys);
    } else if (joint !== null) {
      const a = argumentsOf(c, joint, ['outerKey', 'fkCreate', 'fkAction']);
      joined.push({
        child,
        parent: nearest,
        outerKey: textArgument(c, a, 'outerKey'),
        fkCreate: truth(c, a, 'fkCreate', true),
        fkAction: textArgument(c, a, 'fkAction') ?? 'CASCADE',
        at: joint.at,
      });
      keepKeysOnly(child);
    }
  }
  const owner = (e: Entity): Entity => shared.get(e) ?? e;

  const tables = new Map<string, TableDraft>();
  const tableOf = (e: Entity): TableDraft => {
    const { table, database, readonlySchema, at } = owner(e);
    const key = JSON.stringify([database ?? 'default', table]);
    const known = tables.get(key) ?? {
      name: table,
      database,
      readonlySchema,
      columns: new Map(),
      leftAlone: new Set<string>(),
      primaryKey: [],
      indexes: new Map(),
      foreignKeys: new Map(),
      at,
    };
    tables.set(key, known);
    return known;
  };
  for (const e of all) mergeColumns(c, e, above(e));
  return {
    entities: all,
    joined,
    tables,
    tableOf,
    byClass: (name) => byClass.get(name.toLowerCase()) ?? null,
    find: (name, within) => {
      const full = name.replaceAll('/', '\\').replace(/^\\/, '');
      const near = `${within.scope.namespace}\\${full}`;
      const found =
        byClass.get(full.toLowerCase()) ?? byClass.get(near.toLowerCase()) ?? all.find((e) => e.role === name) ?? null;
      return found === null ? null : owner(found);
    },
  };
};

/** An entity in a table of its own beside its parent's has its own columns and the key that joins them. */
const keepKeysOnly = (e: Entity): void => {
  for (const [name, f] of e.fields) {
    if (f.owner === e.of.name) continue;
    const plain = f.type === 'primary' ? 'integer' : f.type === 'bigPrimary' ? 'bigInteger' : null;
    if (plain !== null) e.fields.set(name, { ...f, type: plain, primary: true });
    else if (!f.primary) e.fields.delete(name);
  }
};

/** Columns that the class, the entities above it and its mapper, repository, source and scope state. */
const mergeColumns = (c: Context, e: Entity, above: ReadonlyArray<Entity>): void => {
  const related = e.related.flatMap((name) => {
    const near = `${e.of.scope.namespace}\\${name.replaceAll('/', '\\')}`;
    return c.world.find(name) ?? c.world.find(near) ?? [];
  });
  for (const of of [...above.map((p) => p.of), e.of, ...related])
    for (const [name, field] of classColumns(c, of, e.of)) if (!e.fields.has(name)) e.fields.set(name, field);
};
