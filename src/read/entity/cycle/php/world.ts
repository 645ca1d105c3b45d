/** All classes of the files, found by name whatever its case. */
import type { PhpClass, PhpProperty } from './parse.js';

export interface World {
  readonly all: ReadonlyArray<PhpClass>;
  readonly find: (name: string) => PhpClass | null;
}

export const world = (all: ReadonlyArray<PhpClass>): World => {
  const byName = new Map<string, PhpClass>();
  for (const c of all) if (!byName.has(c.name.toLowerCase())) byName.set(c.name.toLowerCase(), c);
  return { all, find: (name) => byName.get(name.replace(/^\\/, '').toLowerCase()) ?? null };
};

/** The classes above, the nearest first. */
export const parentsOf = (c: PhpClass, w: World): ReadonlyArray<PhpClass> => {
  const parents: PhpClass[] = [];
  for (let at = c; at.parent !== null; ) {
    const parent = w.find(at.parent);
    if (parent === null || parents.includes(parent) || parent === c) break;
    parents.push(parent);
    at = parent;
  }
  return parents;
};

/** Traits, and the traits that they use. */
export const traitsOf = (c: PhpClass, w: World, seen = new Set<string>()): ReadonlyArray<PhpClass> =>
  c.traits.flatMap((name) => {
    const trait = w.find(name);
    if (trait === null || seen.has(trait.name)) return [];
    seen.add(trait.name);
    return [trait, ...traitsOf(trait, w, seen)];
  });

export interface OwnedProperty extends PhpProperty {
  /** The class that declares it; a trait's property is the class's own. */
  readonly declaredBy: PhpClass;
  /** Where its text stands: the class or a trait. */
  readonly within: PhpClass;
}

/** As reflection lists them: the class's own first, then what it inherits and may see. */
export const allProperties = (c: PhpClass, w: World): ReadonlyArray<OwnedProperty> => {
  const found = new Map<string, OwnedProperty>();
  for (const owner of [c, ...parentsOf(c, w)]) {
    for (const within of [owner, ...traitsOf(owner, w)]) {
      for (const p of within.properties) {
        if (found.has(p.name) || (owner !== c && p.visibility === 'private')) continue;
        found.set(p.name, { ...p, declaredBy: owner, within });
      }
    }
  }
  return [...found.values()];
};

/** Whether the class, one of its parents or one of their interfaces is that interface. */
export const isA = (c: PhpClass, name: string, w: World, seen = new Set<string>()): boolean => {
  const wanted = name.replace(/^\\/, '').toLowerCase();
  const above = [...c.interfaces, ...(c.parent === null ? [] : [c.parent])];
  return above.some((n) => {
    if (n.toLowerCase() === wanted) return true;
    const found = w.find(n);
    if (found === null || seen.has(n)) return false;
    seen.add(n);
    return isA(found, name, w, seen);
  });
};
