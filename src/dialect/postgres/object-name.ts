/**
 * Names as the server makes them when nobody states one: makeObjectName, ChooseRelationName, ChooseIndexName and
 * ChooseConstraintName of the server's source (src/backend/commands/indexcmds.c, src/backend/catalog/pg_constraint.c).
 */
import type { Expr } from '../../ir/expression.js';
import { lookup } from '../../ir/record.js';
import type { IndexPart } from '../../ir/schema.js';
import { maxIdentifierBytes } from './quote.js';

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Of a name of ASCII letters, as almost all are, without writing it down anywhere. */
const bytesOf = (text: string): number => {
  for (let at = 0; at < text.length; at += 1) if (text.charCodeAt(at) > 0x7f) return encoder.encode(text).length;
  return text.length;
};

/** The longest prefix of whole characters within so many bytes (pg_mbcliplen). */
export const clip = (text: string, bytes: number): string => {
  if (bytesOf(text) <= bytes) return text;
  const all = encoder.encode(text);
  let end = Math.max(bytes, 0);
  while (end > 0 && ((all[end] ?? 0) & 0xc0) === 0x80) end -= 1;
  return decoder.decode(all.subarray(0, end));
};

/** name1_name2_label within 63 bytes: the longer of the two names gives way first. */
export const makeObjectName = (name1: string, name2: string | null, label: string | null): string => {
  const overhead = (name2 === null ? 0 : 1) + (label === null ? 0 : bytesOf(label) + 1);
  const room = maxIdentifierBytes - overhead;
  let length1 = bytesOf(name1);
  let length2 = name2 === null ? 0 : bytesOf(name2);
  while (length1 + length2 > room) {
    if (length1 > length2) length1 -= 1;
    else length2 -= 1;
  }
  return [
    clip(name1, length1),
    ...(name2 === null ? [] : [clip(name2, length2)]),
    ...(label === null ? [] : [label]),
  ].join('_');
};

/** The first of name1_name2_label, …_label1, …_label2, … that is free. */
export const chooseName = (
  name1: string,
  name2: string | null,
  label: string,
  taken: (name: string) => boolean,
): string => {
  for (let pass = 0; ; pass += 1) {
    const name = makeObjectName(name1, name2, pass === 0 ? label : `${label}${pass}`);
    if (!taken(name)) return name;
  }
};

/** Column names joined by `_`, as far as a name can hold them. */
export const nameAddition = (columns: ReadonlyArray<string>): string => {
  let joined = '';
  for (const column of columns) {
    joined += joined === '' ? column : `_${column}`;
    if (bytesOf(joined) > maxIdentifierBytes) break;
  }
  return joined;
};

const lastName = (name: string): string => name.slice(name.lastIndexOf('.') + 1);

const castNames: Readonly<Record<string, string>> = {
  integer: 'int4',
  int: 'int4',
  bigint: 'int8',
  smallint: 'int2',
  'character varying': 'varchar',
  character: 'bpchar',
  boolean: 'bool',
  'double precision': 'float8',
  real: 'float4',
  decimal: 'numeric',
};

/** FigureColname: what names an expression, and how well (2 = a real name, 1 = a type or `case`, 0 = nothing). */
const figure = (e: Expr): readonly [string, 0 | 1 | 2] => {
  switch (e.kind) {
    case 'Column':
      return [e.name, 2];
    case 'Call':
      return [e.name === 'position' ? 'position' : lastName(e.name), 2];
    case 'Array':
      return ['array', 2];
    case 'Collate':
      return figure(e.arg);
    case 'Cast': {
      const inner = figure(e.arg);
      const base = e.type.replace(/[([].*$/, '').trim();
      return inner[1] > 1 ? inner : [lookup(castNames, base) ?? lastName(base).replaceAll('"', ''), 1];
    }
    case 'Case': {
      const inner = e.otherwise === null ? (['', 0] as const) : figure(e.otherwise);
      return inner[1] > 1 ? inner : ['case', 1];
    }
    default:
      return ['expr', 0];
  }
};

/** ChooseIndexColumnNames: the names of an index's columns, an expression's made up, doubles numbered. */
export const indexColumnNames = (
  parts: ReadonlyArray<IndexPart>,
  include: ReadonlyArray<string>,
): ReadonlyArray<string> => {
  const names: string[] = [];
  for (const origin of [...parts.map((p) => (p.of.kind === 'Column' ? p.of.name : figure(p.of.expr)[0])), ...include]) {
    let name = origin;
    for (let i = 1; names.includes(name); i += 1) name = `${clip(origin, maxIdentifierBytes - String(i).length)}${i}`;
    names.push(name);
  }
  return names;
};
