/** An entity → a table of the schema, as the framework's schema generator would make it. */
import { type ColumnFacet, type Desired, positionsOf, type TableFacet } from '../../../ir/desired.js';
import { type DialectId, E, type Expr } from '../../../ir/expression.js';
import { keyOf, type QName, qname } from '../../../ir/name.js';
import { lookup, record } from '../../../ir/record.js';
import {
  type Check,
  type Column,
  check,
  type Deferrable,
  type EnumType,
  type ForeignKey,
  foreignKey,
  type Index,
  type IndexPart,
  index,
  indexPart,
  noOptions,
  type ReferentialAction,
  type Table,
  type Unique,
  unique,
} from '../../../ir/schema.js';
import { suggested } from '../../../ir/unnamed.js';
import { report, reportExpected } from '../typescript/options.js';
import type { Value } from '../typescript/value.js';
import { columnsOf } from './column.js';
import { type IndexSaid, type Meta, type Prop, primaryOf, rootOf } from './meta.js';
import { indexName } from './naming.js';
import { mappedOf } from './platform.js';
import { sqlText } from './prop.js';
import { columnTypesOf, fieldsOf, hasColumn, isNullable, keyFields, targetOf, type World } from './world.js';

export const tableName = (w: World, m: Meta): QName =>
  qname(m.tableName, w.platform.space === 'schema' ? schemaOf(m) : null);

const schemaOf = (m: Meta): string | null => (m.schema === '*' ? null : m.schema);

export const emit = (w: World, m: Meta, dialect: DialectId): Desired => {
  const props = [...m.properties.values()].filter(hasColumn);
  const made = props.flatMap((p) => columnsOf(w, m, p, dialect).map((c) => ({ ...c, prop: p })));
  // Two properties of one column: the later one says what it is, the first whether it may be null.
  const byName = new Map<string, (typeof made)[number]>();
  for (const c of made) {
    const first = byName.get(c.column.name);
    byName.set(
      c.column.name,
      first === undefined ? c : { ...c, column: { ...c.column, nullable: first.column.nullable } },
    );
  }
  const columns = [...byName.values()];
  const name = tableName(w, m);
  const keys = primaryOf(m).flatMap((p) => fieldsOf(w, m, p));
  const named = (
    said: boolean | string | null,
    fields: ReadonlyArray<string>,
    type: 'index' | 'unique' | 'foreign',
  ): string =>
    typeof said === 'string' ? said : suggested(indexName(m.tableName, fields, type, w.platform.longestName));
  const single = (m2: Meta, p: Prop): boolean =>
    m2.indexes.some((i) => i.properties.length === 1 && i.properties[0] === p.name);
  const uniques: ReadonlyArray<Unique> = distinct([
    ...props.flatMap((p) => {
      if (p.unique === false || (p.primary && primaryOf(m).length === 1)) return [];
      const fields = fieldsOf(w, m, p);
      return [unique(fields, { name: named(p.unique, fields, 'unique'), deferrable: deferrable(w, p.deferMode) })];
    }),
    ...m.uniques.flatMap((u) => {
      const fields = fieldsFor(w, m, u);
      return fields.length === 0 || isDocument(fields)
        ? []
        : [unique(fields, { name: named(u.name, fields, 'unique'), deferrable: deferrable(w, u.deferMode) })];
    }),
  ]);
  const indexes: ReadonlyArray<Index> = distinct([
    ...props.flatMap((p) => {
      const wants = p.index ?? (w.platform.indexesKeys && p.kind === 'm:1' && !single(m, p));
      if (wants === false) return [];
      const fields = fieldsOf(w, m, p);
      return [
        index(
          fields.map((f) => indexPart(f)),
          { name: named(wants, fields, 'index') },
        ),
      ];
    }),
    ...m.indexes.flatMap((i) => madeIndex(w, m, i, dialect)),
    // A value inside a document can have a unique index, and no constraint.
    ...m.uniques.flatMap((u) => (isDocument(fieldsFor(w, m, u)) ? madeIndex(w, m, u, dialect, true) : [])),
  ]);
  const table: Table = {
    name,
    columns: columns.map((c) => c.column),
    primaryKey:
      keys.length === 0 ? null : { name: null, columns: keys.map((k) => ({ name: k, prefix: null, order: 'asc' })) },
    uniques,
    foreignKeys: props.flatMap((p) => keyFor(w, m, p)),
    checks: [
      ...m.checks.flatMap((c) => checkFor(w, m, c, dialect)),
      ...columns.flatMap((c) => amongFor(w, m, c.column, c.among)),
    ],
    indexes,
    options: { ...noOptions, comment: m.comment },
  };
  const key = keyOf(name);
  const facets: ReadonlyArray<readonly [TableFacet, boolean]> = [
    ['columns', true],
    ['primaryKey', table.primaryKey !== null],
    ['uniques', uniques.length > 0],
    ['foreignKeys', table.foreignKeys.length > 0],
    ['checks', table.checks.length > 0],
    ['indexes', indexes.length > 0],
    ['comment', m.comment !== null],
  ];
  const enums = columns.flatMap(
    (c): ReadonlyArray<EnumType> => (c.enum === null ? [] : [{ ...c.enum, comment: null }]),
  );
  return {
    schema: { tables: [table], enums, opaque: [] },
    owns: {
      tables: 'listed',
      byTable: record([
        [
          key,
          {
            facets: facets.flatMap(([facet, is]) => (is ? [facet] : [])),
            unstated: new Map<string, ReadonlyArray<ColumnFacet>>(columns.map((c) => [c.column.name, c.unstated])),
            notUnique: [],
          },
        ],
      ]),
    },
    renames: [],
    data: [],
    positions: positionsOf([[key, m.at], ...columns.map((c) => [`${key}.${c.column.name}`, c.prop.at] as const)]),
  };
};

