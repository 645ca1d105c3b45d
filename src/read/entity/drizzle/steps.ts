/** What each call on a column adds to it. A later one takes the place of an earlier one, as in the library. */
import { E } from '../../../ir/expression.js';
import type { Column, Generated, Identity } from '../../../ir/schema.js';
import { noOptions, readOptions, reportExpected, type Subject } from '../typescript/options.js';
import { isNothing, textOf, type Value } from '../typescript/value.js';
import type { Base } from './base-type.js';
import { asDefault } from './default.js';
import type { Flavour } from './flavour.js';
import { asIdentity } from './identity.js';
import { asExpr, native } from './sql.js';
import type { World } from './world.js';

export interface Reference {
  readonly ref: Value;
  readonly actions: Value | null;
  readonly at: Value;
}

export interface Draft {
  readonly notNull: boolean;
  readonly value: Column['default'];
  readonly identity: Identity | null;
  readonly generated: Generated | null;
  readonly primary: boolean;
  readonly unique: { readonly name: string | null; readonly nullsNotDistinct: boolean } | null;
  readonly onUpdate: Column['onUpdate'];
  readonly references: ReadonlyArray<Reference>;
  readonly dimensions: number;
}

export const untouched: Draft = {
  notNull: false,
  value: null,
  identity: null,
  generated: null,
  primary: false,
  unique: null,
  onUpdate: null,
  references: [],
  dimensions: 0,
};

interface Context {
  readonly world: World;
  readonly flavour: Flavour;
  readonly subject: Subject;
  readonly base: Base;
  readonly at: Value;
}

type Take = (c: Context, d: Draft, args: ReadonlyArray<Value>) => Draft;

const nothing: Take = (_, d) => d;

const identity =
  (generation: 'always' | 'by default'): Take =>
  (c, d, [settings]) => ({
    ...d,
    identity: asIdentity(c.world, c.subject, generation, settings ?? null) ?? d.identity,
    notNull: true,
  });

/** An option object that may be left out. */
const optionsOf = (c: Context, what: string, v: Value | undefined, known: ReadonlyArray<string>) =>
  isNothing(v) || v === undefined
    ? noOptions(c.at.at, { what, entity: c.subject.entity })
    : readOptions(c.world.reporter, { what, entity: c.subject.entity }, v, known);

const isTrue = (v: Value | undefined): boolean => v?.kind === 'Literal' && v.value === true;

export const steps: Readonly<Record<string, Take>> = {
  $type: nothing,
  $default: nothing,
  $defaultFn: nothing,
  $onUpdate: nothing,
  $onUpdateFn: nothing,
  notNull: (_, d) => ({ ...d, notNull: true }),
  default: (c, d, [v]) =>
    v === undefined
      ? d
      : {
          ...d,
          value: asDefault(
            c.world,
            c.flavour,
            { what: `the default of ${c.subject.what}`, entity: c.subject.entity },
            { spelling: c.base.spelling, dimensions: d.dimensions },
            v,
          ),
        },
  defaultNow: (c, d) => ({ ...d, value: { kind: 'Expression', expr: native(c.flavour, c.flavour.now) } }),
  defaultRandom: (c, d) => ({ ...d, value: { kind: 'Expression', expr: native(c.flavour, 'gen_random_uuid()') } }),
  primaryKey: (c, d, [settings]) => {
    const options = optionsOf(c, 'primaryKey()', settings, ['autoIncrement', 'onConflict']);
    return {
      ...d,
      primary: true,
      identity: isTrue(options?.value('autoIncrement')) ? { kind: 'AutoIncrement' } : d.identity,
    };
  },
  autoincrement: (_, d) => ({ ...d, identity: { kind: 'AutoIncrement' } }),
  unique: (c, d, [name, settings]) => {
    const options = optionsOf(c, 'unique()', settings, ['nulls']);
    if (!isNothing(name) && name !== undefined && textOf(name) === null) {
      reportExpected(c.world.reporter, { what: 'the name of unique()', entity: c.subject.entity }, name, 'a text');
    }
    return { ...d, unique: { name: textOf(name), nullsNotDistinct: options?.text('nulls') === 'not distinct' } };
  },
  references: (c, d, [ref, actions]) =>
    ref === undefined ? d : { ...d, references: [...d.references, { ref, actions: actions ?? null, at: c.at }] },
  // A new column of which the old one is the element: what was said of that is not said of the array.
  array: (_, d) => ({ ...untouched, dimensions: d.dimensions + 1 }),
  generatedAlwaysAs: (c, d, [as, settings]) => {
    const what = `the expression of ${c.subject.what}`;
    const options = optionsOf(c, 'generatedAlwaysAs()', settings, ['mode']);
    if (as === undefined) return d;
    const text = textOf(as);
    const expr =
      text === null ? asExpr(c.world, c.flavour, { what, entity: c.subject.entity }, as) : native(c.flavour, text);
    const mode = options?.text('mode');
    const stored = mode === null || mode === undefined ? c.flavour.stored : mode === 'stored';
    return { ...d, generated: expr === null ? null : { expr, stored } };
  },
  generatedAlwaysAsIdentity: identity('always'),
  generatedByDefaultAsIdentity: identity('by default'),
  onUpdateNow: (_, d) => ({ ...d, onUpdate: E.call('current_timestamp') }),
};
