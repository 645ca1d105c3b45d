/** Within a table no two indexes or uniques, no two checks and no two foreign keys have one name on any engine. */
import type { Parts } from './check-columns.js';
import type { Node } from './node.js';
import type { Source } from './report.js';

export const checkNames = (src: Source, table: string, parts: Parts): void => {
  const alone = (kind: string, named: ReadonlyArray<readonly [name: string | null, node: Node]>): void => {
    if (named.length < 2 || new Set(named.map(([name]) => name)).size === named.length) return;
    const seen = new Set<string>();
    for (const [name, node] of [...named].sort(([, a], [, b]) => a.offset - b.offset)) {
      if (name === null) continue;
      if (seen.has(name))
        src.report('schema.duplicate', node.offset, { kind, name, table }, 'Give one of them another name.');
      seen.add(name);
    }
  };
  alone('index', [
    ...parts.uniques.map(([u, node]) => [u.unique.name, node] as const),
    ...parts.indexes.map(([i, node]) => [i.name, node] as const),
  ]);
  alone(
    'check',
    parts.checks.map(([c, node]) => [c.name, node] as const),
  );
  alone(
    'foreign key',
    parts.foreignKeys.map(([fk, node]) => [fk.name, node] as const),
  );
};
