import type { ClassInfo } from './value.js';

/** A chain of classes longer than this is a circle. */
const longest = 200;

/** A class that is, some way up, its own base. JavaScript would refuse it; a reader must not follow it for ever. */
export const extendsItself = (c: ClassInfo): boolean => {
  let up: ClassInfo | null = c;
  for (let i = 0; i < longest && up !== null; i++) {
    const parent: ClassInfo['parent'] = up.parent;
    up = parent?.kind === 'Class' ? parent.class : null;
  }
  return up !== null;
};
