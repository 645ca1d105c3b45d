/**
 * YAML as nearly every spec is written, read in a third of the time: js-yaml's events become the same nodes as
 * parse-yaml.ts makes. It has no words for what is wrong and leaves everything unusual alone: null then, and parse-yaml.ts
 * reads the text again, reports, and is right where the two differ. A law compares them.
 */
import {
  COLLECTION_STYLE,
  EVENT_ID,
  type Event,
  getScalarValue,
  parseEvents,
  SCALAR_STYLE,
  type ScalarEvent,
} from 'js-yaml';
import { maxDepth } from './limits.js';
import type { Entry, Node } from './node.js';
import { forbiddenName } from './report.js';

/** Rare, and full of corners: tabs, byte order marks, old Macs' line ends, marks between documents, explicit keys. */
const unusual = /[\t\ufeff]|\r(?!\n)|(?:^|\n) *(?:---|\.\.\.)|(?:^|[\s,[{:-])\?(?:\s|$)/;

/** Longer ones may not be written without `?`. https://yaml.org/spec/1.2.2/#742-flow-mappings */
const longestKey = 1000;

export const simpleYaml = (text: string): Node | null => {
  if (unusual.test(text)) return null;
  const events = eventsOf(text);
  const [document] = events;
  if (document?.type !== EVENT_ID.DOCUMENT || document.directives.length > 0) return null;
  const walk: Walk = { text, events, at: 1 };
  const root = nodeOf(walk, 0);
  // The document's end, and nothing behind it.
  return root?.kind === 'Map' && walk.at === events.length - 1 ? root : null;
};

const eventsOf = (text: string): ReadonlyArray<Event> => {
  try {
    return parseEvents(text, { maxDepth });
  } catch {
    return [];
  }
};

interface Walk {
  readonly text: string;
  readonly events: ReadonlyArray<Event>;
  at: number;
}

/** `otherwise`: where a node that is not written out is said to stand. */
const nodeOf = (walk: Walk, otherwise: number): Node | null => {
  const event = walk.events[walk.at++];
  if (event === undefined || event.type === EVENT_ID.DOCUMENT || event.type === EVENT_ID.POP) return null;
  if (event.anchorStart >= 0 || event.type === EVENT_ID.ALIAS || event.tagStart >= 0) return null;
  if (event.type === EVENT_ID.SCALAR) return scalarOf(walk.text, event, otherwise);
  // A map without braces in a list with brackets, `[a: b]`, has no place of its own.
  if (event.type === EVENT_ID.MAPPING && event.style === COLLECTION_STYLE.FLOW && walk.text[event.start] !== '{')
    return null;
  return event.type === EVENT_ID.SEQUENCE ? sequenceOf(walk, event.start) : mapOf(walk, event.start);
};

const ends = (walk: Walk): boolean => {
  if (walk.events[walk.at]?.type !== EVENT_ID.POP) return false;
  walk.at++;
  return true;
};

const sequenceOf = (walk: Walk, offset: number): Node | null => {
  const items: Node[] = [];
  while (!ends(walk)) {
    const item = nodeOf(walk, offset);
    if (item === null) return null;
    items.push(item);
  }
  return { kind: 'Seq', offset, items };
};

const short = 16;

const mapOf = (walk: Walk, offset: number): Node | null => {
  const entries: Entry[] = [];
  // Most maps are short, and looking through them is cheaper than a set.
  let seen: Set<string> | null = null;
  while (!ends(walk)) {
    const key = nodeOf(walk, -1);
    if (key?.kind !== 'Scalar' || key.offset < 0 || !stands(walk.text, key.offset)) return null;
    const value = nodeOf(walk, key.offset);
    const name = key.text;
    const isTwice = seen === null ? entries.some((e) => e.key === name) : seen.has(name);
    if (value === null || name === '<<' || name.length > longestKey || forbiddenName(name) || isTwice) return null;
    entries.push({ key: name, keyOffset: key.offset, value });
    if (entries.length === short) seen = new Set(entries.map((e) => e.key));
    else seen?.add(name);
  }
  return { kind: 'Map', offset, entries };
};

/** Apart from what is before it; js-yaml takes `- "a"b: c` for two things. */
const stands = (text: string, offset: number): boolean => offset === 0 || /[\s{[,]/.test(text.charAt(offset - 1));

const scalarOf = (text: string, event: ScalarEvent, otherwise: number): Node | null => {
  const plain = event.style === SCALAR_STYLE.PLAIN;
  if (plain && event.valueStart < 0) return { kind: 'Scalar', offset: otherwise, plain, text: '' };
  const offset = offsetOf(text, event);
  return offset === null ? null : { kind: 'Scalar', offset, plain, text: getScalarValue(text, event) };
};

/** Quotes, and the `|` or `>` before a block, belong to the node. */
const offsetOf = (text: string, event: ScalarEvent): number | null => {
  if (event.style === SCALAR_STYLE.PLAIN) return event.valueStart;
  if (event.style === SCALAR_STYLE.SINGLE_QUOTED || event.style === SCALAR_STYLE.DOUBLE_QUOTED)
    return event.valueStart - 1;
  const line = text.slice(text.lastIndexOf('\n', event.valueStart - 2) + 1, event.valueStart);
  const [header, another] = line.matchAll(/[|>]/g);
  if (header === undefined || another !== undefined || /[|>][-+]?\d/.test(line)) return null;
  return event.valueStart - line.length + header.index;
};
