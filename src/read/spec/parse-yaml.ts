/**
 * YAML text → nodes, whatever the text is. The `yaml` library parses, without its engine types; aliases, merge keys, tags and
 * duplicate keys are resolved here, where a budget and a position belong to each.
 */
import {
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  type Pair,
  type ParsedNode,
  parseDocument,
  type Scalar,
  type YAMLError,
} from 'yaml';
import { maxDepth } from './limits.js';
import type { Entry, MapNode, Node } from './node.js';
import { forbiddenName, type Report } from './report.js';

/** Nodes that aliases may add to a document: room for shared columns, none for a bomb. */
const maxAliased = 20_000;
/** One slip of the indentation can make an error of every line after it. */
const maxErrors = 50;

/**
 * The document's root, or null after reporting why there is none. `within`: the block whose keys must be sound, at the root
 * of the document or anywhere in it.
 */
export const parseYaml = (report: Report, text: string, within: string, anywhere = false): Node | null => {
  // The failsafe schema leaves every plain scalar as its text. Its own check of duplicate keys is quadratic.
  const document = parseDocument(text, { schema: 'failsafe', uniqueKeys: false, prettyErrors: false });
  for (const error of document.errors.slice(0, maxErrors)) syntax(report, error);
  if (document.errors.length > 0) return null;
  return document.contents === null
    ? { kind: 'Scalar', offset: 0, plain: true, text: '' }
    : convert(report, document.contents, within, anywhere);
};

const syntax = (report: Report, error: YAMLError): void => {
  const detail = error.message.split('\n')[0] ?? '';
  const stack = detail.startsWith('Maximum call stack');
  if (error.code === 'MULTIPLE_DOCS') {
    report('source.syntax', error.pos[0], { why: 'a second document begins' }, 'Keep one YAML document in a file.');
  } else report('source.syntax', error.pos[0], { why: stack ? 'nested too deeply' : detail });
};

type Any = ParsedNode | null;

interface Walk {
  readonly report: Report;
  readonly anchors: Map<string, Any>;
  aliased: number;
  exhausted: boolean;
  /** Inside the block that is read: only there a key or a tag can be wrong. */
  inside: boolean;
  /** The block's key, where it may stand below the root too. */
  readonly nested: string | null;
}

const empty = (offset: number): Node => ({ kind: 'Scalar', offset, plain: true, text: '' });

const convert = (report: Report, root: ParsedNode, within: string, anywhere: boolean): Node | null => {
  const nested = anywhere ? within : null;
  const walk: Walk = { report, anchors: new Map(), aliased: 0, exhausted: false, inside: false, nested };
  if (!isMap(root)) return nodeOf(walk, root, 0, 0, false);
  const entries: Entry[] = [];
  const seen = new Set<string>();
  for (const pair of root.items) {
    const key = isScalar(pair.key) ? textOf(pair.key) : null;
    walk.inside = key === within;
    const offset = offsetOf(pair.key, offsetOf(root, 0));
    if (key !== null && walk.inside && seen.has(key)) report('spec.duplicate-key', offset, { key });
    if (key !== null) seen.add(key);
    const value = nodeOf(walk, pair.value, offset, 1, false);
    if (key !== null && value !== null) entries.push({ key, keyOffset: offset, value });
  }
  return { kind: 'Map', offset: offsetOf(root, 0), entries };
};

const offsetOf = (node: { range?: readonly number[] | null } | null, otherwise: number): number =>
  node?.range?.[0] ?? otherwise;

