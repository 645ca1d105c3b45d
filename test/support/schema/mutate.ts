/**
 * Small changes to a schema, each of which leaves it legal, and each of which rows made by rows.ts survive. A change that
 * finds nothing to work on gives the state back as it was.
 */
import { E } from '../../../src/ir/expression.js';
import { keyOf, type QName, qname, sameName } from '../../../src/ir/name.js';
import type { Column, Table } from '../../../src/ir/schema.js';
import { sameType, T } from '../../../src/ir/type.js';
import { movesFrom } from './legal.js';
import { newEnum, newTable } from './make-schema.js';
import {
  addCheck,
  addForeignKey,
  addIndex,
  addUnique,
  changeForeignKey,
  changePrimaryKey,
  dropCheck,
  dropForeignKey,
  dropIndex,
  dropUnique,
} from './mutate-constraints.js';
import { anyTable, isOld, isOldColumn, type Mutation, onColumn, onTable, plain } from './mutation.js';
import { type Maker, newColumn, newComment, newDefault, newGenerated } from './parts.js';
import { isFree, originOf, renameColumnsEverywhere, type State, usesOf, withOrigin, withTable } from './state.js';

const addTable: Mutation = (m, s) => ({
  ...s,
  schema: { ...s.schema, tables: [...s.schema.tables, newTable(m, s.schema)] },
});

const dropTable: Mutation = (m, s) => {
  const t = anyTable(m, s);
  if (t === undefined || s.schema.tables.length < 2) return s;
  const tables = s.schema.tables
    .filter((o) => o !== t)
    .map((o) => ({ ...o, foreignKeys: o.foreignKeys.filter((k) => !sameName(k.references.table, t.name)) }));
  return { ...s, schema: { ...s.schema, tables } };
};

const renameTable: Mutation = (m, s) => {
  const t = anyTable(m, s);
  if (t === undefined) return s;
  const to = qname(m.name(m.rng));
  const point = (name: QName): QName => (sameName(name, t.name) ? to : name);
  const tables = s.schema.tables.map((o) => ({
    ...o,
    name: point(o.name),
    foreignKeys: o.foreignKeys.map((k) => ({
      ...k,
      references: { ...k.references, table: point(k.references.table) },
    })),
  }));
  const { [keyOf(t.name)]: origin, ...others } = s.origins;
  return {
    schema: { ...s.schema, tables },
    origins: origin === undefined ? others : { ...others, [keyOf(to)]: origin },
  };
};

/** New columns of a table with rows can be NULL or have a default. */
const addColumn = onTable((m, t, s) => {
  const made = newColumn(m, s.schema);
  const fits = !isOld(s, t) || made.nullable || made.default !== null;
  return { ...t, columns: [...t.columns, fits ? made : { ...made, nullable: true }] };
});

const dropColumn: Mutation = (m, s) => {
  const t = anyTable(m, s);
  if (t === undefined || t.columns.length < 3) return s;
  const c = m.rng.maybe(
    t.columns.filter((x) => {
      const uses = usesOf(s.schema, t, x.name);
      // Another column has taken its first name: which of the two that name means, nobody could tell.
      const first = originOf(s, t.name).columns[x.name];
      const taken = first !== undefined && first !== x.name && t.columns.some((o) => o.name === first);
      const isSeen = t.columns.some((o) => o !== x && !o.invisible);
      return !uses.primaryKey && !uses.referenced && !uses.generated && !taken && isSeen;
    }),
  );
  if (c === undefined) return s;
  const without = (x: Table): Table => {
    const lone: Table = { ...x, columns: [c] };
    const keeps = (part: Partial<Table>): boolean =>
      isFree(
        s.schema,
        { ...lone, primaryKey: null, uniques: [], checks: [], indexes: [], foreignKeys: [], ...part },
        { ...c, name: c.name },
      );
    return {
      ...x,
      columns: x.columns.filter((o) => o.name !== c.name),
      uniques: x.uniques.filter((u) => !u.columns.includes(c.name) && !u.include.includes(c.name)),
      foreignKeys: x.foreignKeys.filter((k) => !k.columns.includes(c.name)),
      checks: x.checks.filter((k) => keeps({ checks: [k] })),
      indexes: x.indexes.filter((i) => keeps({ indexes: [i] })),
    };
  };
  const { [c.name]: _, ...columns } = originOf(s, t.name).columns;
  const next = without(t);
  // A unique constraint that goes with the column may be what a foreign key points to.
  const orphaned = s.schema.tables.some((o) =>
    o.foreignKeys.some(
      (k) =>
        sameName(k.references.table, t.name) &&
        t.uniques.some(
          (u) => !next.uniques.includes(u) && u.columns.join('\u0000') === k.references.columns.join('\u0000'),
        ),
    ),
  );
  if (orphaned) return s;
  return withOrigin(
    withTable(s, t.name, () => next),
    t.name,
    { ...originOf(s, t.name), columns },
  );
};

