/** What a short name means in a file: its namespace and its `use` statements. PHP's class names know no case. */
import { type Node, nodesAt, textAt } from './node.js';

export interface Scope {
  readonly namespace: string;
  /** By alias, lower case. */
  readonly uses: ReadonlyMap<string, string>;
}

/** Imports of functions and constants are not of classes. */
export const usesIn = (statements: ReadonlyArray<Node>): ReadonlyMap<string, string> => {
  const uses = new Map<string, string>();
  for (const group of statements.filter((s) => s.kind === 'usegroup' && s['type'] === null)) {
    const prefix = textAt(group, 'name');
    for (const item of nodesAt(group, 'items')) {
      const name = textAt(item, 'name');
      if (name === null || item['type'] !== null) continue;
      const full = (prefix === null ? name : `${prefix}\\${name}`).replace(/^\\/, '');
      uses.set((textAt(item, 'alias') ?? shortName(full)).toLowerCase(), full);
    }
  }
  return uses;
};

export const shortName = (name: string): string => name.slice(name.lastIndexOf('\\') + 1);

/** @see https://www.php.net/manual/en/language.namespaces.rules.php */
export const resolveName = (name: string, scope: Scope): string => {
  if (name.startsWith('\\')) return name.slice(1);
  const relative = /^namespace\\(.+)$/i.exec(name)?.[1];
  if (relative !== undefined) return join(scope.namespace, relative);
  const [first = '', ...rest] = name.split('\\');
  const used = scope.uses.get(first.toLowerCase());
  return used === undefined ? join(scope.namespace, name) : [used, ...rest].join('\\');
};

const join = (namespace: string, name: string): string => (namespace === '' ? name : `${namespace}\\${name}`);
