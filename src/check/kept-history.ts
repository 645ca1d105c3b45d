import type { Intent } from '../intent/algebra.js';
import { type QName, sameName, showName } from '../ir/name.js';
import { advice, check, finding, inWords, open, plain } from './check.js';
import type { PlanFacts } from './facts/facts.js';
import { standing } from './facts/situation.js';

interface Historied {
  readonly table: QName;
  readonly sql: string;
}

/** What the rows of other times would have to follow. */
const changesRows: ReadonlySet<Intent['kind']> = new Set([
  'AddColumn',
  'DropColumn',
  'ChangeType',
  'SetNullability',
  'SetGenerated',
  'SetIdentity',
  'SetAttributes',
  'SetPrimaryKey',
  'AddUnique',
]);

const historied = (facts: PlanFacts): ReadonlyArray<Historied> => {
  const { history } = facts.dialect.probe;
  const kept =
    history === null ? [] : facts.from.opaque.flatMap((o) => (o.on !== null && history.keeps(o) ? [o.on] : []));
  if (history === null || kept.length === 0) return [];
  const changed = facts.events.flatMap(({ intent: i, before }) => {
    const table = changesRows.has(i.kind) && 'table' in i && !('columns' in i.table) ? i.table : null;
    return table === null ? [] : [standing(before, table)?.origin ?? null];
  });
  return kept
    .filter((t) => changed.some((c) => c !== null && sameName(c, t)))
    .map((table) => ({ table, sql: history.refuses.sql }));
};

export const keptHistory = check<Historied>({
  code: 'kept-history',
  loses: false,
  page: {
    title: 'A table that keeps the history of its rows changes',
    why: 'MariaDB refuses to change the columns of a table WITH SYSTEM VERSIONING (error 4119) unless the session says what is to become of the rows of other times, which it changes together with those of today.',
    fix: 'Run the migration with SET SESSION system_versioning_alter_history = KEEP, when the history may change with the table; else take it off first, or make a new table.',
  },
  appliesTo: historied,
  probe: ({ sql }) => inWords(sql),
  judge: ({ table }, a) => {
    const place = { table, column: null };
    const remedy = 'Run the migration with SET SESSION system_versioning_alter_history = KEEP.';
    const may = `${showName(table)} keeps the history of its rows: the server may refuse to change its columns.`;
    if (a.kind === 'Unknown') return finding('kept-history', advice(a), place, may, open(a), remedy);
    return (a.counts['refuses'] ?? 0) === 0
      ? null
      : finding(
          'kept-history',
          'error',
          place,
          `${showName(table)} keeps the history of its rows, and the server does not change that.`,
          plain,
          remedy,
        );
  },
});
