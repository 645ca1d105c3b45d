/**
 * `@default(…)`. What the client makes (uuid(), cuid(), …) is no default of the database.
 * https://www.prisma.io/docs/orm/reference/prisma-schema-reference#default
 */
import { E, type Expr, type Literal } from '../../../ir/expression.js';
import type { Default } from '../../../ir/schema.js';
import { argumentsOf, badValue } from './arguments.js';
import type { Field, Value } from './ast.js';
import { asJsonText, asMomentText } from './default-text.js';
import type { Scalar } from './scalar.js';
import type { TypeSaid } from './type.js';
import type { Model, World } from './world.js';

interface DefaultSaid {
  readonly default: Default | null;
  /** autoincrement(), or a key that numbers itself. */
  readonly counts: boolean;
  /** False: the database may have any. */
  readonly stated: boolean;
}

const none: DefaultSaid = { default: null, counts: false, stated: true };
const unstated: DefaultSaid = { default: null, counts: false, stated: false };

const byClient = new Set(['uuid', 'cuid', 'ulid', 'nanoid', 'auto']);

export const asDefault = (world: World, model: Model, field: Field, type: TypeSaid): DefaultSaid => {
  const { src } = model;
  const attribute = field.attributes.find((a) => a.name === 'default');
  const counts = world.provider.keyNumbersItself && type.scalar === 'Int' && isWholeKey(model, field);
  if (attribute === undefined) return { ...none, counts };
  const value = argumentsOf(src, attribute, ['value', 'map']).get('value');
  if (value === undefined) {
    src.report('spec.missing-key', attribute.offset, { key: 'value', in: '@default' });
    return none;
  }
  if (value.kind === 'Call') return asCall(world, model, field, value, type, counts);
  if (counts) {
    badValue(
      src,
      value,
      '@default',
      'on SQLite a key of one Int numbers itself',
      'Leave it out, or write autoincrement().',
    );
    return none;
  }
  if (field.arity === 'list') {
    const list = asList(world, model, value, type);
    return list === null ? none : { ...none, default: { kind: 'Expression', expr: list } };
  }
  const unwritten =
    (type.scalar === 'Json' && !world.provider.json) || (type.scalar === 'Bytes' && world.provider.bytes === null);
  const literal = asLiteral(world, model, value, type);
  if (unwritten) return unstated;
  return literal === null ? none : { ...none, default: { kind: 'Value', value: literal } };
};

/** `@id`, or `@@id` of this field alone. */
const isWholeKey = ({ block }: Model, field: Field): boolean => {
  const fields = block.attributes.find((a) => a.name === 'id')?.args[0]?.value;
  const only = fields?.kind === 'List' && fields.items.length === 1 ? fields.items[0] : fields;
  return field.attributes.some((a) => a.name === 'id') || (only?.kind === 'Name' && only.name === field.name);
};

const asCall = (
  world: World,
  model: Model,
  field: Field,
  value: Value & { readonly kind: 'Call' },
  type: TypeSaid,
  counts: boolean,
): DefaultSaid => {
  const { src } = model;
  const [first] = value.args;
  const { provider } = world;
  switch (value.name) {
    case 'autoincrement':
      if (type.scalar !== 'Int' && type.scalar !== 'BigInt') {
        badValue(src, value, '@default', 'only an Int or a BigInt counts');
      }
      if (provider.keyNumbersItself && !isWholeKey(model, field)) {
        badValue(src, value, '@default', `only the primary key counts on ${provider.name}`);
      }
      // There a BigInt is no INTEGER PRIMARY KEY, and Prisma leaves it without a counter.
      return { ...none, counts: counts || !provider.keyNumbersItself };
    case 'now': {
      if (type.scalar !== 'DateTime') badValue(src, value, '@default', 'only a DateTime follows the clock');
      if (provider.nowDigits === null) return { ...none, default: now() };
      const [, digits = null] = /^(?:datetime|timestamp)(?:\((\d)\))?$/.exec(type.spelling) ?? [];
      if (/^(?:date|time)\b/.test(type.spelling)) {
        badValue(src, value, '@default', `${provider.name} has no such default for ${type.spelling}`);
      }
      return { ...none, default: now(digits ?? null) };
    }
    case 'dbgenerated': {
      if (first === undefined) return unstated;
      if (first.value.kind !== 'String' || first.value.value.trim() === '') {
        badValue(src, first.value, 'dbgenerated', 'it takes an SQL expression in quotes');
        return none;
      }
      const text = first.value.value;
      const expr: Expr = { kind: 'Native', text: Object.fromEntries(provider.engines.map((e) => [e, text])) };
      if (counts) {
        badValue(src, value, '@default', 'on SQLite a key of one Int numbers itself', 'Leave it out.');
        return none;
      }
      return { ...none, default: { kind: 'Expression', expr } };
    }
    default:
      if (!byClient.has(value.name) || value.name === 'auto') {
        const hint = 'There are autoincrement(), now(), uuid(), cuid(), ulid(), nanoid() and dbgenerated("…").';
        badValue(src, value, '@default', 'no such function is known', hint);
      }
      return none;
  }
};

