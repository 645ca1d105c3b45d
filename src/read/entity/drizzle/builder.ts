/** A column function of the library: what it takes, and the type it makes. */
import type { Options } from '../typescript/options.js';

export interface Builder {
  /** Keys of its settings; those that mean nothing to the engine (`mode`, `enum`) are read and left. */
  readonly settings: ReadonlyArray<string>;
  /** The type in the engine's words; null when a setting is missing, with its name. */
  readonly spell: (o: Options) => string | { readonly missing: string };
  /** Counts by itself: PostgreSQL's serials, MySQL's SERIAL. */
  readonly serial: boolean;
}

export const plain = (spelling: string, ...settings: ReadonlyArray<string>): Builder => ({
  settings,
  spell: () => spelling,
  serial: false,
});

export const serial = (spelling: string, ...settings: ReadonlyArray<string>): Builder => ({
  settings,
  spell: () => spelling,
  serial: true,
});

/** `varchar(80)`: a size in parentheses, before what follows a blank. */
export const sized = (spelling: string, key: string, ...more: ReadonlyArray<string>): Builder => ({
  settings: [key, ...more],
  spell: (o) => withSizes(spelling, [o.number(key)]),
  serial: false,
});

/** As sized, and the size has to be said. */
export const measured = (spelling: string, key: string, ...more: ReadonlyArray<string>): Builder => ({
  settings: [key, ...more],
  spell: (o) => (o.has(key) ? withSizes(spelling, [o.number(key)]) : { missing: key }),
  serial: false,
});

export const withSizes = (spelling: string, sizes: ReadonlyArray<number | null>): string => {
  const said = sizes.filter((n) => n !== null);
  return said.length === 0 ? spelling : spelling.replace(/$|(?= )/, `(${said.join(',')})`);
};

/** `numeric(10,2)`; a scale without a precision is not written. */
export const scaled = (spelling: string, ...more: ReadonlyArray<string>): Builder => ({
  settings: ['precision', 'scale', 'mode', ...more],
  spell: (o) => {
    const precision = o.number('precision');
    const base = precision === null ? spelling : withSizes(spelling, [precision, o.number('scale')]);
    return more.includes('unsigned') && o.flag('unsigned') === true ? `${base} unsigned` : base;
  },
  serial: false,
});
