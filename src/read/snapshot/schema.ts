import type {
  Check,
  Column,
  Default,
  Deferrable,
  EnumType,
  ForeignKey,
  Generated,
  Identity,
  Index,
  IndexPart,
  KeyColumn,
  Opaque,
  PrimaryKey,
  ReferentialAction,
  Schema,
  Table,
  TableOptions,
  Unique,
} from '../../ir/schema.js';
import { closed, type Decoder, flag, listOf, matching, oneOf, orNull, tagged, text, whole } from './decoder.js';
import { expr, literal } from './expression.js';
import { dataType, name } from './type.js';

const texts = listOf(text);
const textOrNull = orNull(text);
const count = matching(/^-?\d{1,20}$/, 'a whole number in digits');

const value: Decoder<Default> = tagged<Default>('default', 'kind', {
  Value: closed('Value', { kind: oneOf('Value'), value: literal }),
  Expression: closed('Expression', { kind: oneOf('Expression'), expr }),
});

const identity: Decoder<Identity> = tagged<Identity>('identity', 'kind', {
  AutoIncrement: closed('AutoIncrement', { kind: oneOf('AutoIncrement') }),
  Identity: closed('Identity', {
    kind: oneOf('Identity'),
    generation: oneOf('always', 'by default'),
    start: orNull(count),
    increment: orNull(count),
  }),
  Serial: closed('Serial', { kind: oneOf('Serial'), sequence: orNull(name) }),
});

const generated: Decoder<Generated> = closed('generated', { expr, stored: flag });

const column: Decoder<Column> = closed('column', {
  name: text,
  type: dataType,
  nullable: flag,
  default: orNull(value),
  identity: orNull(identity),
  generated: orNull(generated),
  collation: textOrNull,
  charset: textOrNull,
  comment: textOrNull,
  onUpdate: orNull(expr),
  invisible: flag,
});

const order = oneOf('asc', 'desc');

const keyColumn: Decoder<KeyColumn> = closed('key column', { name: text, prefix: orNull(whole), order });

const primaryKey: Decoder<PrimaryKey> = closed('primary key', { name: textOrNull, columns: listOf(keyColumn) });

const deferrable: Decoder<Deferrable> = oneOf('no', 'immediate', 'deferred');

const unique: Decoder<Unique> = closed('unique', {
  name: textOrNull,
  columns: texts,
  nullsNotDistinct: flag,
  deferrable,
  include: texts,
  onConflict: textOrNull,
});

const action: Decoder<ReferentialAction> = oneOf('no action', 'restrict', 'cascade', 'set null', 'set default');

const foreignKey: Decoder<ForeignKey> = closed('foreign key', {
  name: textOrNull,
  columns: texts,
  references: closed<ForeignKey['references']>('references', { table: name, columns: texts }),
  onDelete: action,
  onUpdate: action,
  match: oneOf('simple', 'full', 'partial'),
  deferrable,
  notValid: flag,
});

const check: Decoder<Check> = closed('check', {
  name: textOrNull,
  expr,
  notValid: flag,
  noInherit: flag,
  enforced: flag,
});

const part: Decoder<IndexPart> = closed('index part', {
  of: tagged<IndexPart['of']>('of', 'kind', {
    Column: closed('Column', { kind: oneOf('Column'), name: text }),
    Expression: closed('Expression', { kind: oneOf('Expression'), expr }),
  }),
  order,
  nulls: orNull(oneOf('first', 'last')),
  prefix: orNull(whole),
  collation: textOrNull,
  opclass: textOrNull,
});

const index: Decoder<Index> = closed('index', {
  name: textOrNull,
  unique: flag,
  method: text,
  parts: listOf(part),
  include: texts,
  where: orNull(expr),
  nullsNotDistinct: flag,
  invisible: flag,
  comment: textOrNull,
  options: textOrNull,
  valid: flag,
});

const options: Decoder<TableOptions> = closed('options', {
  comment: textOrNull,
  engine: textOrNull,
  charset: textOrNull,
  collation: textOrNull,
  rowFormat: textOrNull,
  autoIncrement: orNull(count),
  strict: flag,
  withoutRowid: flag,
  unlogged: flag,
  storage: texts,
});

const table: Decoder<Table> = closed('table', {
  name,
  columns: listOf(column),
  primaryKey: orNull(primaryKey),
  uniques: listOf(unique),
  foreignKeys: listOf(foreignKey),
  checks: listOf(check),
  indexes: listOf(index),
  options,
});

const enumType: Decoder<EnumType> = closed('enum', { name, values: texts, comment: textOrNull });

const opaque: Decoder<Opaque> = closed('opaque', {
  kind: oneOf(
    'view',
    'materialized view',
    'trigger',
    'policy',
    'exclusion constraint',
    'partitioning',
    'inheritance',
    'function',
    'rule',
    'sequence',
    'domain',
    'type',
    'virtual table',
    'event',
    'foreign table',
    'statistics',
    'index',
    'constraint',
  ),
  name,
  on: orNull(name),
  dependsOn: listOf(closed<Opaque['dependsOn'][number]>('dependency', { table: name, columns: orNull(texts) })),
  definition: texts,
});

export const schema: Decoder<Schema> = closed('schema', {
  tables: listOf(table),
  enums: listOf(enumType),
  opaque: listOf(opaque),
});