export const renameWith = (s: State, t: Table, f: (name: string) => string): State => {
  const origin = originOf(s, t.name);
  const columns = Object.fromEntries(Object.entries(origin.columns).map(([now, first]) => [f(now), first]));
  return withOrigin({ ...s, schema: renameColumnsEverywhere(s.schema, t.name, f) }, t.name, { ...origin, columns });
};

const renameColumn: Mutation = (m, s) => {
  const t = anyTable(m, s);
  const c = t && m.rng.maybe(t.columns);
  if (t === undefined || c === undefined) return s;
  const to = m.name(m.rng);
  return renameWith(s, t, (name) => (name === c.name ? to : name));
};

/** a becomes b and b becomes a. */
const swapColumns: Mutation = (m, s) => {
  const t = anyTable(m, s);
  const [a, b] =
    t === undefined
      ? []
      : m.rng.some(
          t.columns.filter((c) => isOldColumn(s, t, c)),
          2,
        );
  if (t === undefined || a === undefined || b === undefined || !isOld(s, t)) return s;
  return renameWith(s, t, (name) => (name === a.name ? b.name : name === b.name ? a.name : name));
};

const changeType = onColumn(
  (m, t, s) => plain(m, t, s).filter((c) => movesFrom(c.type, m.legal).length > 0 && isOldColumn(s, t, c)),
  (m, c) => {
    const type = m.rng.pick(movesFrom(c.type, m.legal));
    const sameFamily = type.kind === c.type.kind;
    return {
      ...c,
      type,
      collation: type.kind === 'Varchar' || type.kind === 'Text' ? c.collation : null,
      default: sameFamily && newDefaultFits(m, c, type) ? c.default : null,
      onUpdate: null,
    };
  },
);

const newDefaultFits = (m: Maker, c: Column, type: Column['type']): boolean => {
  if (c.default === null || c.default.kind === 'Expression') return false;
  return m.legal.types.some(
    (x) =>
      sameType(x.type, type) &&
      (x.defaults ?? []).some(
        (d) =>
          d.kind === 'Literal' &&
          JSON.stringify(d.value) === JSON.stringify(c.default?.kind === 'Value' ? c.default.value : null),
      ),
  );
};

const toggleNull = onColumn(
  (_, t, s) =>
    t.columns.filter((c) => {
      const uses = usesOf(s.schema, t, c.name);
      return (
        c.generated === null &&
        c.identity === null &&
        !uses.primaryKey &&
        !uses.foreignKey &&
        !uses.referenced &&
        (isOldColumn(s, t, c) || !c.nullable)
      );
    }),
  (_, c) => ({ ...c, nullable: !c.nullable }),
);

const changeDefault = onColumn(
  // A default in a new column of a foreign key is a value that the parent may not have.
  (_, t) =>
    t.columns.filter(
      (c) =>
        c.generated === null &&
        c.identity === null &&
        c.type.kind !== 'Enum' &&
        !t.foreignKeys.some((f) => f.columns.includes(c.name)),
    ),
  (m, c) => ({ ...c, default: newDefault(m, c.type) }),
);

const changeComment = onColumn(
  (_, t) => t.columns,
  (m, c) => ({ ...c, comment: newComment(m) }),
);

const tableComment = onTable((m, t) => ({ ...t, options: { ...t.options, comment: newComment(m) } }));

