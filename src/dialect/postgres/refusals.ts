/**
 * https://www.postgresql.org/docs/18/limits.html, ddl-generated-columns.html, ddl-identity-columns.html,
 * indexes-unique.html, catalog-pg-enum.html (a label is a name of 63 bytes)
 */
import type { Index, Table } from '../../ir/schema.js';
import {
  keysOf,
  misreadIn,
  type Refusal,
  type Refuses,
  refusal,
  tooMany,
  twiceIn,
  unsteady,
  unsteadyComputed,
  unsteadyIndexes,
} from '../refusal.js';

const mostColumns = 1600;
const mostParts = 32;
const mostBytes = 63;

const bytes = new TextEncoder();

/** All of whose forms pg_proc calls stable or volatile (PostgreSQL 18); of others nobody can tell without the types. */
const unsteadyHere: ReadonlySet<string> = new Set([
  ...unsteady,
  'clock_timestamp',
  'concat',
  'concat_ws',
  'convert',
  'convert_from',
  'convert_to',
  'current_catalog',
  'current_database',
  'current_query',
  'current_role',
  'current_schema',
  'current_schemas',
  'current_setting',
  'currval',
  'enum_first',
  'enum_last',
  'enum_range',
  'format',
  'gen_random_uuid',
  'get_current_ts_config',
  'array_to_json',
  'array_to_string',
  'json_build_array',
  'json_build_object',
  'json_populate_record',
  'jsonb_build_array',
  'jsonb_build_object',
  'jsonb_path_exists_tz',
  'jsonb_path_match_tz',
  'jsonb_populate_record',
  'lastval',
  'nextval',
  'random',
  'random_normal',
  'row_to_json',
  'setval',
  'statement_timestamp',
  'system_user',
  'timeofday',
  'to_char',
  'to_date',
  'to_json',
  'to_jsonb',
  'to_number',
  'transaction_timestamp',
  'txid_current',
  'user',
  'uuidv4',
  'uuidv7',
  'version',
]);

const indexRefusals = (t: Table, i: Index): ReadonlyArray<Refusal> => [
  ...tooMany(t, i.parts.length + i.include.length, mostParts, `columns in the index ${i.name ?? ''}`),
  ...refusal(
    i.unique && i.method !== 'btree',
    t,
    null,
    `the unique index ${i.name ?? ''} by ${i.method}`,
    'only btree makes indexes unique',
  ),
];

/** Version 18 has virtual columns, and no index on them. */
const onVirtual = (t: Table): ReadonlyArray<Refusal> => {
  const keys = [
    ...keysOf(t).flatMap((k) => k.columns),
    ...t.indexes.flatMap((i) => [...i.parts.flatMap((p) => (p.of.kind === 'Column' ? [p.of.name] : [])), ...i.include]),
  ];
  return t.columns.flatMap((c) =>
    refusal(
      c.generated?.stored === false && keys.includes(c.name),
      t,
      c.name,
      `an index or key on the virtual column ${c.name}`,
      'what is not stored is not indexed',
    ),
  );
};

const counters = (t: Table): ReadonlyArray<Refusal> =>
  t.columns.flatMap((c) =>
    refusal(
      c.identity !== null && c.type.kind !== 'Integer' && c.type.kind !== 'Native',
      t,
      c.name,
      `a counter in ${c.name}`,
      'only smallint, integer and bigint count',
    ),
  );

const tableRefusals = (t: Table): ReadonlyArray<Refusal> => [
  ...tooMany(t, t.columns.length, mostColumns, 'columns'),
  ...keysOf(t).flatMap((k) => tooMany(t, k.columns.length, mostParts, `columns in the ${k.name}`)),
  ...t.indexes.flatMap((i) => indexRefusals(t, i)),
  ...twiceIn(t, keysOf(t)),
  ...counters(t),
  ...misreadIn(t, () => false, 'that is computed itself'),
  ...unsteadyComputed(t, () => (name) => unsteadyHere.has(name)),
  ...unsteadyIndexes(t, (name) => unsteadyHere.has(name)),
  ...onVirtual(t),
];

export const refuses: Refuses = (schema, isNew) => [
  ...schema.enums.flatMap(({ name, values }): ReadonlyArray<Refusal> => {
    const twice = values.find((v, at) => values.indexOf(v) !== at);
    const long = values.find((v) => bytes.encode(v).length > mostBytes);
    const what = `the enum ${name.name}`;
    return [
      ...(twice === undefined ? [] : [{ table: null, column: null, what, why: `it has the label ${twice} twice` }]),
      ...(long === undefined
        ? []
        : [{ table: null, column: null, what, why: `the label ${long} has more than ${mostBytes} bytes` }]),
    ];
  }),
  ...schema.tables.filter(isNew).flatMap(tableRefusals),
];