const distinct = <A>(list: ReadonlyArray<A>): ReadonlyArray<A> => {
  const seen = new Set<string>();
  return list.filter((x) => {
    const text = JSON.stringify(x);
    return seen.has(text) ? false : seen.add(text) !== undefined;
  });
};

const deferrable = (w: World, mode: string | null): Deferrable =>
  !w.platform.deferrable || mode === null ? 'no' : mode === 'deferred' ? 'deferred' : 'immediate';

/** Properties, by name or by their path through embedded ones → columns. */
const fieldsFor = (w: World, m: Meta, i: IndexSaid): ReadonlyArray<string> =>
  i.properties.flatMap((name) => {
    const prop = m.properties.get(name) ?? [...m.properties.values()].find((p) => p.path === name || p.name === name);
    if (prop !== undefined && hasColumn(prop)) return fieldsOf(w, m, prop);
    const [root = '', ...inside] = name.split('.');
    const document = m.properties.get(root);
    // The framework's way of naming a value inside a document.
    if (
      document !== undefined &&
      inside.length > 0 &&
      hasColumn(document) &&
      mappedOf(columnTypesOf(w, m, document)[0] ?? '') === 'json'
    )
      return [[fieldsOf(w, m, document)[0] ?? root, ...inside].join('.')];
    const why = document === undefined ? `there is no property ${name}` : `${name} is no column`;
    report(w.r, document === undefined ? 'entity.invalid' : 'entity.unsupported', i.at, {
      what: 'an index',
      entity: m.name,
      why,
    });
    return [];
  });

const isDocument = (fields: ReadonlyArray<string>): boolean => fields.some((f) => f.includes('.'));

/** A column, or a value inside a JSON column. */
const partFor = (w: World, m: Meta, i: IndexSaid, field: string, dialect: DialectId): IndexPart => {
  const [column = '', ...path] = field.split('.');
  if (path.length === 0) return indexPart(field);
  const made = w.platform.jsonIndex;
  if (made !== null) return indexPart({ kind: 'Native', text: { [dialect]: made(column, path) } });
  const why = `an index on a value inside a JSON column is not planned for ${w.platform.name}`;
  report(
    w.r,
    'entity.unsupported',
    i.at,
    { what: 'an index', entity: m.name, why },
    'Index a generated column instead.',
  );
  return indexPart(column);
};

