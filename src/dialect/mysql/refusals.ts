/**
 * https://dev.mysql.com/doc/refman/8.4/en/column-count-limit.html, innodb-limits.html, storage-requirements.html,
 * create-table-generated-columns.html, create-table-check-constraints.html, enum.html, set.html,
 * https://mariadb.com/kb/en/innodb-limitations/, https://mariadb.com/kb/en/generated-columns/
 */
import { keyOf } from '../../ir/name.js';
import type { Column, Index, Table } from '../../ir/schema.js';
import type { DataType } from '../../ir/type.js';
import {
  type Calls,
  callOf,
  indexesOf,
  keysOf,
  misreadIn,
  noSteady,
  type Refusal,
  type Refuses,
  refusal,
  tooMany,
  twiceIn,
  unsteady,
  unsteadyComputed,
  unsteadyIndexes,
} from '../refusal.js';
import { endOf } from './index-value.js';
import { bytesPerCharacterOf } from './key-width.js';
import { isLob, wholeLobs } from './legalise-index.js';
import { isInnodb, type Product } from './product.js';
import { roundedColumns } from './rounding.js';

const mostColumns = 1017;
/** In other engines than InnoDB. */
const mostOfOthers = 4096;
const mostKeys = 64;
const mostOfRow = 65_535;

/** The first of these a key must begin with for the column to count. */
const beginnings = (t: Table): ReadonlySet<string | undefined> =>
  new Set([...keysOf(t), ...indexesOf(t)].map((k) => k.columns[0]?.toLowerCase()));

const counters = (t: Table): ReadonlyArray<Refusal> => {
  const counting = t.columns.filter((c) => c.identity !== null);
  const begins = beginnings(t);
  return [
    ...refusal(
      counting.length > 1,
      t,
      counting[1]?.name ?? null,
      `the counters ${counting.map((c) => c.name).join(' and ')}`,
      'a table counts in one column',
    ),
    ...counting.flatMap((c) => [
      ...refusal(!begins.has(c.name.toLowerCase()), t, c.name, `a counter in ${c.name}`, 'no key begins with it'),
      ...refusal(
        !['Integer', 'Float', 'Native'].includes(c.type.kind),
        t,
        c.name,
        `a counter in ${c.name}`,
        'only integers count',
      ),
    ]),
  ];
};

/** Bytes that a row surely takes for it, what is kept elsewhere left out; 0 where nobody knows. */
const bytesOf = (c: Column, each: number): number => {
  const { type } = c;
  switch (type.kind) {
    case 'Varchar': {
      const most = (type.length ?? 0) * each;
      return most + (most > 255 ? 2 : 1);
    }
    case 'Char':
      return type.length * each;
    case 'Binary':
      return type.length + (type.fixed ? 0 : type.length > 255 ? 2 : 1);
    case 'Integer':
    case 'Float':
      return type.bits / 8;
    case 'Text':
    case 'Blob':
      return 9;
    case 'Date':
    case 'Time':
      return 3;
    case 'DateTime':
      return 4;
    case 'Boolean':
    case 'Year':
    case 'Enum':
    case 'Set':
      return 1;
    default:
      return 0;
  }
};

const isVirtual = (c: Column): boolean => c.generated?.stored === false;

const sizes = (t: Table, { server }: Product): ReadonlyArray<Refusal> => {
  const stored = t.columns.map((c) => ({ c, each: bytesPerCharacterOf(c, t, server?.charset ?? null) }));
  const row = stored.reduce((sum, { c, each }) => sum + (isVirtual(c) ? 0 : bytesOf(c, each)), 0);
  const empty = Math.ceil(t.columns.filter((c) => c.nullable && !isVirtual(c)).length / 8);
  const long = stored.flatMap(({ c, each }) => {
    const most = Math.floor(mostOfRow / each);
    return c.type.kind === 'Varchar' && (c.type.length ?? 0) > most
      ? refusal(true, t, c.name, `${c.type.length} characters in ${c.name}`, `there is room for ${most}; text has more`)
      : [];
  });
  return long.length > 0
    ? long
    : refusal(
        row + empty > mostOfRow,
        t,
        null,
        `rows of ${row + empty} bytes`,
        `there is room for ${mostOfRow}; text and blob are kept elsewhere`,
      );
};

/** Labels are told apart as the column's collation does, without the blanks they end in. */
const folding = (collation: string | null): ((label: string) => string) => {
  const trimmed = (label: string): string => label.replace(/ +$/, '');
  return collation !== null && /_ci$/i.test(collation) ? (label) => trimmed(label).toLowerCase() : trimmed;
};

