/** Places in the document: keys, and what `$ref: '#/components/schemas/User'` stands for. */
import type { Entry, MapNode, Node } from '../spec/node.js';

/** None when the key stands there twice: nobody can tell which one is meant. */
export const entryOf = (node: Node, key: string): Entry | undefined => {
  const found = node.kind === 'Map' ? node.entries.filter((e) => e.key === key) : [];
  return found.length === 1 ? found[0] : undefined;
};

/** Only within this document. https://www.rfc-editor.org/rfc/rfc6901#section-6 */
export const resolve = (root: MapNode, ref: string): Node | null => {
  if (!ref.startsWith('#/')) return null;
  const keys = ref.slice(2).split('/').map(keyOf);
  let node: Node = root;
  for (const key of keys) {
    const found: Entry | undefined = key === null ? undefined : entryOf(node, key);
    if (found === undefined) return null;
    node = found.value;
  }
  return node;
};

const keyOf = (token: string): string | null => {
  const plain = /%(?![0-9a-f]{2})/i.test(token) ? null : unescaped(token);
  return plain?.replaceAll('~1', '/').replaceAll('~0', '~') ?? null;
};

/** ASCII alone: names of components have nothing else. https://spec.openapis.org/oas/v3.1.1.html#components-object */
const unescaped = (token: string): string =>
  token.replace(/%([0-7][0-9a-f])/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
