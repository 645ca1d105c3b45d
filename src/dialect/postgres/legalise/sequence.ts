/** Sequences behind serial and identity columns: none of them may count again what was counted. */
import { E } from '../../../ir/expression.js';
import { type QName, qname } from '../../../ir/name.js';
import type { Column, Default, Identity, Table } from '../../../ir/schema.js';
import type { AlterAction, Statement } from '../../../sql/ast.js';
import { makeObjectName } from '../object-name.js';
import { quote, quoteName, quoteText } from '../quote.js';

export type Item = { readonly action: AlterAction } | { readonly statement: Statement };

type Serial = Extract<Identity, { kind: 'Serial' }>;

export const sql = (text: string, touches: QName | null): Item => ({
  statement: { kind: 'Verbatim', sql: text, touches },
});

const action = (before: Column, after: Column): Item => ({
  action: { kind: 'AlterColumn', before, after, using: null },
});

export const sequenceOf = (table: QName, column: string, serial: Serial): QName =>
  serial.sequence ?? qname(makeObjectName(table.name, column, 'seq'), table.namespace);

const types = { 8: 'smallint', 16: 'smallint', 24: 'integer', 32: 'integer', 64: 'bigint' } as const;

export const sequenceType = (c: Column): string => (c.type.kind === 'Integer' ? types[c.type.bits] : 'bigint');

const regclass = (sequence: QName): string => `${quoteText(quoteName(sequence))}::regclass`;

export const nextval = (sequence: QName): Default => ({
  kind: 'Expression',
  expr: E.call('nextval', E.cast(E.string(quoteName(sequence)), 'regclass')),
});

const serialSequence = (table: QName, column: string): string =>
  `pg_get_serial_sequence(${quoteText(quoteName(table))}, ${quoteText(column)})`;

/**
 * The next number is the one after the last in the table, and no smaller than the start. The last one is said as taken: the
 * one after it may be beyond what the sequence has, and then only the next row fails.
 */
const countFrom = (table: QName, c: Column, sequence: string): Statement => {
  const identity = c.identity?.kind === 'Identity' ? c.identity : null;
  const step = identity?.increment ?? '1';
  const down = step.startsWith('-');
  const start = identity?.start ?? (down ? '-1' : '1');
  const [extreme, further, beyond] = down ? ['min', 'least', '<='] : ['max', 'greatest', '>='];
  const last = `${extreme}(${quote(c.name)})::bigint`;
  return {
    kind: 'Verbatim',
    sql: `SELECT setval(${sequence}, ${further}(${last}, ${start}), coalesce(${last} ${beyond} ${start}, false)) FROM ${quoteName(table)}`,
    touches: table,
  };
};

/** After rows were put in that had their numbers already. */
export const countAfter = (table: QName, c: Column): Statement => countFrom(table, c, serialSequence(table, c.name));

const countOn = (table: QName, c: Column, sequence: string): Item => ({ statement: countFrom(table, c, sequence) });

const createSequence = (table: QName, c: Column, sequence: QName): Item =>
  sql(
    `CREATE SEQUENCE ${quoteName(sequence)} AS ${sequenceType(c)} OWNED BY ${quoteName(table)}.${quote(c.name)}`,
    table,
  );

const alterDefault = (table: QName, c: Column, what: string): Item =>
  sql(`ALTER TABLE ${quoteName(table)} ALTER COLUMN ${quote(c.name)} ${what}`, table);

const removed = (table: QName, c: Column): ReadonlyArray<Item> => {
  if (c.identity?.kind !== 'Serial') return [action(c, { ...c, identity: null })];
  const sequence = sequenceOf(table, c.name, c.identity);
  return [alterDefault(table, c, 'DROP DEFAULT'), sql(`DROP SEQUENCE ${quoteName(sequence)}`, table)];
};

const added = (table: QName, c: Column): ReadonlyArray<Item> => {
  if (c.identity?.kind !== 'Serial')
    return [action({ ...c, identity: null }, c), countOn(table, c, serialSequence(table, c.name))];
  const sequence = sequenceOf(table, c.name, c.identity);
  return [
    createSequence(table, c, sequence),
    alterDefault(table, c, `SET DEFAULT nextval(${regclass(sequence)})`),
    countOn(table, c, regclass(sequence)),
  ];
};

