/** A whole schema out of a seed. */
import { qname } from '../../../src/ir/name.js';
import {
  type Column,
  column,
  type EnumType,
  emptySchema,
  noOptions,
  type PrimaryKey,
  type Schema,
  type Table,
  table,
} from '../../../src/ir/schema.js';
import { T } from '../../../src/ir/type.js';
import {
  keyColumns,
  type Maker,
  newCheck,
  newColumn,
  newComment,
  newGenerated,
  newIndex,
  newLabels,
  newReference,
  newUnique,
} from './parts.js';
import { isFree } from './state.js';

const key = (columns: ReadonlyArray<Column>, name: string | null = null): PrimaryKey => ({
  name,
  columns: columns.map((c) => ({ name: c.name, prefix: null, order: 'asc' })),
});

/** Numbered by itself, by hand, natural, of two columns, or none. */
const newPrimaryKey = (
  m: Maker,
): { readonly columns: ReadonlyArray<Column>; readonly primaryKey: PrimaryKey | null } => {
  const { rng, legal } = m;
  const style = rng.int(10);
  if (style < 4) {
    const id = column(m.name(rng), rng.pick(legal.identityTypes), { identity: rng.pick(legal.identities) });
    return { columns: [id], primaryKey: key([id]) };
  }
  const keys = legal.types.filter((t) => t.key && t.type.kind !== 'Date');
  if (style < 7) {
    const id = column(m.name(rng), rng.pick([T.integer(32), T.integer(64), T.uuid]));
    return { columns: [id], primaryKey: key([id]) };
  }
  if (style < 9) {
    const both = [column(m.name(rng), rng.pick(keys).type), column(m.name(rng), rng.pick(keys).type)];
    return { columns: both, primaryKey: key(both) };
  }
  return { columns: [], primaryKey: null };
};

/** A table with columns, keys, checks and indexes; foreign keys come when every table is there. */
export const newTable = (m: Maker, schema: Schema): Table => {
  const { rng, legal } = m;
  const first = newPrimaryKey(m);
  // A table whose columns are all invisible is none.
  const others = Array.from({ length: 1 + rng.int(5) }, () => newColumn(m, schema)).map((c, i) =>
    i === 0 ? { ...c, invisible: false } : c,
  );
  const withoutRowid =
    legal.strict && rng.once(8) && first.primaryKey !== null && first.columns.every((c) => c.identity === null);
  let t = table(qname(m.name(rng)), [...first.columns, ...others], {
    primaryKey: first.primaryKey,
    options: { ...noOptions, comment: newComment(m), withoutRowid },
  });
  const generated = rng.once(4) ? newGenerated(m, schema, t) : null;
  if (generated !== null) t = { ...t, columns: [...t.columns, generated] };
  // What a constraint holds on to stays out of the others, so that no engine minds their meeting.
  const free = () => keyColumns(m, t).filter((c) => c.identity === null && isFree(schema, t, c));
  if (rng.once(3)) {
    const u = newUnique(m, t, free());
    if (u !== null) t = { ...t, uniques: [u] };
  }
  if (rng.once(3)) {
    const c = newCheck(m, free());
    if (c !== null) t = { ...t, checks: [c] };
  }
  if (rng.once(2)) {
    const i = newIndex(m, t, free());
    if (i !== null) t = { ...t, indexes: [i] };
  }
  return t;
};

export const addReference = (m: Maker, t: Table, parent: Table): Table => {
  const made = newReference(m, parent, parent === t ? t.name : null);
  return made === null
    ? t
    : { ...t, columns: [...t.columns, ...made.columns], foreignKeys: [...t.foreignKeys, made.key] };
};

export const newEnum = (m: Maker): EnumType => ({ name: qname(m.name(m.rng)), values: newLabels(m), comment: null });

export const makeSchema = (m: Maker, tables: number): Schema => {
  const { rng, legal } = m;
  const enums = legal.enums === 'type' && rng.once(2) ? [newEnum(m)] : [];
  let schema: Schema = { ...emptySchema, enums };
  for (let i = 0; i < tables; i++) schema = { ...schema, tables: [...schema.tables, newTable(m, schema)] };
  // Every table may point to every table, itself and later ones too: cycles come by themselves.
  for (let i = 0; i < tables; i++) {
    if (!rng.once(2)) continue;
    const parent = rng.pick(schema.tables);
    schema = { ...schema, tables: schema.tables.map((t, at) => (at === i ? addReference(m, t, parent) : t)) };
  }
  return schema;
};
