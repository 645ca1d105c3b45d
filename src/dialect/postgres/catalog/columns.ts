/** pg_attribute and pg_attrdef: columns, and how they number themselves. */
import type { Column, Generated, Identity, Opaque } from '../../../ir/schema.js';
import { type DataType, T } from '../../../ir/type.js';
import { makeObjectName } from '../object-name.js';
import { quoteName } from '../quote.js';
import type { Context, Relation } from './context.js';
import { flag, json, number, type Row, record, text, textOrNull } from './rows.js';

interface OwnedSequence {
  readonly relation: Relation;
  readonly options: Row;
  readonly identity: boolean;
}

/** By `table number`: the sequences that belong to columns. */
export type OwnedSequences = ReadonlyMap<string, OwnedSequence>;

export const ownedSequences = (c: Context): OwnedSequences => {
  const options = new Map(
    c
      .rows('objects')
      .filter((r) => text(r, 'kind') === 'sequence')
      .map((r) => [text(r, 'oid'), record(json(r, 'detail'))]),
  );
  return new Map(
    c
      .rows('depends')
      .filter((d) => text(d, 'class') === 'sequence')
      .flatMap((d) => {
        const relation = c.relations.get(text(d, 'object'));
        const own = options.get(text(d, 'object'));
        if (relation === undefined || own === undefined) return [];
        return [
          [
            `${text(d, 'relation')} ${text(d, 'number')}`,
            { relation, options: own, identity: text(d, 'how') === 'i' },
          ] as const,
        ];
      }),
  );
};

const typeOf = (row: Row, c: Context): DataType => {
  const named = c.enums.get(text(row, 'type_oid'));
  if (named !== undefined) return T.enum([], named.name);
  const spelling = text(row, 'type');
  return text(row, 'type_kind') === 'b' ? c.type(spelling) : T.native(spelling);
};

/** The last name in `nextval('app."My_seq"'::regclass)`. */
const nextval = (value: string): string | null => {
  const path = /^nextval\('((?:[^']|'')+)'::regclass\)$/.exec(value)?.[1]?.replaceAll("''", "'");
  const last = path === undefined ? undefined : /(?:"((?:[^"]|"")+)"|([^".]+))$/.exec(path);
  return last === undefined || last === null ? null : (last[1]?.replaceAll('""', '"') ?? last[2] ?? null);
};

const largest: Readonly<Record<string, string>> = {
  smallint: '32767',
  integer: '2147483647',
  bigint: '9223372036854775807',
};

const identityOf = (row: Row, table: Relation, type: DataType, owned: OwnedSequence | undefined): Identity | null => {
  const kind = text(row, 'identity');
  if (kind !== '' && owned !== undefined) {
    return {
      kind: 'Identity',
      generation: kind === 'a' ? 'always' : 'by default',
      start: text(owned.options, 'start'),
      increment: text(owned.options, 'increment'),
    };
  }
  const value = textOrNull(row, 'value');
  if (owned === undefined || owned.identity || value === null || type.kind !== 'Integer') return null;
  if (nextval(value) !== owned.relation.name.name) return null;
  const usual = makeObjectName(table.name.name, text(row, 'name'), 'seq');
  const isUsual = owned.relation.name.name === usual && owned.relation.name.namespace === table.name.namespace;
  return { kind: 'Serial', sequence: isUsual ? null : owned.relation.name };
};

export const columnOf = (
  row: Row,
  table: Relation,
  c: Context,
  owned: OwnedSequences,
  unproven: ReadonlySet<string>,
): Column => {
  const name = text(row, 'name');
  const type = typeOf(row, c);
  const value = textOrNull(row, 'value');
  const how = text(row, 'generated');
  const identity = identityOf(row, table, type, owned.get(`${table.oid} ${text(row, 'number')}`));
  const generated: Generated | null =
    how === '' || value === null ? null : { expr: c.expr(value), stored: how === 's' };
  return {
    name,
    type,
    // A NOT NULL that was never validated says nothing of the rows that are there.
    nullable: !flag(row, 'not_null') || unproven.has(text(row, 'number')),
    default:
      value === null || generated !== null || identity !== null ? null : { kind: 'Expression', expr: c.expr(value) },
    identity,
    generated,
    collation: flag(row, 'collated') ? c.collation(text(row, 'collation')) : null,
    charset: null,
    comment: c.comment('pg_class', table.oid, number(row, 'number')),
    onUpdate: null,
    invisible: false,
  };
};

/** A column's sequence with settings that `Identity` cannot say: kept, so that nobody loses them unawares. */
export const unusualSequences = (c: Context, owned: OwnedSequences): ReadonlyArray<Opaque> =>
  [...owned].flatMap(([key, { relation, options, identity }]): ReadonlyArray<Opaque> => {
    const [tableOid, column] = key.split(' ');
    const table = c.relations.get(tableOid ?? '');
    const name = c.columnName(tableOid ?? '', column ?? '');
    if (table === undefined || name === null) return [];
    const o = (k: string): string => text(options, k);
    const up = !o('increment').startsWith('-');
    const counted = identity || (o('start') === '1' && o('increment') === '1');
    // A serial's sequence may have been left behind by a change of the column's type; its own type decides.
    const bounded = up
      ? o('min') === '1' && Object.values(largest).includes(o('max'))
      : o('max') === '-1' && Number(o('min')) <= -32768;
    if (counted && bounded && o('cache') === '1' && !flag(options, 'cycle')) return [];
    return [
      {
        kind: 'sequence',
        name: relation.name,
        on: table.name,
        dependsOn: [{ table: table.name, columns: [name] }],
        definition: [`ALTER SEQUENCE ${quoteName(relation.name)} ${sequenceOptions(options)}`],
      },
    ];
  });

export const sequenceOptions = (options: Row): string => {
  const o = (k: string): string => text(options, k);
  return (
    `AS ${o('type')} INCREMENT BY ${o('increment')} MINVALUE ${o('min')} MAXVALUE ${o('max')} START WITH ${o('start')} ` +
    `CACHE ${o('cache')} ${flag(options, 'cycle') ? 'CYCLE' : 'NO CYCLE'}`
  );
};