const labels = (
  t: Table,
  c: Column,
  values: ReadonlyArray<string>,
  { server, features }: Product,
): ReadonlyArray<Refusal> => {
  const fold = folding(c.collation ?? t.options.collation ?? server?.collation ?? null);
  const seen = values.map(fold);
  const twice = values.find((_, at) => seen.indexOf(seen[at] ?? '') !== at);
  return [
    ...refusal(twice !== undefined, t, c.name, `the labels of ${c.name}`, `two of them are ${twice}`),
    ...refusal(values.length === 0, t, c.name, `the labels of ${c.name}`, 'there are none'),
    ...refusal(
      !features.longLabels && values.some((v) => [...v].length > 255),
      t,
      c.name,
      `the labels of ${c.name}`,
      'one is longer than 255 characters',
    ),
  ];
};

const typeRefusals = (t: Table, c: Column, product: Product): ReadonlyArray<Refusal> => {
  const type: DataType = c.type;
  const no = (on: boolean, what: string, why: string): ReadonlyArray<Refusal> =>
    refusal(on, t, c.name, `${what} in ${c.name}`, why);
  switch (type.kind) {
    case 'Decimal': {
      const { precision, scale } = type;
      const wide = precision !== null && scale !== null && scale > precision;
      return [
        ...no(wide, `decimal(${precision},${scale})`, 'there are more digits behind the point than digits'),
        ...no(precision === 0, 'decimal(0)', 'it takes that for decimal(10)'),
      ];
    }
    case 'Bit':
      return no(type.length === 0, 'bit(0)', 'it has one bit at least');
    case 'Binary':
      return no(type.fixed && type.length > 255, `binary(${type.length})`, 'there is room for 255; varbinary has more');
    case 'Enum':
      return labels(t, c, type.values, product);
    case 'Set':
      return [
        ...labels(t, c, type.values, product),
        ...no(type.values.length > 64, `a set of ${type.values.length}`, 'it takes 64'),
        ...no(
          type.values.some((v) => v.includes(',')),
          'a label with a comma',
          'that is what parts the labels of a set',
        ),
      ];
    default:
      return [];
  }
};

const isText = (type: DataType): boolean => type.kind === 'Varchar' || type.kind === 'Char' || type.kind === 'Text';

/** What a part of can be indexed has at least so many units; null: there are no parts of it. */
const lengthOf = (type: DataType): number | null => {
  switch (type.kind) {
    case 'Varchar':
    case 'Char':
    case 'Binary':
      return type.length ?? Number.POSITIVE_INFINITY;
    case 'Text':
    case 'Blob':
    case 'Native':
    case 'Uuid':
    case 'Json':
      return Number.POSITIVE_INFINITY;
    default:
      return null;
  }
};

const indexRefusals = (t: Table, i: Index): ReadonlyArray<Refusal> => {
  const what = `the index ${i.name ?? ''}`;
  return i.parts.flatMap((p) => {
    const { of } = p;
    if (of.kind === 'Expression') {
      const end = of.expr.kind === 'Column' ? null : endOf(of.expr, t);
      return [
        ...refusal(of.expr.kind === 'Column', t, null, what, 'an expression in it is only a column: name the column'),
        ...refusal(
          end !== null,
          t,
          null,
          what,
          `an expression in it gives ${end === 'json' ? 'JSON' : 'a text without an end'}; cast it to one with a length, as char(100)`,
        ),
      ];
    }
    const c = of.kind === 'Column' ? t.columns.find((x) => x.name.toLowerCase() === of.name.toLowerCase()) : undefined;
    if (c === undefined) return [];
    const most = lengthOf(c.type);
    const part = p.prefix !== null && i.method !== 'fulltext' && i.method !== 'spatial';
    return [
      ...refusal(part && most === null, t, c.name, what, `${c.name} is no text of which a part could be indexed`),
      ...refusal(
        part && most !== null && (p.prefix ?? 0) > most,
        t,
        c.name,
        what,
        `it is on ${p.prefix} of the ${most} characters of ${c.name}`,
      ),
      ...refusal(
        i.method === 'fulltext' && !isText(c.type) && c.type.kind !== 'Native',
        t,
        c.name,
        what,
        `${c.name} is no text`,
      ),
      ...refusal(i.method === 'spatial' && c.type.kind !== 'Native', t, c.name, what, `${c.name} is no geometry`),
    ];
  });
};

