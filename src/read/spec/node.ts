/**
 * A YAML document as the spec reader sees it: no engine types, no prototypes, every node with its place in the text.
 * A plain scalar keeps its source (`1.10`, `010`, `no`), since YAML versions disagree about what those mean.
 */
export interface MapNode {
  readonly kind: 'Map';
  readonly offset: number;
  readonly entries: ReadonlyArray<Entry>;
}

export interface Entry {
  readonly key: string;
  readonly keyOffset: number;
  readonly value: Node;
}

export interface SeqNode {
  readonly kind: 'Seq';
  readonly offset: number;
  readonly items: ReadonlyArray<Node>;
}

export interface ScalarNode {
  readonly kind: 'Scalar';
  readonly offset: number;
  /** Plain scalars may mean null, a boolean or a number; all others are strings. */
  readonly plain: boolean;
  readonly text: string;
}

export type Node = MapNode | SeqNode | ScalarNode;

export const isNull = (node: Node): boolean =>
  node.kind === 'Scalar' && node.plain && /^(?:~|null|Null|NULL|)$/.test(node.text);

/** YAML 1.2 core schema; `yes`, `no`, `on` and `off` are strings there. */
export const booleanOf = (node: Node): boolean | null => {
  if (node.kind !== 'Scalar' || !node.plain) return null;
  if (/^(?:true|True|TRUE)$/.test(node.text)) return true;
  return /^(?:false|False|FALSE)$/.test(node.text) ? false : null;
};

/** For people: what stands there instead of what was expected. */
export const describe = (node: Node): string => {
  if (node.kind === 'Map') return 'a map';
  if (node.kind === 'Seq') return 'a list';
  if (isNull(node)) return 'nothing';
  return JSON.stringify(shown(node));
};

/** The text itself, cut where it would fill the line. */
export const shown = (node: Node): string => {
  if (node.kind !== 'Scalar') return node.kind === 'Map' ? 'a map' : 'a list';
  return node.text.length > 60 ? `${node.text.slice(0, 60)}…` : node.text;
};
