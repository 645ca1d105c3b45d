/** The arguments of an attribute by the names of its constructor's parameters, and their values. */
import type { Position } from '../../../ir/problem.js';
import { suggest } from '../../../ir/suggest.js';
import { type Node, nodeAt, placeOf, textAt } from './php/node.js';
import type { PhpClass } from './php/parse.js';
import type { PhpValue } from './php/value.js';
import { type Context, expected, valueIn } from './report.js';

/** An attribute, or an object of one inside another. */
export interface Written {
  readonly name: string;
  readonly args: ReadonlyArray<Node>;
  readonly at: Position;
  /** Whose text it stands in. */
  readonly within: PhpClass;
}

export interface Arguments {
  readonly at: Position;
  readonly within: PhpClass;
  readonly short: string;
  readonly given: ReadonlyMap<string, Node>;
  /** Named arguments beyond the parameters, where those are taken. */
  readonly others: ReadonlyMap<string, Node>;
}

/** @param parameters in order; `...` at the end takes any other named argument. */
export const argumentsOf = (c: Context, w: Written, parameters: ReadonlyArray<string>): Arguments => {
  const given = new Map<string, Node>();
  const others = new Map<string, Node>();
  const names = parameters.filter((p) => p !== '...');
  const open = names.length < parameters.length;
  const short = w.name.slice(w.name.lastIndexOf('\\') + 1);
  for (const [i, arg] of w.args.entries()) {
    const at = placeOf(arg, w.within.file);
    if (arg.kind === 'variadic') {
      c.report('entity.computed', at, {
        what: `an argument of ${short}`,
        entity: w.within.name,
        why: 'it is unpacked',
      });
      continue;
    }
    const name = arg.kind === 'namedargument' ? textAt(arg, 'name') : (names[i] ?? null);
    const value = arg.kind === 'namedargument' ? nodeAt(arg, 'value') : arg;
    if (name === null || value === null) {
      c.report('entity.invalid', at, {
        what: `argument ${i + 1} of ${short}`,
        entity: w.within.name,
        why: 'it takes fewer',
      });
    } else if (names.includes(name)) given.set(name, value);
    else if (open) others.set(name, value);
    else {
      const near = suggest(name, names);
      const hint = near === null ? `It takes ${names.join(', ')}.` : `Did you mean ${JSON.stringify(near)}?`;
      c.report('spec.unknown-key', at, { key: name, in: `#[${short}]` }, hint);
    }
  }
  return { at: w.at, within: w.within, short, given, others };
};

const read = <A>(
  c: Context,
  a: Arguments,
  name: string,
  wanted: string,
  take: (v: PhpValue) => A | null,
  otherwise: A,
): A => {
  const node = a.given.get(name);
  if (node === undefined) return otherwise;
  const value = valueIn(c, node, a.within, `${name} of ${a.short}`);
  if (value === null || value.kind === 'null') return otherwise;
  const taken = take(value);
  if (taken !== null) return taken;
  expected(c, value, placeOf(node, a.within.file), `${name} of ${a.short}`, wanted);
  return otherwise;
};

export const textArgument = (c: Context, a: Arguments, name: string): string | null =>
  read<string | null>(c, a, name, 'a text', (v) => (v.kind === 'string' ? v.value : null), null);

export const truth = (c: Context, a: Arguments, name: string, otherwise: boolean): boolean =>
  read<boolean | null>(c, a, name, 'true or false', (v) => (v.kind === 'bool' ? v.value : null), otherwise) ??
  otherwise;

export const wholeNumber = (c: Context, a: Arguments, name: string, otherwise: number): number =>
  read<number | null>(c, a, name, 'a whole number', (v) => (v.kind === 'int' ? Number(v.text) : null), otherwise) ??
  otherwise;

/** One text or a list of them. */
export const textList = (c: Context, a: Arguments, name: string): ReadonlyArray<string> | null =>
  read<ReadonlyArray<string> | null>(c, a, name, 'a text or a list of texts', textsIn, null);

const textsIn = (v: PhpValue): ReadonlyArray<string> | null => {
  if (v.kind === 'string') return [v.value];
  if (v.kind !== 'array') return null;
  const all = v.entries.map((e) => (e.value.kind === 'string' ? e.value.value : null));
  return all.includes(null) ? null : all.flatMap((t) => t ?? []);
};

export interface Nested extends Written {
  readonly key: string | null;
}

/** A list of objects: `columns: [new Column(...)]`. */
export const objects = (c: Context, a: Arguments, name: string, wanted: string): ReadonlyArray<Nested> =>
  read<ReadonlyArray<Nested>>(
    c,
    a,
    name,
    `a list of new ${wanted}(...)`,
    (v) => {
      const entries = v.kind === 'array' ? v.entries : v.kind === 'new' ? [{ key: null, value: v }] : null;
      if (entries === null || entries.some((e) => e.value.kind !== 'new')) return null;
      return entries.flatMap(({ key, value }) => (value.kind === 'new' ? [{ ...value, key }] : []));
    },
    [],
  );