/** Neither side of a foreign key may be a text or blob. */
const lobReferences = (t: Table, parents: ReadonlyMap<string, Table>): ReadonlyArray<Refusal> =>
  t.foreignKeys.flatMap((f) => {
    const parent = parents.get(keyOf(f.references.table));
    const typeIn = (of: Table | undefined, name: string): DataType | undefined =>
      of?.columns.find((c) => c.name.toLowerCase() === name.toLowerCase())?.type;
    const side =
      f.columns.find((c) => isLob(typeIn(t, c))) ?? f.references.columns.find((c) => isLob(typeIn(parent, c)));
    return refusal(
      side !== undefined,
      t,
      f.columns[0] ?? null,
      `the foreign key ${f.name ?? ''}`,
      `${side} is a text or blob`,
    );
  });

const keyCount = (t: Table): number => t.indexes.length + t.uniques.length + (t.primaryKey === null ? 0 : 1);

/** [measured on MySQL 9.7 and MariaDB 10.11, each in a check, a stored and a virtual column] */
const session: ReadonlySet<string> = new Set([
  ...unsteady,
  'connection_id',
  'curdate',
  'current_role',
  'curtime',
  'database',
  'rand',
  'schema',
  'sysdate',
  'system_user',
  'user',
  'utc_date',
  'utc_time',
  'utc_timestamp',
  'uuid',
  'uuid_short',
  'version',
]);

const never: ReadonlySet<string> = new Set([
  'benchmark',
  'found_rows',
  'get_lock',
  'is_free_lock',
  'is_used_lock',
  'last_insert_id',
  'load_file',
  'random_bytes',
  'release_all_locks',
  'release_lock',
  'row_count',
  'sleep',
]);

/** Whether something is kept of it: virtual columns of MariaDB are asked anew each time. */
const calls =
  (product: Product, isKept: boolean): Calls =>
  (name, args) =>
    never.has(name) ||
    (isKept && (session.has(name) || (name === 'unix_timestamp' && (args === 0 || !product.features.virtualIsAsked))));

/** MySQL's checks take two that its computed columns do not. */
const takenByChecks: ReadonlySet<string> = new Set(['sysdate', 'random_bytes']);

const checkRefusals = (t: Table, product: Product): ReadonlyArray<Refusal> => {
  const refused = calls(product, true);
  const here: Calls = (name, args) =>
    refused(name, args) && (product.features.virtualIsAsked || !takenByChecks.has(name));
  return t.checks.flatMap((k) => {
    const call = callOf(k.expr, here);
    return call === null ? [] : refusal(true, t, null, `the check ${k.name ?? ''}`, noSteady(call));
  });
};

const tableRefusals = (t: Table, product: Product): ReadonlyArray<Refusal> => [
  ...tooMany(t, t.columns.length, isInnodb(t, product) ? mostColumns : mostOfOthers, 'columns'),
  ...tooMany(t, keyCount(t), mostKeys, 'keys'),
  ...[...keysOf(t), ...indexesOf(t)].flatMap((k) =>
    tooMany(t, k.columns.length, product.features.mostKeyParts, `columns in the ${k.name}`),
  ),
  ...twiceIn(t, [...keysOf(t), ...indexesOf(t)]),
  ...wholeLobs(product, t, t).flatMap((c) =>
    refusal(true, t, c, `a key over the whole of ${c}`, 'it has no end; a prefix of it can be indexed'),
  ),
  ...counters(t),
  ...sizes(t, product),
  ...t.columns.flatMap((c) => typeRefusals(t, c, product)),
  ...t.indexes.flatMap((i) => indexRefusals(t, i)),
  ...misreadIn(t, (reader, read) => read < reader, 'that comes after it'),
  ...unsteadyComputed(t, (c) => calls(product, !isVirtual(c) || !product.features.virtualIsAsked)),
  ...unsteadyIndexes(t, calls(product, true)),
  ...(product.id === 'mariadb' ? roundedColumns(t) : []).flatMap(({ column, cast }) =>
    refusal(true, t, column, `the computed column ${column}`, `how it rounds to a ${cast} is up to each session`),
  ),
  ...checkRefusals(t, product),
];

export const refuses =
  (product: Product): Refuses =>
  (schema, isNew) => {
    const parents = new Map(schema.tables.map((t) => [keyOf(t.name), t]));
    const isTouched = (t: Table): boolean =>
      isNew(t) || t.foreignKeys.some((f) => isNew(parents.get(keyOf(f.references.table)) ?? t));
    return [
      ...schema.tables.filter(isNew).flatMap((t) => tableRefusals(t, product)),
      ...schema.tables.filter(isTouched).flatMap((t) => lobReferences(t, parents)),
    ];
  };
