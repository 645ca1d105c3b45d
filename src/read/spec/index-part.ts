/** One part of an index: `created_at desc`, `name(20)`, `(lower(email)) nulls last`, or the same as a map. */
import { memory } from '../../ir/remembered.js';
import type { IndexPart } from '../../ir/schema.js';
import { indexPart } from '../../ir/schema.js';
import { asExpr, parsed } from './expression.js';
import type { Node, ScalarNode } from './node.js';
import type { Source } from './report.js';
import { asMap, asName, asText, asWhole, asWord, badValue, keysOf, optional } from './values.js';

const forms = 'Write a column (org_id, created_at desc, name(20)) or an expression in parentheses.';

/** Without a problem, a part says the same in every table. */
const sound = memory<IndexPart>();

export const asIndexPart = (src: Source, node: Node, fields: ReadonlySet<string>): IndexPart | null => {
  if (node.kind === 'Map') return asPartMap(src, node);
  const text = asText(src, node, 'columns');
  if (text === null || node.kind !== 'Scalar') return null;
  if (fields.has(text)) return indexPart(text);
  if (text.trimStart().startsWith('(')) return asExpressionPart(src, node);
  const known = sound.of(text);
  if (known !== undefined) return known;
  const part = asColumnPart(src, node);
  return part === null ? null : sound.keep(text, part);
};

const asExpressionPart = (src: Source, node: ScalarNode): IndexPart | null => {
  const start = node.text.indexOf('(');
  const end = closing(node.text, start);
  if (end < 0) return badValue(src, node, 'columns', 'a parenthesis is not closed');
  const expr = parsed(src, node, 'columns', node.text.slice(start + 1, end), start + 1);
  const rest = asRest(src, node, node.text.slice(end + 1));
  return expr === null || rest === null ? null : indexPart(expr, rest);
};

/** The parenthesis that closes the one at `start`; quoted text does not count. */
const closing = (text: string, start: number): number => {
  let depth = 0;
  for (let i = start; i < text.length; i++) {
    const c = text[i];
    if (c === '(') depth++;
    else if (c === ')' && --depth === 0) return i;
    else if (c === "'" || c === '"' || c === '`') {
      i = text.indexOf(c, i + 1);
      if (i < 0) return -1;
    }
  }
  return -1;
};

/** A bare or quoted name, then perhaps a prefix length, then the rest. */
const columnForm = /^\s*(?:"((?:[^"]|"")+)"|([^\s"(),]+))\s*(?:\(([^)]*)\))?(.*)$/s;

const asColumnPart = (src: Source, node: ScalarNode): IndexPart | null => {
  const [, quoted, bare, length, rest = ''] = columnForm.exec(node.text) ?? [];
  const name = quoted?.replaceAll('""', '"') ?? bare;
  if (name === undefined) return badValue(src, node, 'columns', 'it is no part of an index', forms);
  if (length !== undefined && !/^\s*[1-9]\d{0,4}\s*$/.test(length)) {
    return badValue(
      src,
      node,
      'columns',
      'a prefix length is a number',
      `Write an expression in parentheses: (${node.text.trim()}).`,
    );
  }
  const more = asRest(src, node, rest);
  return more === null ? null : indexPart(name, { ...more, prefix: length === undefined ? null : Number(length) });
};

const restForm =
  /^(?:\s+collate\s+(?:"((?:[^"]|"")+)"|([\w.-]+)))?(?:\s+(?!asc\b|desc\b|nulls\b)([a-z_][\w.]*))?(?:\s+(asc|desc))?(?:\s+nulls\s+(first|last))?\s*$/i;

type Rest = Pick<IndexPart, 'collation' | 'opclass' | 'order' | 'nulls'>;

const asRest = (src: Source, node: Node, text: string): Rest | null => {
  const found = restForm.exec(text.trim() === '' ? '' : ` ${text.trimStart()}`);
  if (found === null) return badValue(src, node, 'columns', `nobody knows ${JSON.stringify(text.trim())} there`, forms);
  const [, quoted, bare, opclass, order = 'asc', nulls] = found;
  return {
    collation: quoted?.replaceAll('""', '"') ?? bare ?? null,
    opclass: opclass ?? null,
    order: order.toLowerCase() === 'desc' ? 'desc' : 'asc',
    nulls: nulls === undefined ? null : nulls.toLowerCase() === 'first' ? 'first' : 'last',
  };
};

const partKeys = ['column', 'expr', 'order', 'nulls', 'prefix', 'collation', 'opclass'];

const asPartMap = (src: Source, node: Node): IndexPart | null => {
  const map = asMap(src, node, 'columns');
  if (map === null) return null;
  const keys = keysOf(src, map, 'a part of an index', partKeys);
  const column = optional(keys, 'column', (n) => asName(src, n, 'column'), null);
  const expr = optional(keys, 'expr', (n) => asExpr(src, n, 'expr'), null);
  const order = optional(keys, 'order', (n) => asWord(src, n, 'order', ['asc', 'desc'] as const), 'asc');
  const nulls = optional(keys, 'nulls', (n) => asWord(src, n, 'nulls', ['first', 'last'] as const), null);
  const prefix = optional(keys, 'prefix', (n) => asWhole(src, n, 'prefix', 1, 65_535), null);
  const collation = optional(keys, 'collation', (n) => asName(src, n, 'collation'), null);
  const opclass = optional(keys, 'opclass', (n) => asName(src, n, 'opclass'), null);
  if (keys.has('column') === keys.has('expr')) {
    return badValue(src, node, 'columns', 'a part is either a column or an expr', forms);
  }
  const of = column ?? expr;
  return of === null ? null : indexPart(of, { order: order ?? 'asc', nulls, prefix, collation, opclass });
};
