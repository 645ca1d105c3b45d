/** What the IR keeps as it is: views, triggers, policies and the like, with what they need and how to make them again. */
import type { QName } from '../../../ir/name.js';
import type { Opaque } from '../../../ir/schema.js';
import { quote, quoteName } from '../quote.js';
import { sequenceOptions } from './columns.js';
import type { Context, Relation } from './context.js';
import { type Dependences, dependences } from './dependences.js';
import { flag, json, numbers, type Row, record, text, textOrNull, texts } from './rows.js';
import { viewOpaque } from './views.js';

const isPartition = (r: Relation): boolean => flag(r.row, 'partition');

const trigger = (row: Row, on: Relation, _c: Context, needs: Dependences): Opaque => {
  const detail = record(json(row, 'detail'));
  const columns = numbers(detail, 'columns');
  const enabled = { D: 'DISABLE', R: 'ENABLE REPLICA', A: 'ENABLE ALWAYS' }[text(detail, 'enabled')];
  const named = needs('pg_trigger', text(row, 'oid')).filter((d) => (d.columns ?? []).length > 0);
  return {
    kind: 'trigger',
    name: { namespace: on.name.namespace, name: text(row, 'name') },
    on: on.name,
    // UPDATE OF and WHEN name columns, which the server then guards; what the function reads nobody knows.
    dependsOn: columns.length > 0 || named.length > 0 ? named : [{ table: on.name, columns: null }],
    definition: [
      text(row, 'definition'),
      ...(enabled === undefined
        ? []
        : [`ALTER TABLE ${quoteName(on.name)} ${enabled} TRIGGER ${quote(text(row, 'name'))}`]),
    ],
  };
};

const commands: Readonly<Record<string, string>> = { r: 'SELECT', a: 'INSERT', w: 'UPDATE', d: 'DELETE' };

const policy = (row: Row, on: Relation, needs: Dependences): Opaque => {
  const detail = record(json(row, 'detail'));
  const roles = Array.isArray(detail['roles']) ? detail['roles'] : [];
  const names = roles.map((r) => (typeof r === 'string' ? quote(r) : 'PUBLIC')).join(', ');
  const [using, withCheck] = [textOrNull(detail, 'using'), textOrNull(detail, 'check')];
  const found = needs('pg_policy', text(row, 'oid'));
  return {
    kind: 'policy',
    name: { namespace: on.name.namespace, name: text(row, 'name') },
    on: on.name,
    dependsOn: found.length === 0 ? [{ table: on.name, columns: [] }] : found,
    definition: [
      `CREATE POLICY ${quote(text(row, 'name'))} ON ${quoteName(on.name)}${
        flag(detail, 'permissive') ? '' : ' AS RESTRICTIVE'
      } FOR ${commands[text(detail, 'command')] ?? 'ALL'}${names === '' ? '' : ` TO ${names}`}${
        using === null ? '' : ` USING (${using})`
      }${withCheck === null ? '' : ` WITH CHECK (${withCheck})`}`,
    ],
  };
};

/** Row level security that is switched on, with or without policies. */
const secured = (r: Relation): ReadonlyArray<Opaque> => {
  const forced = flag(r.row, 'forced');
  if (!flag(r.row, 'secured') && !forced) return [];
  const alter = `ALTER TABLE ${quoteName(r.name)}`;
  return [
    {
      kind: 'policy',
      name: { namespace: r.name.namespace, name: `row level security of ${r.name.name}` },
      on: r.name,
      dependsOn: [{ table: r.name, columns: [] }],
      definition: [
        ...(flag(r.row, 'secured') ? [`${alter} ENABLE ROW LEVEL SECURITY`] : []),
        ...(forced ? [`${alter} FORCE ROW LEVEL SECURITY`] : []),
      ],
    },
  ];
};

const domain = (row: Row, name: QName): Opaque => {
  const detail = record(json(row, 'detail'));
  const value = textOrNull(detail, 'default');
  return {
    kind: 'domain',
    name,
    on: null,
    dependsOn: [],
    definition: [
      [
        `CREATE DOMAIN ${quoteName(name)} AS ${text(row, 'definition')}`,
        ...(value === null ? [] : [`DEFAULT ${value}`]),
        ...(flag(detail, 'notNull') ? ['NOT NULL'] : []),
        ...texts(detail['constraints']).map((c) => `CONSTRAINT ${c}`),
      ].join(' '),
    ],
  };
};

