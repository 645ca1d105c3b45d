/**
 * The column type that a JSON Schema leaves no choice about, as keys of a spec's field; else why there is a choice.
 * https://spec.openapis.org/oas/v3.1.1.html#data-types https://spec.openapis.org/registry/format/
 */
import { lookup } from '../../ir/record.js';
import { isNull, type MapNode, type Node } from '../spec/node.js';
import { entryOf, resolve } from './pointer.js';

export interface Says {
  readonly says: ReadonlyArray<readonly [key: string, value: Node]>;
  readonly nullable: boolean;
}

export interface Open {
  readonly why: string;
  readonly hint: string;
}

/** Schemas behind schemas; one that refers to itself never ends. */
const deepest = 16;

/** @param stated whether the field states this key itself, as `length`. */
export const typeOf = (root: MapNode, schema: Node, stated: (key: string) => boolean, depth = 0): Says | Open => {
  if (schema.kind !== 'Map') return open('the property is no schema of a value');
  if (depth > deepest) return open('its schema refers to itself');
  const behind = through(root, schema);
  if (behind === null) return plainType(schema, stated);
  if ('why' in behind) return behind;
  const type = typeOf(root, behind.schema, stated, depth + 1);
  return 'why' in type ? type : { ...type, nullable: type.nullable || behind.nullable };
};

const open = (why: string, hint = 'Write its type: string, int, datetime, …'): Open => ({ why, hint });

/** They say nothing of the values. */
const notes = new Set([
  'title',
  'description',
  'example',
  'examples',
  'default',
  'deprecated',
  'readOnly',
  'writeOnly',
]);
const isNote = (key: string): boolean => notes.has(key) || key.startsWith('x-') || key === '$comment';

const applicators = ['$ref', 'allOf', 'anyOf', 'oneOf'];
const unsettled = ['not', 'if', 'then', 'else', '$dynamicRef', 'const', 'discriminator'];

/** The schema behind a reference, behind one part alone, or beside null; null when it speaks for itself. */
const through = (
  root: MapNode,
  schema: MapNode,
): { readonly schema: Node; readonly nullable: boolean } | Open | null => {
  const condition = schema.entries.find((e) => unsettled.includes(e.key));
  if (condition !== undefined) return open(`its schema has ${condition.key}`);
  const via = schema.entries.filter((e) => applicators.includes(e.key));
  const [entry] = via;
  if (entry === undefined) return null;
  const beside = schema.entries.find((e) => e !== entry && !isNote(e.key));
  if (beside !== undefined) return open(`its schema has ${entry.key} and ${beside.key}`);
  if (entry.key === '$ref') {
    const ref = entry.value.kind === 'Scalar' ? entry.value.text : '';
    const target = resolve(root, ref);
    return target === null ? open(`${ref} is not in this document`) : { schema: target, nullable: false };
  }
  const parts = entry.value.kind === 'Seq' ? entry.value.items : [];
  const values = entry.key === 'allOf' ? parts : parts.filter((part) => !isNullType(part));
  const [only] = values;
  if (only === undefined || values.length > 1) return open(`its schema is ${entry.key} of several`);
  return { schema: only, nullable: values.length < parts.length };
};

const isNullType = (node: Node): boolean => {
  const type = entryOf(node, 'type')?.value;
  return type?.kind === 'Scalar' && type.text === 'null';
};

const plainType = (schema: MapNode, stated: (key: string) => boolean): Says | Open => {
  if (schema.entries.some((e) => e.key === 'nullable')) {
    return open("nullable is no word of OpenAPI 3.1, which says type: [string, 'null']");
  }
  const type = entryOf(schema, 'type')?.value;
  const named = type === undefined ? [] : type.kind === 'Seq' ? type.items : [type];
  const words = named.map((n) => (n.kind === 'Scalar' ? n.text : '?'));
  const nullable = words.includes('null');
  const [word, another] = words.filter((w) => w !== 'null');
  if (word === undefined || another !== undefined) {
    return open(words.length === 0 ? 'its schema says no type' : `its schema says ${words.join(' or ')}`);
  }
  const format = entryOf(schema, 'format')?.value;
  const found = word === 'string' ? stringType(schema, format, nullable, stated) : otherType(word, format, stated);
  if (typeof found !== 'string') return 'why' in found ? found : { says: found.says, nullable };
  return { says: [['type', scalar(found, type)]], nullable };
};

