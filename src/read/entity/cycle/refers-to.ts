/** The classes that an entity's schema depends on: what it extends and uses, its attributes and what they name. */
import { isLeft } from '../../../prelude.js';
import type { SourceFile } from '../framework.js';
import { isNode, type Node, nodeAt, textAt } from './php/node.js';
import { parsePhp } from './php/parse.js';
import { resolveName, type Scope } from './php/scope.js';

/** Packages bring their own classes. */
const foreign = /^(?:Cycle|Spiral|Ramsey|Doctrine|Symfony|Psr)\\/i;

export const refersTo = (file: SourceFile): ReadonlyArray<string> => {
  const parsed = parsePhp(file);
  if (isLeft(parsed)) return [];
  const names = parsed.right.flatMap((c) => [
    ...(c.parent === null ? [] : [c.parent]),
    ...c.interfaces,
    ...c.traits,
    ...[...c.attributes, ...c.properties.flatMap((p) => p.attributes)].flatMap((a) => [
      a.name,
      ...a.args.flatMap((arg) => classesIn(arg, c.scope)),
    ]),
    ...[...c.constants.values()].flatMap((value) => classesIn(value, c.scope)),
  ]);
  return [...new Set(names)].filter((name) => !foreign.test(name));
};

/** `User::class`, `Role::Admin`, and texts that may be the name of a class. */
const classesIn = (node: Node, scope: Scope): ReadonlyArray<string> => {
  const own: string[] = [];
  const what = node.kind === 'staticlookup' ? nodeAt(node, 'what') : null;
  const name = what?.kind === 'name' ? textAt(what, 'name') : null;
  if (name !== null) own.push(resolveName(name, scope));
  const text = node.kind === 'string' ? String(node['value']) : '';
  if (/^\\?[A-Z]\w*(?:[\\/][A-Z]\w*)*$/.test(text)) {
    const full = text.replaceAll('/', '\\').replace(/^\\/, '');
    own.push(full, `${scope.namespace}\\${full}`);
  }
  const inner = Object.values(node).flatMap((value) => (Array.isArray(value) ? value : [value]));
  return [...own, ...inner.filter(isNode).flatMap((n) => classesIn(n, scope))];
};