const addGenerated = onTable((m, t, s) => {
  const c = newGenerated(m, s.schema, t);
  return c === null ? null : { ...t, columns: [...t.columns, c] };
});

const changeGenerated = onColumn(
  (_, t, s) => t.columns.filter((c) => c.generated !== null && isFree(s.schema, t, c)),
  (m, c) => {
    const old = c.generated;
    if (old === null) return c;
    const expr = E.call('coalesce', old.expr, c.type.kind === 'Integer' ? E.number('1') : E.string('other'));
    return { ...c, generated: m.rng.once(2) ? { expr, stored: old.stored } : null };
  },
);

const enumValues: Mutation = (m, s) => {
  const { rng } = m;
  const type = rng.maybe(s.schema.enums);
  const change = (values: ReadonlyArray<string>): ReadonlyArray<string> => {
    const at = rng.int(values.length + 1);
    const added = m.name(rng);
    if (rng.once(3) && values.length > 2) return values.slice(0, -1);
    return [...values.slice(0, at), added, ...values.slice(at)];
  };
  if (type !== undefined) {
    const values = change(type.values);
    // A default must stay a label.
    const used = (t: Table): Table => ({
      ...t,
      columns: t.columns.map((c) =>
        c.type.kind === 'Enum' &&
        c.type.type !== null &&
        sameName(c.type.type, type.name) &&
        c.default?.kind === 'Value' &&
        c.default.value.kind === 'String' &&
        !values.includes(c.default.value.value)
          ? { ...c, default: null }
          : c,
      ),
    });
    return {
      ...s,
      schema: {
        ...s.schema,
        tables: s.schema.tables.map(used),
        enums: s.schema.enums.map((e) => (e === type ? { ...e, values } : e)),
      },
    };
  }
  return onColumn(
    (_, t) => t.columns.filter((c) => c.type.kind === 'Enum' && c.type.type === null && c.default === null),
    (_, c) => (c.type.kind === 'Enum' ? { ...c, type: T.enum(change(c.type.values)) } : c),
  )(m, s);
};

const addEnum: Mutation = (m, s) =>
  m.legal.enums === 'type' ? { ...s, schema: { ...s.schema, enums: [...s.schema.enums, newEnum(m)] } } : s;

/** int → bigint of a key and of everything that points to it. */
const widenKey: Mutation = (m, s) => {
  const t = m.rng.maybe(
    s.schema.tables.filter(
      (x) =>
        x.primaryKey?.columns.length === 1 &&
        x.columns.some((c) => c.name === x.primaryKey?.columns[0]?.name && sameType(c.type, T.integer(32))),
    ),
  );
  const id = t?.primaryKey?.columns[0]?.name;
  if (t === undefined || id === undefined) return s;
  const pointing = (o: Table): ReadonlyArray<string> =>
    o.foreignKeys
      .filter((k) => sameName(k.references.table, t.name) && k.references.columns[0] === id && k.columns.length === 1)
      .flatMap((k) => k.columns);
  const widen = (o: Table): Table => {
    const names = [...pointing(o), ...(o === t ? [id] : [])];
    return { ...o, columns: o.columns.map((c) => (names.includes(c.name) ? { ...c, type: T.integer(64) } : c)) };
  };
  // One that is pointed to in its turn would have to be followed; another mutation finds that one.
  if (s.schema.tables.some((o) => pointing(o).some((name) => usesOf(s.schema, o, name).referenced))) return s;
  return { ...s, schema: { ...s.schema, tables: s.schema.tables.map(widen) } };
};

export const mutations: Readonly<Record<string, Mutation>> = {
  addTable,
  dropTable,
  renameTable,
  addColumn,
  dropColumn,
  renameColumn,
  swapColumns,
  changeType,
  toggleNull,
  changeDefault,
  changeComment,
  tableComment,
  addUnique,
  dropUnique,
  addIndex,
  dropIndex,
  addCheck,
  dropCheck,
  addForeignKey,
  dropForeignKey,
  changeForeignKey,
  changePrimaryKey,
  addGenerated,
  changeGenerated,
  enumValues,
  addEnum,
  widenKey,
};
