/** What stands in an attribute's parentheses, by name. */
import { suggest } from '../../../ir/suggest.js';
import type { Source } from '../../spec/report.js';
import type { Attribute, Value } from './ast.js';

export type Arguments = ReadonlyMap<string, Value>;

/** @param known the names it may have, first the one that needs no name */
export const argumentsOf = (src: Source, attribute: Attribute, known: ReadonlyArray<string>): Arguments => {
  const found = new Map<string, Value>();
  const where = `@${attribute.name}`;
  for (const argument of attribute.args) {
    const name = argument.name ?? known[0] ?? '';
    if (!known.includes(name)) {
      const near = suggest(name, known);
      const hint = known.length === 0 ? `${where} takes no arguments.` : `It takes ${known.join(', ')}.`;
      const data = { key: name === '' ? shown(argument.value) : name, in: where };
      src.report('spec.unknown-key', argument.offset, data, near === null ? hint : `Did you mean ${near}?`);
    } else if (found.has(name)) {
      src.report('spec.duplicate-key', argument.offset, { key: name, in: where });
    } else found.set(name, argument.value);
  }
  return found;
};

/** A value as it is written, as far as a message needs it. */
export const shown = (value: Value): string => {
  switch (value.kind) {
    case 'String':
      return JSON.stringify(value.value);
    case 'Number':
      return value.text;
    case 'Name':
      return value.name;
    case 'Call':
      return `${value.name}(…)`;
    case 'List':
      return '[…]';
  }
};

export const badValue = (src: Source, value: Value, key: string, why: string, hint: string | null = null): null => {
  src.report('spec.bad-value', value.offset, { key, value: shown(value), why }, hint);
  return null;
};

/** Null where it is not said, and where it is no text, which is then reported. */
export const textOf = (src: Source, args: Arguments, key: string): string | null => {
  const value = args.get(key);
  if (value === undefined) return null;
  if (value.kind === 'String' && value.value !== '') return value.value;
  return badValue(src, value, key, 'a name in quotes has to stand here');
};

/** One of the words, as a name without quotes. */
export const wordOf = <W extends string>(
  src: Source,
  args: Arguments,
  key: string,
  words: Readonly<Record<string, W>>,
): W | null => {
  const value = args.get(key);
  if (value === undefined) return null;
  const found = value.kind === 'Name' && Object.hasOwn(words, value.name) ? words[value.name] : undefined;
  return found ?? badValue(src, value, key, `it is one of ${Object.keys(words).join(', ')}`);
};
