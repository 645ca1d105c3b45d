/** Names and labels of the two migrations. */
import { slug } from '../name-migration.js';
import type { BegunAlias } from './find-tables.js';
import { namesOf, type SyncGroup } from './group.js';

export const labels = {
  expand: 'phase 1 (additive, deploys safely)',
  contract: 'phase 2 (destructive; deploy after phase 1 is verified in production)',
} as const;

/** What is changed in two phases. */
export interface Changes {
  readonly groups: ReadonlyArray<SyncGroup>;
  readonly aliases: ReadonlyArray<BegunAlias>;
}

const words = { rename: 'rename', 'type change': 'type_change', split: 'split', 'not null': 'not_null' } as const;

const plural = (word: string, n: number): string => (n === 1 ? word : `${word}s`);

const one = (phase: 'expand' | 'contract', g: SyncGroup): string => {
  if (g.why === 'not null') {
    const what = `${namesOf(g.fresh).map(slug).join('_and_')}_in_${slug(g.table.name)}`;
    return phase === 'expand' ? `fill_${what}_before_not_null` : `require_${what}`;
  }
  const of = `${words[g.why]}_of_${namesOf(g.old).map(slug).join('_and_')}_in_${slug(g.table.name)}`;
  return phase === 'expand'
    ? `add_new_${plural('column', g.fresh.length)}_for_${of}`
    : `drop_old_${plural('column', g.old.length)}_after_${of}`;
};

const aliased = (phase: 'expand' | 'contract', a: BegunAlias): string => {
  const [from, to] = [slug(a.oldName.name), slug(a.table.name)];
  return phase === 'expand'
    ? `rename_${from}_to_${to}_behind_a_view`
    : `drop_old_name_after_rename_of_${from}_to_${to}`;
};

const longest = 100;

/** The first group gives the name; a plan without groups is named like any other. */
export const namePhase = (phase: 'expand' | 'contract', { groups, aliases }: Changes, otherwise: string): string => {
  const [first, ...more] = [...aliases.map((a) => aliased(phase, a)), ...groups.map((g) => one(phase, g))];
  if (first === undefined) return otherwise;
  return `${first}${more.length === 0 ? '' : '_and_more'}`.slice(0, longest);
};
