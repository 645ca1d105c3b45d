/** The options of a column, from a decorator or an entity schema. https://typeorm.io/docs/entity/entities#column-options */
import {
  type Options,
  type Reporter,
  readOptions,
  report,
  reportExpected,
  type Subject,
} from '../typescript/options.js';
import type { Value } from '../typescript/value.js';
import { type ColumnOptions, noColumnOptions } from './args.js';

/** Keys that say something about the program only; `readonly`, `width` and `zerofill` are of version 0.3. */
const elsewhere = ['update', 'select', 'insert', 'transformer', 'hstoreType', 'utc', 'query', 'readonly', 'lazy'];

export const columnKeys: ReadonlyArray<string> = [
  'type',
  'name',
  'length',
  'width',
  'nullable',
  'default',
  'onUpdate',
  'primary',
  'unique',
  'comment',
  'precision',
  'scale',
  'unsigned',
  'zerofill',
  'charset',
  'collation',
  'enum',
  'enumName',
  'primaryKeyConstraintName',
  'foreignKeyConstraintName',
  'asExpression',
  'generatedType',
  'generatedIdentity',
  'generated',
  'array',
  'spatialFeatureType',
  'srid',
  ...elsewhere,
];

export const readColumnOptions = (
  r: Reporter,
  subject: Subject,
  v: Value,
  more: ReadonlyArray<string> = [],
): { readonly options: ColumnOptions; readonly said: Options } | null => {
  const said = readOptions(r, subject, v, [...columnKeys, ...more]);
  return said === null ? null : { options: columnOptions(r, said), said };
};

const columnOptions = (r: Reporter, o: Options): ColumnOptions => {
  const type = o.value('type');
  const value = o.value('default');
  if (o.flag('zerofill') === true) refuse(r, o, 'zerofill', 'columns that are padded with zeros are not modelled');
  const isNull = value?.kind === 'Literal' && value.value === null;
  return {
    ...noColumnOptions,
    type: type === undefined ? null : typeOf(r, o.subject('type'), type),
    name: o.text('name'),
    length: lengthOf(r, o),
    precision: precisionOf(o),
    scale: o.number('scale'),
    width: o.number('width'),
    nullable: o.flag('nullable') ?? (isNull ? true : null),
    default: isNull ? null : (value ?? null),
    onUpdate: o.text('onUpdate'),
    primary: o.flag('primary') ?? false,
    unique: o.flag('unique'),
    comment: o.text('comment'),
    unsigned: o.flag('unsigned') ?? false,
    charset: o.text('charset'),
    collation: o.text('collation'),
    enum: enumOf(r, o),
    enumName: o.text('enumName'),
    array: o.flag('array') ?? false,
    primaryKeyConstraintName: o.text('primaryKeyConstraintName'),
    foreignKeyConstraintName: o.text('foreignKeyConstraintName'),
    asExpression: o.text('asExpression'),
    generatedType: wordOf(r, o, 'generatedType', ['VIRTUAL', 'STORED']),
    generatedIdentity: wordOf(r, o, 'generatedIdentity', ['ALWAYS', 'BY DEFAULT']),
    spatialFeatureType: o.text('spatialFeatureType'),
    srid: o.number('srid'),
  };
};

const refuse = (r: Reporter, o: Options, key: string, why: string): null => {
  const { what, entity } = o.subject(key);
  return report(r, 'entity.unsupported', o.value(key)?.at ?? o.at, { what, entity, why });
};

/** `varchar`, or a constructor: `String`. */
export const typeOf = (r: Reporter, subject: Subject, v: Value): string | null => {
  if (v.kind === 'Literal' && typeof v.value === 'string') return v.value;
  if (v.kind === 'Global') return v.name;
  return reportExpected(r, subject, v, 'the name of a type');
};

const lengthOf = (r: Reporter, o: Options): string => {
  const v = o.value('length');
  if (v === undefined || (v.kind === 'Literal' && (v.value === null || v.value === ''))) return '';
  if (v.kind === 'Literal' && (typeof v.value === 'number' || typeof v.value === 'string')) return String(v.value);
  reportExpected(r, o.subject('length'), v, 'a length');
  return '';
};

const precisionOf = (o: Options): number | null | undefined => {
  const v = o.value('precision');
  if (v === undefined) return undefined;
  return v.kind === 'Literal' && v.value === null ? null : (o.number('precision') ?? undefined);
};

const wordOf = <W extends string>(r: Reporter, o: Options, key: string, words: ReadonlyArray<W>): W | null => {
  const text = o.text(key);
  if (text === null) return null;
  const word = words.find((w) => w === text);
  const v = o.value(key);
  return word ?? (v === undefined ? null : reportExpected(r, o.subject(key), v, words.join(' or ')));
};

/** The values of an enum in the order of its members, or a list as it stands. */
const enumOf = (r: Reporter, o: Options): ReadonlyArray<string> | null => {
  const v = o.value('enum');
  if (v === undefined) return null;
  const values =
    v.kind === 'List'
      ? v.items
      : v.kind === 'Enum'
        ? v.members.map(([, value]) => value)
        : v.kind === 'Map' && v.open === null
          ? [...v.entries].filter(([key]) => Number.isNaN(Number(key))).map(([, e]) => e.value)
          : null;
  if (values === null) return reportExpected(r, o.subject('enum'), v, 'an enum or a list');
  return values.flatMap((value) => {
    if (value.kind === 'Literal' && (typeof value.value === 'string' || typeof value.value === 'number'))
      return [String(value.value)];
    reportExpected(r, o.subject('enum'), value, 'a text or a number');
    return [];
  });
};