/** Where one sequence stood, the other goes on: rows that are gone keep their numbers. */
const carryOver = (from: string, to: string, table: QName): Item =>
  sql(
    `SELECT setval(${to}, coalesce(pg_sequence_last_value(${from}), 1), pg_sequence_last_value(${from}) IS NOT NULL)`,
    table,
  );

const serialToIdentity = (table: QName, before: Column, after: Column, serial: Serial): ReadonlyArray<Item> => {
  const old = sequenceOf(table, before.name, serial);
  const aside = qname(makeObjectName(old.name, null, 'old'), old.namespace);
  return [
    alterDefault(table, after, 'DROP DEFAULT'),
    sql(`ALTER SEQUENCE ${quoteName(old)} OWNED BY NONE`, table),
    sql(`ALTER SEQUENCE ${quoteName(old)} RENAME TO ${quote(aside.name)}`, table),
    action({ ...after, identity: null }, after),
    carryOver(regclass(aside), `${serialSequence(table, after.name)}::regclass`, table),
    sql(`DROP SEQUENCE ${quoteName(aside)}`, table),
  ];
};

const identityToSerial = (table: QName, before: Column, after: Column, serial: Serial): ReadonlyArray<Item> => {
  const sequence = sequenceOf(table, after.name, serial);
  const aside = qname(makeObjectName(sequence.name, null, 'new'), sequence.namespace);
  return [
    sql(`CREATE SEQUENCE ${quoteName(aside)} AS ${sequenceType(after)}`, table),
    carryOver(`${serialSequence(table, before.name)}::regclass`, regclass(aside), table),
    action({ ...after, identity: before.identity }, { ...after, identity: null }),
    sql(`ALTER SEQUENCE ${quoteName(aside)} RENAME TO ${quote(sequence.name)}`, table),
    sql(`ALTER SEQUENCE ${quoteName(sequence)} OWNED BY ${quoteName(table)}.${quote(after.name)}`, table),
    alterDefault(table, after, `SET DEFAULT nextval(${regclass(sequence)})`),
  ];
};

/** What goes before and after the rest of a column's change when it numbers itself differently. */
export const identityChange = (
  table: QName,
  before: Column,
  after: Column,
): { readonly first: ReadonlyArray<Item>; readonly last: ReadonlyArray<Item> } => {
  const [from, to] = [before.identity, after.identity];
  if (from === null && to === null) return { first: [], last: [] };
  if (from === null) return { first: [], last: added(table, after) };
  if (to === null) return { first: removed(table, before), last: [] };
  if (from.kind === 'Serial' && to.kind === 'Identity')
    return { first: [], last: serialToIdentity(table, before, after, from) };
  if (from.kind === 'Identity' && to.kind === 'Serial')
    return { first: [], last: identityToSerial(table, before, after, to) };
  if (from.kind !== 'Serial' || to.kind !== 'Serial') return { first: [], last: [] };
  const [old, made] = [sequenceOf(table, before.name, from), sequenceOf(table, after.name, to)];
  const moved = from.sequence !== null && to.sequence !== null && old.name !== made.name;
  const retyped = sequenceType(before) !== sequenceType(after);
  return {
    first: [],
    last: [
      ...(moved ? [sql(`ALTER SEQUENCE ${quoteName(old)} RENAME TO ${quote(made.name)}`, table)] : []),
      ...(retyped ? [sql(`ALTER SEQUENCE ${quoteName(moved ? made : old)} AS ${sequenceType(after)}`, table)] : []),
    ],
  };
};

/** Serial columns whose sequence bears the usual name keep it usual when the table or the column gets another name. */
export const renameSequences = (
  before: Table,
  table: QName,
  columns: (name: string) => string,
): ReadonlyArray<Statement> =>
  before.columns.flatMap((c) => {
    if (c.identity?.kind !== 'Serial' || c.identity.sequence !== null) return [];
    const from = sequenceOf(before.name, c.name, c.identity);
    const to = makeObjectName(table.name, columns(c.name), 'seq');
    if (from.name === to) return [];
    const at = qname(from.name, table.namespace);
    return [{ kind: 'Verbatim', sql: `ALTER SEQUENCE ${quoteName(at)} RENAME TO ${quote(to)}`, touches: null }];
  });
