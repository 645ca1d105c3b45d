/** Entries of `indexes`, `uniques` and `checks`. */
import type { DataRule } from '../../ir/desired.js';
import type { QName } from '../../ir/name.js';
import { type Check, check, type Index, type IndexPart, index, type Unique, unique } from '../../ir/schema.js';
import { asExpr } from './expression.js';
import { asIndexPart } from './index-part.js';
import { isNull, type Node } from './node.js';
import { asDeferrable, required } from './reference.js';
import type { Source } from './report.js';
import {
  asBoolean,
  asList,
  asMap,
  asName,
  asNames,
  asText,
  asWord,
  badValue,
  expected,
  type Keys,
  keysOf,
  optional,
} from './values.js';

const indexKeys = [
  'columns',
  'name',
  'unique',
  'where',
  'using',
  'include',
  'nulls_not_distinct',
  'invisible',
  'comment',
];

export const asIndex = (src: Source, node: Node, fields: ReadonlySet<string>): Index | null => {
  const keys = asKeys(src, node, 'an index', indexKeys);
  if (keys === null) return null;
  const parts = required(src, keys, node.offset, 'columns', 'an index', (n) => asParts(src, n, fields));
  const flag = (key: string): boolean => optional(keys, key, (n) => asBoolean(src, n, key), null) ?? false;
  const isUnique = flag('unique');
  const where = optional(keys, 'where', (n) => asExpr(src, n, 'where'), null);
  const using = optional(keys, 'using', (n) => asMethod(src, n), null);
  const include = optional(keys, 'include', (n) => asNames(src, n, 'include'), null);
  const made = {
    name: optional(keys, 'name', (n) => (isNull(n) ? null : asName(src, n, 'name')), null),
    unique: isUnique,
    method: using ?? 'btree',
    where,
    include: include ?? [],
    nullsNotDistinct: flag('nulls_not_distinct'),
    invisible: flag('invisible'),
    comment: optional(keys, 'comment', (n) => (isNull(n) ? null : asText(src, n, 'comment')), null),
  };
  return parts === null ? null : index(parts, made);
};

/** `[a, b]` is short for `{ columns: [a, b] }`. */
const asKeys = (src: Source, node: Node, where: string, known: ReadonlyArray<string>): Keys | null => {
  if (node.kind === 'Seq') return new Map([['columns', { key: 'columns', keyOffset: node.offset, value: node }]]);
  const map = asMap(src, node, where);
  return map === null ? null : keysOf(src, map, where, known);
};

const asMethod = (src: Source, node: Node): string | null => {
  const text = asText(src, node, 'using');
  if (text === null) return null;
  return /^[a-z_][a-z0-9_-]*$/i.test(text)
    ? text.toLowerCase().replace(/-/g, '')
    : expected(src, node, 'using', 'one word, such as btree or gin');
};

const asParts = (src: Source, node: Node, fields: ReadonlySet<string>): ReadonlyArray<IndexPart> | null => {
  const items = asList(src, node, 'columns');
  if (items === null) return null;
  const parts = items.flatMap((item) => asIndexPart(src, item, fields) ?? []);
  return parts.length === items.length ? parts : null;
};

const uniqueKeys = ['columns', 'name', 'dedupe', 'nulls_not_distinct', 'deferrable', 'include'];

export interface SaidUnique {
  readonly unique: Unique;
  readonly rule: DataRule | null;
}

export const asUnique = (src: Source, node: Node, table: QName): SaidUnique | null => {
  const keys = asKeys(src, node, 'a unique', uniqueKeys);
  if (keys === null) return null;
  const columns = required(src, keys, node.offset, 'columns', 'a unique', (n) => asNames(src, n, 'columns'));
  const made = {
    name: optional(keys, 'name', (n) => (isNull(n) ? null : asName(src, n, 'name')), null),
    nullsNotDistinct:
      optional(keys, 'nulls_not_distinct', (n) => asBoolean(src, n, 'nulls_not_distinct'), null) ?? false,
    deferrable: asDeferrable(src, keys),
    include: optional(keys, 'include', (n) => asNames(src, n, 'include'), null) ?? [],
  };
  const dedupe = optional(keys, 'dedupe', (n) => asDedupe(src, n), null);
  const at = src.at(keys.get('dedupe')?.keyOffset ?? node.offset);
  if (columns === null) return null;
  return {
    unique: unique(columns, made),
    rule:
      dedupe === null || dedupe.keep === null
        ? null
        : { kind: 'Dedupe', table, columns, keep: dedupe.keep, by: dedupe.by, at },
  };
};

interface Dedupe {
  readonly keep: 'newest' | 'oldest' | 'first' | 'null others' | null;
  readonly by: string | null;
}

const dedupes = ['refuse', 'keep newest', 'keep oldest', 'keep first', 'null others'] as const;

const asDedupe = (src: Source, node: Node): Dedupe | null => {
  const text = asText(src, node, 'dedupe');
  if (text === null) return null;
  const [, word = text, by] = /^([^()]*)\(\s*([^()]+?)\s*\)\s*$/.exec(text) ?? [];
  const said = asWord(src, { kind: 'Scalar', offset: node.offset, plain: false, text: word.trim() }, 'dedupe', dedupes);
  if (said === null) return null;
  const wants = said === 'keep newest' || said === 'keep oldest';
  if (wants && by === undefined) {
    return badValue(
      src,
      node,
      'dedupe',
      'it does not say by which column',
      `Write dedupe: ${said.replace(' ', '_')}(created_at).`,
    );
  }
  if (!wants && by !== undefined) return badValue(src, node, 'dedupe', `${said.replace(' ', '_')} takes no column`);
  const keep = {
    refuse: null,
    'keep newest': 'newest',
    'keep oldest': 'oldest',
    'keep first': 'first',
    'null others': 'null others',
  } as const;
  return { keep: keep[said], by: by ?? null };
};

/** A text, or a map by engine, is short for `{ expr: … }`. */
export const asCheck = (src: Source, node: Node): Check | null => {
  const bare =
    node.kind === 'Scalar' || (node.kind === 'Map' && !node.entries.some((e) => e.key === 'expr' || e.key === 'name'));
  if (bare && !(node.kind === 'Map' && node.entries.length === 0)) {
    const expr = asExpr(src, node, 'checks');
    return expr === null ? null : check(expr);
  }
  const map = asMap(src, node, 'a check');
  if (map === null) return null;
  const keys = keysOf(src, map, 'a check', ['name', 'expr']);
  const expr = required(src, keys, map.offset, 'expr', 'a check', (n) => asExpr(src, n, 'expr'));
  const name = optional(keys, 'name', (n) => (isNull(n) ? null : asName(src, n, 'name')), null);
  return expr === null ? null : check(expr, { name });
};
