/** The parser's tree, read with care: its declarations promise more than its nodes hold. */
import type { Position } from '../../../../ir/problem.js';

export interface Node {
  readonly kind: string;
  readonly [key: string]: unknown;
}

export const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof Reflect.get(value, 'kind') === 'string';

export const nodeAt = (node: Node, key: string): Node | null => {
  const value = node[key];
  return isNode(value) ? value : null;
};

export const nodesAt = (node: Node, key: string): ReadonlyArray<Node> => {
  const value = node[key];
  return Array.isArray(value) ? value.filter(isNode) : [];
};

/** A text, or the name that an identifier node holds. */
export const textAt = (node: Node, key: string): string | null => {
  const value = node[key];
  if (typeof value === 'string') return value;
  return isNode(value) && typeof value['name'] === 'string' ? value['name'] : null;
};

export const placeOf = (node: Node, file: string): Position => {
  const loc: unknown = node['loc'];
  const start: unknown = typeof loc === 'object' && loc !== null ? Reflect.get(loc, 'start') : null;
  const number = (key: string): number | null => {
    const value: unknown = typeof start === 'object' && start !== null ? Reflect.get(start, key) : null;
    return typeof value === 'number' ? value : null;
  };
  const column = number('column');
  return { file, line: number('line'), column: column === null ? null : column + 1 };
};
