/**
 * Steps between which nobody may look or write: a table under a new name and what stands under the old one; a column that
 * goes, and whatever wrote it for those who do not know it. An engine makes of them what comes nearest to one moment.
 */
import type { Dialect } from '../dialect/dialect.js';
import type { Intent, IntentByKind } from '../intent/algebra.js';
import { type QName, sameName } from '../ir/name.js';
import type { Draft } from './draft.js';

export const join = (drafts: ReadonlyArray<Draft>): Draft | null => {
  const first = drafts[0];
  const last = drafts.at(-1);
  return first === undefined || last === undefined
    ? null
    : {
        intents: drafts.flatMap((d) => d.intents),
        statements: drafts.flatMap((d) => d.statements),
        before: first.before,
        after: last.after,
        loses: drafts.flatMap((d) => d.loses),
      };
};

const only = (d: Draft | undefined): Intent | null => (d?.intents.length === 1 ? (d.intents[0] ?? null) : null);

const isViewOf = (i: Intent | null, name: QName): boolean =>
  (i?.kind === 'AddObject' || i?.kind === 'DropObject') && i.object.kind === 'view' && sameName(i.object.name, name);

/** How many steps from here on are a renaming with its columns and the view under the old name, or the way back. */
const moved = (drafts: ReadonlyArray<Draft>, at: number): number => {
  const first = only(drafts[at]);
  const table = first?.kind === 'RenameTable' ? first.to : first?.kind === 'DropObject' ? first.table : null;
  if (first === null || table === null) return 0;
  let end = at + 1;
  for (let i = only(drafts[end]); i?.kind === 'RenameColumn' && sameName(i.table, table); i = only(drafts[end]))
    end += 1;
  const last = only(drafts[end]);
  const whole =
    first.kind === 'RenameTable'
      ? last?.kind === 'AddObject' && isViewOf(last, first.from)
      : last?.kind === 'RenameTable' && isViewOf(first, last.to);
  return whole ? end - at + 1 : 0;
};

type Kept = IntentByKind[
  | 'DropObject'
  | 'AddObject'
  | 'DropColumn'
  | 'AddColumn'
  | 'RenameColumn'
  | 'SetDefault'
  | 'CopyColumns'];

const kept = (i: Intent | null): Kept | null => {
  switch (i?.kind) {
    case 'DropObject':
    case 'AddObject':
      return i.object.kind === 'view' ? null : i;
    case 'DropColumn':
    case 'AddColumn':
    case 'RenameColumn':
    case 'SetDefault':
      return i;
    case 'CopyColumns':
      return i.batch === null ? i : null;
    default:
      return null;
  }
};

/** Nobody who does not know the column can write a row without it. */
const mustBeGiven = (i: Kept): boolean =>
  i.kind === 'DropColumn' && !i.column.nullable && i.column.default === null && i.column.identity === null;

/**
 * The steps of a run that belong together: filling a column whose name another one just gave up is part of it, since whoever
 * reads that name would find nothing; else it is not worth making others wait.
 */
const trimmed = (run: ReadonlyArray<Kept>, renames: boolean): number => {
  const copy = renames ? -1 : run.findIndex((i) => i.kind === 'CopyColumns');
  return copy < 0 ? run.length : copy;
};

/**
 * How many steps from here on take off what writes a column together with that column, or put a column in another's place.
 * Where the column that goes can be left out, there is no hurry.
 */
const swapped = (drafts: ReadonlyArray<Draft>, at: number): number => {
  const first = kept(only(drafts[at]));
  if (first === null) return 0;
  const run: Kept[] = [];
  for (let i = kept(only(drafts[at])); i !== null && sameName(i.table, first.table); ) {
    run.push(i);
    i = kept(only(drafts[at + run.length]));
  }
  const has = (f: (i: Kept) => boolean): boolean => run.some(f);
  const takesOff = has((i) => i.kind === 'DropObject');
  const putsOn = has((i) => i.kind === 'AddObject');
  const renames = has((i) => i.kind === 'RenameColumn');
  return (takesOff && (renames || has(mustBeGiven))) || (putsOn && renames) ? trimmed(run, renames) : 0;
};

/** Where all of a migration is one transaction anyway, there is nothing to join. */
export const mergeMoments = (drafts: ReadonlyArray<Draft>, dialect: Dialect): ReadonlyArray<Draft> => {
  if (dialect.capabilities.foreignKeysInline) return drafts;
  const merged: Draft[] = [];
  for (let at = 0; at < drafts.length; ) {
    const many = Math.max(1, moved(drafts, at), swapped(drafts, at));
    const one = join(drafts.slice(at, at + many));
    if (one !== null) merged.push(one);
    at += many;
  }
  return merged;
};
