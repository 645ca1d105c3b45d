/** What stands first in a column: a function of the library, an enum type, or a type of one's own. */
import type { EnumType } from '../../../ir/schema.js';
import { suggest } from '../../../ir/suggest.js';
import { type DataType, T } from '../../../ir/type.js';
import { noOptions, readOptions, report, reportComputed, type Subject } from '../typescript/options.js';
import { textOf, type Value } from '../typescript/value.js';
import { calledFunction } from './chain.js';
import type { Flavour } from './flavour.js';
import { labelsOf } from './tables.js';
import type { World } from './world.js';

export interface Base {
  /** Of one value, in the engine's words. */
  readonly spelling: string;
  /** Enums; null = what the spelling says. */
  readonly type: DataType | null;
  readonly serial: boolean;
}

export const asBase = (world: World, flavour: Flavour, subject: Subject, base: Value): Base | null => {
  const { reporter } = world;
  const type = (spelling: string, stated: DataType | null = null): Base => ({ spelling, type: stated, serial: false });
  const ofEnum = base.kind === 'Call' ? world.enumOf(base.callee) : null;
  if (ofEnum !== null) return type(enumSpelling(ofEnum), T.enum([], ofEnum.name));
  const custom = base.kind === 'Call' ? calledFunction(base.callee) : null;
  if (custom?.name === 'customType' && base.kind === 'Call') {
    const spelling = customType(world, subject, custom.args[0], base.args);
    return spelling === null ? null : type(spelling);
  }
  const called = calledFunction(base);
  if (called === null)
    return reportComputed(reporter, subject, base, 'Write it with a column function of the library.');
  if (called.name === flavour.labels) {
    const [first, second] = called.args;
    const labels = labelsOf(
      world,
      'the labels',
      subject.entity,
      textOf(first) === null ? (first ?? base) : (second ?? base),
    );
    return labels === null ? null : type('enum', T.enum(labels));
  }
  const builder = Object.hasOwn(flavour.builders, called.name) ? flavour.builders[called.name] : undefined;
  if (builder === undefined) {
    const near = suggest(called.name, Object.keys(flavour.builders));
    const hint = near === null ? `It is none of the column functions for ${flavour.name}.` : `Did you mean ${near}()?`;
    return report(reporter, 'spec.unknown-type', base.at, { type: `${called.name}()` }, hint);
  }
  const [first, second] = called.args;
  const settings = textOf(first) === null && first !== undefined ? first : second;
  const what = { what: `${called.name}()`, entity: subject.entity };
  const options =
    settings === undefined ? noOptions(base.at, what) : readOptions(reporter, what, settings, builder.settings);
  if (options === null) return null;
  const spelled = builder.spell(options);
  if (typeof spelled !== 'string') {
    return report(reporter, 'spec.missing-key', base.at, {
      key: spelled.missing,
      in: `${called.name}() of ${subject.entity}`,
    });
  }
  return { spelling: spelled, type: null, serial: builder.serial };
};

/** As PostgreSQL prints a type's name: in quotes where it needs them. */
const enumSpelling = ({ name }: EnumType): string =>
  [name.namespace, name.name]
    .flatMap((part) =>
      part === null ? [] : [/^[a-z_][a-z0-9_]*$/.test(part) ? part : `"${part.replaceAll('"', '""')}"`],
    )
    .join('.');

/** `dataType(config)` of the type's definition is asked; it mostly returns a text. */
const customType = (
  world: World,
  subject: Subject,
  definition: Value | undefined,
  args: ReadonlyArray<Value>,
): string | null => {
  const said = definition?.kind === 'Map' ? definition.entries.get('dataType')?.value : undefined;
  const at = said ?? definition;
  const [first, second] = args;
  const settings = textOf(first) === null && first !== undefined ? first : second;
  const made =
    said?.kind === 'Function'
      ? said.apply([settings ?? { kind: 'Literal', value: undefined, at: said.at }])
      : undefined;
  const spelling = textOf(made);
  if (spelling !== null) return spelling;
  const hint = 'Let dataType() return a text that is written out.';
  const what = { what: `dataType() of ${subject.what}`, entity: subject.entity };
  return at === undefined ? null : reportComputed(world.reporter, what, made ?? at, hint);
};
