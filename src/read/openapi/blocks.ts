/** Where a document says how something is stored. Elsewhere the extension would be passed over: that is a problem. */
import type { Entry, MapNode, Node } from '../spec/node.js';
import type { Source } from '../spec/report.js';
import { entryOf } from './pointer.js';

export const extension = 'x-altair-persistence';

export interface Block {
  readonly entry: Entry;
  /** The schema it stands on; null on the document. */
  readonly schema: MapNode | null;
}

export const blocksOf = (src: Source, root: MapNode): ReadonlyArray<Block> => {
  const components = entryOf(root, 'components');
  const schemas = components === undefined ? undefined : entryOf(components.value, 'schemas');
  const named = schemas?.value.kind === 'Map' ? schemas.value.entries : [];
  const holders: ReadonlyArray<Node> = [root, ...named.map((e) => e.value)];
  const blocks = holders.flatMap((holder) => {
    if (holder.kind !== 'Map') return [];
    const entries = holder.entries.filter((e) => e.key === extension);
    return entries.map((entry) => ({ entry, schema: holder === root ? null : holder }));
  });
  report(src, root, new Set(blocks.map((b) => b.entry)));
  return blocks;
};

const report = (src: Source, root: MapNode, read: ReadonlySet<Entry>): void => {
  const persistence = root.entries.find((e) => e.key === 'persistence');
  if (persistence !== undefined) {
    const data = { key: 'persistence', in: 'an OpenAPI document', suggestion: extension };
    src.report('spec.unknown-key', persistence.keyOffset, data, `Did you mean "${extension}"?`);
  }
  const visit = (node: Node, inside: string): void => {
    if (node.kind === 'Scalar') return;
    if (node.kind === 'Seq') {
      for (const item of node.items) visit(item, inside);
      return;
    }
    for (const entry of node.entries) {
      if (entry.key !== extension) visit(entry.value, entry.key);
      else if (!read.has(entry)) misplaced(src, entry, inside);
    }
  };
  visit(root, 'the document');
};

const misplaced = (src: Source, entry: Entry, inside: string): void =>
  src.report(
    'spec.unknown-key',
    entry.keyOffset,
    { key: extension, in: inside },
    'It is read on the document and on a schema of components.schemas.',
  );