const madeIndex = (w: World, m: Meta, i: IndexSaid, dialect: DialectId, isUnique = false): ReadonlyArray<Index> => {
  const fields = fieldsFor(w, m, i);
  if (fields.length === 0) return [];
  const fulltext = i.type === 'fulltext';
  if (fulltext && w.platform.fulltext === null) {
    report(
      w.r,
      'entity.unsupported',
      i.at,
      { what: 'a fulltext index', entity: m.name, why: `on ${w.platform.name} it is an expression` },
      'Keep it in a migration of your own.',
    );
    return [];
  }
  return [
    index(
      fields.map((f) => partFor(w, m, i, f, dialect)),
      {
        name:
          i.name ?? suggested(indexName(m.tableName, fields, isUnique ? 'unique' : 'index', w.platform.longestName)),
        unique: isUnique,
        method: (fulltext ? w.platform.fulltext : i.type) ?? 'btree',
      },
    ),
  ];
};

const rules: Readonly<Record<string, ReferentialAction>> = {
  'no action': 'no action',
  restrict: 'restrict',
  cascade: 'cascade',
  'set null': 'set null',
  'set default': 'set default',
};

const keyFor = (w: World, m: Meta, p: Prop): ReadonlyArray<ForeignKey> => {
  if ((p.kind !== 'm:1' && p.kind !== '1:1') || !p.constrained) return [];
  const found = targetOf(w, m, p);
  if (found === null) return [];
  const to = rootOf(found);
  const all = p.cascade.includes('all');
  const orphans = all || p.cascade.includes('remove');
  const only = p.primary && primaryOf(m).length === 1;
  const onDelete = p.deleteRule ?? (only || orphans ? 'cascade' : isNullable(p) ? 'set null' : 'no action');
  const onUpdate = p.updateRule ?? (all || p.cascade.includes('persist') ? 'cascade' : 'no action');
  const rule = (said: string): ReferentialAction =>
    lookup(rules, said.toLowerCase()) ??
    report(w.r, 'spec.expected', p.at, {
      key: 'deleteRule or updateRule',
      expected: Object.keys(rules).join(', '),
      found: said,
      in: m.name,
    }) ??
    'no action';
  const columns = fieldsOf(w, m, p);
  return [
    foreignKey(
      columns,
      { table: tableName(w, to), columns: p.referencedColumnNames ?? keyFields(w, to) },
      {
        name: suggested(indexName(m.tableName, columns, 'foreign', w.platform.longestName)),
        onDelete: rule(onDelete),
        onUpdate: rule(onUpdate),
        deferrable: deferrable(w, p.deferMode),
      },
    ),
  ];
};

/** `columns => \`${columns.price} > 0\`` is given the names of the columns. */
export const expressionText = (w: World, m: Meta, said: Value, what: string): string | null => {
  const at = said.at;
  const entries = [...m.properties].map(([name, p]) => {
    const value: Value = { kind: 'Literal', value: fieldsOf(w, m, p)[0] ?? '', at };
    return [name, { value, at }] as const;
  });
  const columns: Value = { kind: 'Map', entries: new Map(entries), open: null, at };
  const made = said.kind === 'Function' ? said.apply([columns]) : said;
  return sqlText(made) ?? reportExpected(w.r, { what, entity: m.name }, made, 'the text of an SQL expression');
};

const checkFor = (w: World, m: Meta, c: Meta['checks'][number], dialect: DialectId): ReadonlyArray<Check> => {
  const text = expressionText(w, m, c.expression, 'a check');
  const prop = c.property === null ? undefined : m.properties.get(c.property);
  const fields = prop === undefined ? [] : fieldsOf(w, m, prop);
  const made = suggested(indexName(m.tableName, fields, 'check', w.platform.longestName));
  return text === null ? [] : [check({ kind: 'Native', text: { [dialect]: text } }, { name: c.name ?? made })];
};

const amongFor = (w: World, m: Meta, c: Column, among: ReadonlyArray<string> | null): ReadonlyArray<Check> => {
  if (among === null) return [];
  const expr: Expr = { kind: 'In', arg: E.column(c.name), list: among.map((v) => E.string(v)), negated: false };
  return [check(expr, { name: suggested(indexName(m.tableName, [c.name], 'check', w.platform.longestName)) })];
};