const now = (digits: string | null = null): Default => ({
  kind: 'Expression',
  expr: digits === null || digits === '0' ? E.call('current_timestamp') : E.call('current_timestamp', E.number(digits)),
});

/**
 * `ARRAY['a']::text[]` casts each of its values, which is how the server keeps it; an empty one has to say its type itself,
 * first without its sizes.
 */
const asList = (world: World, model: Model, value: Value, type: TypeSaid): Expr | null => {
  if (value.kind !== 'List') return badValue(model.src, value, '@default', 'the field is a list', 'Write [ … ].');
  const items = value.items.map((item) => asLiteral(world, model, item, type));
  if (items.some((item) => item === null)) return null;
  const list = items.flatMap((item) => (item === null ? [] : [element(item, type.spelling)]));
  if (list.length > 0) return { kind: 'Array', items: list };
  const bare = type.spelling.replace(/\(.*?\)/, '');
  const empty = E.cast({ kind: 'Array', items: [] }, `${bare}[]`);
  return bare === type.spelling ? empty : E.cast(empty, `${type.spelling}[]`);
};

/** What is of the type anyway has no cast, and a negative number is a text that is cast. */
const element = (item: Literal, spelling: string): Expr => {
  if (item.kind === 'Boolean' || item.kind === 'Bytes') return E.literal(item);
  if (item.kind !== 'Number' || !item.text.startsWith('-')) return E.cast(E.literal(item), spelling);
  const text = E.string(item.text);
  const viaNumeric = item.text.includes('.') && !/^(?:numeric|decimal)/.test(spelling);
  return E.cast(viaNumeric ? E.cast(text, 'numeric') : text, spelling);
};

const string = (value: string): Literal => ({ kind: 'String', value });

const asLiteral = (world: World, { src }: Model, value: Value, type: TypeSaid): Literal | null => {
  const bad = (why: string, hint: string | null = null): null => badValue(src, value, '@default', why, hint);
  if (type.enum !== null) {
    const label = value.kind === 'Name' ? type.enum.labels.get(value.name) : undefined;
    return label === undefined ? bad(`it is one of ${[...type.enum.labels.keys()].join(', ')}`) : string(label);
  }
  if (type.scalar === null) return bad('a type that Prisma does not know takes dbgenerated("…") only');
  return scalarLiteral(world, type.scalar, type.spelling, value, bad);
};

const scalarLiteral = (
  world: World,
  scalar: Scalar,
  spelling: string,
  value: Value,
  bad: (why: string, hint?: string | null) => null,
): Literal | null => {
  const { provider } = world;
  switch (scalar) {
    case 'Boolean':
      return value.kind === 'Name' && /^(?:true|false)$/.test(value.name)
        ? { kind: 'Boolean', value: value.name === 'true' }
        : bad('it is true or false');
    case 'Int':
    case 'BigInt':
      return value.kind === 'Number' && !value.text.includes('.')
        ? { kind: 'Number', text: value.text }
        : bad('it is a whole number');
    case 'Float':
    case 'Decimal': {
      const text = value.kind === 'Number' ? value.text : value.kind === 'String' ? value.value : '';
      return /^-?\d+(?:\.\d+)?$/.test(text) ? { kind: 'Number', text } : bad('it is a number');
    }
    case 'String':
      return value.kind === 'String' ? string(value.value) : bad('it is a text in quotes');
    case 'Json': {
      const text = value.kind === 'String' ? asJsonText(value.value) : null;
      return text === null ? bad('it is JSON in quotes') : string(text);
    }
    case 'DateTime': {
      if (value.kind !== 'String') return bad('it is a moment in quotes: "2024-12-31T23:59:59Z"');
      if (provider.moment === 'refused') {
        return bad(
          `${provider.name} reads it in the session's time zone`,
          'Write dbgenerated("\'2024-12-31 23:59:59\'").',
        );
      }
      const text = asMomentText(value.value, spelling, provider.moment === 'text');
      return text === null ? bad('it is a moment with its zone: "2024-12-31T23:59:59Z"') : string(text);
    }
    case 'Bytes': {
      const hex = value.kind === 'String' ? asHex(value.value) : null;
      if (hex === null) return bad('it is Base64 in quotes');
      return provider.bytes === null ? { kind: 'Bytes', hex } : provider.bytes(hex);
    }
  }
};

const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

const asHex = (base64: string): string | null => {
  if (!/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(base64)) return null;
  const bits = [...base64.replace(/=+$/, '')].map((c) => digits.indexOf(c).toString(2).padStart(6, '0')).join('');
  const bytes = bits.slice(0, bits.length - (bits.length % 8)).match(/.{8}/g) ?? [];
  return bytes.map((byte) => Number.parseInt(byte, 2).toString(16).padStart(2, '0').toUpperCase()).join('');
};
