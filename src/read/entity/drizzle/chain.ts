/** `text('name').notNull().unique()` taken apart: what is called first, and what is called on it. */
import { importedFrom, type Value } from '../typescript/value.js';

export interface Step {
  readonly name: string;
  readonly args: ReadonlyArray<Value>;
  readonly call: Value;
}

export interface Chain {
  /** The first call, or what stands before the first dot when that is no call. */
  readonly base: Value;
  readonly steps: ReadonlyArray<Step>;
}

/** @param isBase where to stop: `s.table('x')` is one call, and no step of `s` */
export const chainOf = (value: Value, isBase: (v: Value) => boolean): Chain => {
  const steps: Step[] = [];
  let at = value;
  while (!isBase(at) && at.kind === 'Call' && at.callee.kind === 'Member') {
    steps.unshift({ name: at.callee.name, args: at.args, call: at });
    at = at.callee.of;
  }
  return { base: at, steps };
};

const ownPackage = (name: string): boolean => name === 'drizzle-orm' || name.startsWith('drizzle-orm/');

/** What the library calls it, and the part of the library it is from: `pg-core`; '' for the library itself. */
export const fromDrizzle = (v: Value): { readonly name: string; readonly part: string } | null => {
  const name = importedFrom(v, ownPackage);
  return name === null || v.kind !== 'Foreign' ? null : { name, part: v.from.replace(/^drizzle-orm\/?/, '') };
};

/** The function of the library that is called; null for anything else. */
export const calledFunction = (
  v: Value,
): { readonly name: string; readonly part: string; readonly args: ReadonlyArray<Value> } | null => {
  const called = v.kind === 'Call' ? fromDrizzle(v.callee) : null;
  return called === null || v.kind !== 'Call' ? null : { ...called, args: v.args };
};
