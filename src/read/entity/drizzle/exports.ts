/** What the files export: tables, enum types, and things that drizzle-kit makes and plans here do not. */

import type { Module } from '../typescript/modules.js';
import { type Reporter, report, reportComputed } from '../typescript/options.js';
import type { Program } from '../typescript/scope.js';
import { textOf, type Value } from '../typescript/value.js';
import type { Casing } from './casing.js';
import { calledFunction, chainOf } from './chain.js';

export interface Exported {
  readonly name: string;
  readonly value: Value;
}

/** Also what a file passes on from others. */
const namesOf = (program: Program, m: Module, seen: Set<Module>): ReadonlyArray<string> => {
  if (seen.has(m)) return [];
  seen.add(m);
  const starred = m.all.flatMap((from) => {
    const next = program.resolve(m, from);
    return next === null ? [] : namesOf(program, next, seen);
  });
  return [...m.exported.keys(), ...m.passedOn.keys(), ...starred];
};

/**
 * Each value once, under the first of its names.
 * @param named the files that speak; null = all of them
 */
export const exportsOf = (program: Program, named: ReadonlyArray<string> | null): ReadonlyArray<Exported> => {
  const seen = new Set<Value>();
  return program.modules
    .filter((m) => named?.includes(m.file) ?? true)
    .flatMap((m) =>
      namesOf(program, m, new Set()).flatMap((exported): ReadonlyArray<Exported> => {
        const value = program.exported(m, exported);
        if (value === null || seen.has(value)) return [];
        seen.add(value);
        return [{ name: exported === 'default' ? (m.exported.get(exported) ?? exported) : exported, value }];
      }),
    );
};

/** `casing` of a drizzle.config.ts that was given, too. */
export const casingOf = (reporter: Reporter, all: ReadonlyArray<Exported>): Casing => {
  for (const { value } of all) {
    const config =
      value.kind === 'Call' && value.callee.kind === 'Foreign' && value.callee.from === 'drizzle-kit'
        ? value.args[0]
        : undefined;
    const casing = config?.kind === 'Map' ? config.entries.get('casing')?.value : undefined;
    if (casing === undefined) continue;
    const text = textOf(casing);
    if (text === 'snake_case' || text === 'camelCase') return text;
    reportComputed(reporter, { what: 'casing', entity: 'drizzle-kit' }, casing);
  }
  return null;
};

/** Things that drizzle-kit makes and plans here do not. */
const unplanned = new Set([
  'pgView',
  'pgMaterializedView',
  'mysqlView',
  'sqliteView',
  'view',
  'pgSequence',
  'pgRole',
  'pgPolicy',
  'singlestoreTable',
  'gelTable',
]);

export const reportUnplanned = (reporter: Reporter, { name, value }: Exported): void => {
  const { base, steps } = chainOf(value, (v) => calledFunction(v) !== null);
  const called = calledFunction(base);
  const ofSchema = called?.name === 'pgSchema' || called?.name === 'mysqlSchema' ? steps[0]?.name : undefined;
  const made = ofSchema ?? called?.name ?? '';
  const isSchemaPart = ofSchema !== undefined && ['view', 'materializedView', 'sequence'].includes(ofSchema);
  const rls = steps.some((s) => s.name === 'enableRLS');
  if ((!unplanned.has(made) || ofSchema !== undefined) && !isSchemaPart && !rls) return;
  // It is there already, and nobody is to make it.
  if (steps.some((s) => s.name === 'existing')) return;
  const what = rls ? 'enableRLS()' : `${made}()`;
  const hint = 'Views, sequences, roles and policies are not planned: keep them in a file that is not given here.';
  report(reporter, 'entity.unsupported', value.at, { what, entity: name }, hint);
};
