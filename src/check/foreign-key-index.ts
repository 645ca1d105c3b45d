import { showName } from '../ir/name.js';
import { check, finding, plain } from './check.js';
import { addedPairs, type Pair } from './facts/foreign-key-demands.js';
import { begins, indexed } from './indexed.js';
import { list } from './words.js';

export const foreignKeyIndex = check<Pair>({
  code: 'foreign-key-index',
  loses: false,
  page: {
    title: 'A foreign key without an index on its own side',
    why: 'Without an index on the referring columns, deleting or changing a row of the parent reads the whole child table, under locks. MySQL and MariaDB make the index themselves.',
    fix: 'Add an index that begins with the foreign key columns.',
  },
  appliesTo: (facts) =>
    facts.dialect.capabilities.foreignKeyNeedsIndex
      ? []
      : addedPairs(facts).filter((p) => !indexed(p.child).some((c) => begins(c, p.foreignKey.columns))),
  probe: () => null,
  judge: (p) =>
    finding(
      'foreign-key-index',
      'info',
      { table: p.table, column: p.foreignKey.columns.length === 1 ? (p.foreignKey.columns[0] ?? null) : null },
      `No index begins with ${list(p.foreignKey.columns)}: deleting rows of ${showName(p.foreignKey.references.table)} reads all of ${showName(p.table)}.`,
      plain,
      `Add an index on ${list(p.foreignKey.columns)}.`,
    ),
});
