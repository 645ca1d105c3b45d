/** Many-to-many relations → their tables. https://mikro-orm.io/docs/relationships#manytomany */
import { bare } from './inherit.js';
import { type Meta, type Prop, rootOf } from './meta.js';
import { joinKeyColumn, joinTable } from './naming.js';
import { keyFields, targetOf, type World } from './world.js';

export const pivotsOf = (w: World, entities: ReadonlyArray<Meta>): ReadonlyArray<Meta> =>
  entities.flatMap((m) =>
    [...m.properties.values()].flatMap((p) =>
      p.kind === 'm:n' && p.owner && p.persist ? (pivotOf(w, m, p) ?? []) : [],
    ),
  );

const pivotOf = (w: World, m: Meta, p: Prop): Meta | null => {
  const to = targetOf(w, m, p);
  // An entity of its own is read like any other.
  if (to === null || p.pivotEntity !== null) return null;
  const given = p.pivotTable ?? joinTable(m.tableName, p.name);
  const [first = '', second] = given.split('.');
  const referenced = p.referencedColumnNames ?? keyFields(w, m);
  const columns = (name: string, fields: ReadonlyArray<string>): ReadonlyArray<string> =>
    fields.map((f) => joinKeyColumn(name, f));
  let left = p.joinColumns ?? columns(rootOf(m).name, referenced);
  let right = p.inverseJoinColumns ?? columns(rootOf(to).name, keyFields(w, to));
  if (to === m && left.join() === right.join()) {
    left = columns(`${m.name}_1`, referenced);
    right = columns(`${m.name}_2`, referenced);
  }
  const side = (name: string, target: Meta, fields: ReadonlyArray<string>, to: ReadonlyArray<string> | null): Prop => ({
    ...bare(name, p.at),
    kind: 'm:1',
    target: { identity: target.identity },
    fieldNames: fields,
    joinColumns: fields,
    referencedColumnNames: to,
    index: w.platform.indexesKeys,
    primary: !p.fixedOrder,
    nullable: false,
    owner: true,
    cascade: ['all'],
    updateRule: p.updateRule,
    deleteRule: p.deleteRule,
    constrained: p.constrained,
  });
  const properties = new Map<string, Prop>();
  if (p.fixedOrder) {
    const id = p.fixedOrderColumn ?? 'id';
    properties.set(id, { ...bare(id, p.at), type: 'number', primary: true, autoincrement: true });
  }
  properties.set(`${m.name}_owner`, side(`${m.name}_owner`, m, left, p.referencedColumnNames));
  properties.set(`${to.name}_inverse`, side(`${to.name}_inverse`, to, right, null));
  return {
    name: given,
    identity: p,
    class: null,
    at: p.at,
    isEntity: true,
    embeddable: false,
    abstract: false,
    virtual: false,
    parent: null,
    schema: second === undefined ? m.schema : first,
    given: second ?? first,
    comment: null,
    discriminatorColumn: null,
    discriminatorMap: null,
    discriminatorValue: null,
    properties,
    indexes: [],
    uniques: [],
    checks: [],
    tableName: second ?? first,
    askedBy: m.name,
    isPivot: true,
  };
};