/** `aliased`: this node is reached through an alias, so it counts against the budget. Null = refused and reported. */
const nodeOf = (walk: Walk, node: Any, otherwise: number, depth: number, aliased: boolean): Node | null => {
  if (node === null) return empty(otherwise);
  const offset = offsetOf(node, otherwise);
  if (walk.exhausted) return null;
  if (depth > maxDepth || (aliased && ++walk.aliased > maxAliased)) {
    walk.exhausted = true;
    walk.report(
      'source.too-large',
      offset,
      { source: 'what the aliases stand for', why: `more than ${maxAliased} nodes or ${maxDepth} levels` },
      'Write out what the alias stands for.',
    );
    return null;
  }
  if (isAlias(node)) {
    const target = walk.anchors.get(node.source);
    if (target !== undefined) return nodeOf(walk, target, offset, depth + 1, true);
    if (walk.inside) walk.report('source.syntax', offset, { why: `alias *${node.source} has no anchor before it` });
    return null;
  }
  if (node.anchor !== undefined) walk.anchors.set(node.anchor, node);
  if (walk.inside && !knownTag(node.tag)) {
    walk.report('source.syntax', offset, { why: `tag ${node.tag ?? ''} has no meaning here` }, 'Remove the tag.');
  }
  if (isScalar(node)) {
    const plain = node.type === 'PLAIN' && node.tag !== 'tag:yaml.org,2002:str';
    const text = textOf(node);
    // Nothing stands nowhere: its key, or its list, is the place to show.
    return plain && text === '' ? empty(otherwise) : { kind: 'Scalar', offset, plain, text };
  }
  if (isSeq(node)) {
    const items: Node[] = [];
    for (const item of node.items) {
      // An entry `a: b` of a flow list is a map of its own.
      const value = isPair(item)
        ? mapOf(walk, [item], offset, depth, aliased)
        : nodeOf(walk, item, offset, depth + 1, aliased);
      if (value !== null) items.push(value);
    }
    return { kind: 'Seq', offset, items };
  }
  return mapOf(walk, node.items, offset, depth, aliased);
};

/** The failsafe schema knows str, seq and map; of the others only those that change nothing are let through. */
const knownTag = (tag: string | undefined): boolean =>
  tag === undefined || /^(?:!|tag:yaml\.org,2002:(?:str|map|seq|int|float|bool|null))$/.test(tag);

const textOf = (node: Scalar): string => (typeof node.value === 'string' ? node.value : '');

const mapOf = (
  walk: Walk,
  pairs: ReadonlyArray<Pair<unknown, unknown>>,
  offset: number,
  depth: number,
  aliased: boolean,
): MapNode => {
  const entries: Entry[] = [];
  const merged: Entry[] = [];
  const seen = new Set<string>();
  for (const pair of pairs as ReadonlyArray<Pair<ParsedNode, Any>>) {
    const keyOffset = offsetOf(pair.key, offset);
    const key = isScalar(pair.key) ? textOf(pair.key) : null;
    const outside = !walk.inside;
    walk.inside ||= key !== null && key === walk.nested;
    const value = nodeOf(walk, pair.value ?? null, keyOffset, depth + 1, aliased);
    if (outside) walk.inside = false;
    if (key === null) {
      if (walk.inside) walk.report('source.syntax', keyOffset, { why: 'a key must be a plain word or a text' });
    } else if (walk.inside && forbiddenName(key)) {
      walk.report('spec.forbidden-name', keyOffset, { name: key }, 'Choose another name.');
    } else if (walk.inside && seen.has(key)) {
      walk.report('spec.duplicate-key', keyOffset, { key }, 'Keep one of them.');
    } else {
      seen.add(key);
      if (key === '<<' && value !== null) merged.push(...mergedEntries(walk, value));
      else if (value !== null) entries.push({ key, keyOffset, value });
    }
  }
  for (const entry of merged) {
    if (!seen.has(entry.key)) entries.push(entry);
    seen.add(entry.key);
  }
  return { kind: 'Map', offset, entries };
};

/** `<<: *base` and `<<: [*a, *b]`: keys written out win over merged ones, earlier maps over later ones. */
const mergedEntries = (walk: Walk, value: Node): ReadonlyArray<Entry> => {
  if (value.kind === 'Map') return value.entries;
  if (value.kind === 'Seq' && value.items.every((item) => item.kind === 'Map')) {
    return value.items.flatMap((item) => (item.kind === 'Map' ? item.entries : []));
  }
  if (walk.inside) walk.report('source.syntax', value.offset, { why: 'only maps can be merged with <<' });
  return [];
};