const scalar = (text: string, at: Node | undefined): Node => ({
  kind: 'Scalar',
  offset: at?.offset ?? 0,
  plain: false,
  text,
});

const textOf = (node: Node | undefined): string | null =>
  node === undefined ? null : node.kind === 'Scalar' ? node.text : '?';

const numbers: Readonly<Record<string, string>> = {
  'integer int16': 'smallint',
  'integer int32': 'int',
  'integer int64': 'bigint',
  'number float': 'real',
  'number double': 'double',
  boolean: 'boolean',
};

const otherType = (word: string, formatNode: Node | undefined, stated: (key: string) => boolean): string | Open => {
  const format = textOf(formatNode);
  const said = format === null ? word : `${word} ${format}`;
  if (word === 'number' && (format === null || format === 'decimal') && stated('precision')) return 'decimal';
  const found = lookup(numbers, said);
  if (found !== undefined) return found;
  const hint = lookup(hints, word);
  return open(`its schema says ${said} only`, hint);
};

const hints: Readonly<Record<string, string>> = {
  integer: 'Write type: int or bigint, or give the property format: int32 or int64.',
  number: 'Write type: decimal(10,2) or double, or give the property format: double.',
  object: 'Write type: json if it is stored as it is.',
  array: 'Write type: json if it is stored as it is.',
};

const formats: Readonly<Record<string, string>> = { uuid: 'uuid', date: 'date' };

/** Formats that are plain text of a bounded length. */
const texts = new Set([
  'email',
  'idn-email',
  'hostname',
  'idn-hostname',
  'ipv4',
  'ipv6',
  'uri',
  'uri-reference',
  'iri',
  'iri-reference',
  'uri-template',
  'json-pointer',
  'relative-json-pointer',
  'regex',
  'password',
  'char',
  'html',
  'commonmark',
  'media-range',
]);

const stringType = (
  schema: MapNode,
  formatNode: Node | undefined,
  nullable: boolean,
  stated: (key: string) => boolean,
): string | Open | Pick<Says, 'says'> => {
  const encoded = schema.entries.find((e) => e.key.startsWith('content'));
  if (encoded !== undefined) return open(`its schema says string with ${encoded.key}`, 'Write type: binary or text.');
  const format = textOf(formatNode);
  const values = entryOf(schema, 'enum');
  if (values !== undefined) return enumType(values.value, nullable, format);
  const found = format === null ? undefined : formats[format];
  if (found !== undefined) return found;
  if (format === 'date-time') {
    return open('its schema says date-time', 'Write type: timestamptz for a moment, or datetime for a local time.');
  }
  if (format !== null && !texts.has(format)) return open(`its schema says string of format ${format}`);
  if (stated('length')) return 'string';
  const length = textOf(entryOf(schema, 'maxLength')?.value);
  if (length !== null && /^[1-9]\d*$/.test(length)) return `string(${length})`;
  return open('its schema says string without maxLength', 'Write type: string(255) or text, or give it maxLength.');
};

/** By YAML's core schema: `1` and `true` are texts in quotes only. */
const isText = (node: Node): boolean =>
  node.kind === 'Scalar' && !(node.plain && /^(?:true|false|[-+]?(?:\.?\d.*|\.inf)|\.nan)$/i.test(node.text));

const enumType = (values: Node, nullable: boolean, format: string | null): Open | Pick<Says, 'says'> => {
  const items = values.kind === 'Seq' ? values.items : [];
  const labels = items.filter((item) => !isNull(item));
  const texts = labels.every(isText);
  if (labels.length === 0 || !texts || format !== null || (labels.length < items.length && !nullable)) {
    return open('its schema lists values that are not all texts', 'Write type: enum and values: [ … ].');
  }
  return {
    says: [
      ['type', scalar('enum', values)],
      ['values', { kind: 'Seq', offset: values.offset, items: labels }],
    ],
  };
};