const composite = (r: Relation, c: Context): Opaque => ({
  kind: 'type',
  name: r.name,
  on: null,
  dependsOn: [],
  definition: [
    `CREATE TYPE ${quoteName(r.name)} AS (${c
      .columnsOf(r.oid)
      .map((a) => `${quote(text(a, 'name'))} ${text(a, 'type')}`)
      .join(', ')})`,
  ],
});

const plain = (kind: Opaque['kind'], name: QName, on: Relation | null, more: Partial<Opaque> = {}): Opaque => ({
  kind,
  name,
  on: on?.name ?? null,
  dependsOn: on === null ? [] : [{ table: on.name, columns: null }],
  definition: [],
  ...more,
});

/** An expression may read any column; its number is 0. https://www.postgresql.org/docs/18/catalog-pg-partitioned-table.html */
const partitioning = (row: Row, on: Relation, c: Context): Opaque => {
  const by = numbers(record(json(row, 'detail')), 'columns');
  const columns = by.includes('0') ? null : c.columnNames(on.oid, by);
  return plain('partitioning', on.name, on, { dependsOn: [{ table: on.name, columns }] });
};

/** One row of `objects`; nothing for a row that only tells something about another. */
const fromObject = (row: Row, c: Context, needs: Dependences, owned: ReadonlySet<string>): ReadonlyArray<Opaque> => {
  const name = c.qname(text(row, 'namespace'), text(row, 'name'));
  const on = c.relations.get(text(row, 'relation')) ?? null;
  const definition = textOrNull(row, 'definition');
  const given = definition === null ? [] : [definition.trim().replace(/;$/, '')];
  const own = (n: string): QName => ({ namespace: on?.name.namespace ?? null, name: n });
  switch (text(row, 'kind')) {
    case 'trigger':
      return on === null || isPartition(on) ? [] : [trigger(row, on, c, needs)];
    case 'policy':
      return on === null ? [] : [policy(row, on, needs)];
    case 'rule':
      return on === null
        ? []
        : [
            plain('rule', own(text(row, 'name')), on, {
              dependsOn: needs('pg_rewrite', text(row, 'oid')),
              definition: given,
            }),
          ];
    case 'function':
      return c.isExtension('pg_proc', text(row, 'oid'))
        ? []
        : [
            plain('function', { ...name, name: `${name.name}(${text(row, 'detail')})` }, null, {
              dependsOn: needs('pg_proc', text(row, 'oid')),
              definition: given,
            }),
          ];
    case 'statistics':
      return on === null
        ? []
        : [
            plain('statistics', name, on, {
              dependsOn: needs('pg_statistic_ext', text(row, 'oid')),
              definition: given,
            }),
          ];
    case 'index':
      return on === null ? [] : [plain('index', name, on, { definition: given })];
    case 'domain':
      return c.isExtension('pg_type', text(row, 'oid')) ? [] : [domain(row, name)];
    case 'range':
      return c.isExtension('pg_type', text(row, 'oid')) ? [] : [plain('type', name, null)];
    case 'inheritance': {
      const child = c.relations.get(text(row, 'oid'));
      if (child === undefined || on === null || child.kind === 'I' || child.kind === 'i') return [];
      return isPartition(child)
        ? [plain('partitioning', child.name, on)]
        : [
            plain('inheritance', child.name, child, {
              dependsOn: [child, on].map((r) => ({ table: r.name, columns: null })),
            }),
          ];
    }
    case 'partitioning':
      return on === null || isPartition(on) ? [] : [partitioning(row, on, c)];
    case 'sequence':
      return on === null || owned.has(on.oid)
        ? []
        : [
            plain('sequence', on.name, null, {
              definition: [`CREATE SEQUENCE ${quoteName(on.name)} ${sequenceOptions(record(json(row, 'detail')))}`],
            }),
          ];
    default:
      return [];
  }
};

export const opaqueObjects = (c: Context, ownedSequences: ReadonlySet<string>): ReadonlyArray<Opaque> => {
  const needs = dependences(c);
  const objects = c.rows('objects');
  const relations = [...c.relations.values()];
  return [
    ...objects.flatMap((row) => fromObject(row, c, needs, ownedSequences)),
    ...relations.flatMap((r) => (r.kind === 'r' || r.kind === 'p' ? secured(r) : [])),
    ...relations.filter((r) => r.kind === 'c').map((r) => composite(r, c)),
    ...relations.filter((r) => r.kind === 'f').map((r) => plain('foreign table', r.name, null)),
    ...viewOpaque(c, needs, objects),
  ].map((o) => ({ ...o, definition: o.definition.filter((d) => d !== '') }));
};
