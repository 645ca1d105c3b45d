import { type QName, sameName, showName } from '../ir/name.js';
import type { Opaque } from '../ir/schema.js';
import { check, finding, plain } from './check.js';
import type { Event, PlanFacts } from './facts/facts.js';
import { at } from './words.js';

interface Broken {
  readonly table: QName;
  readonly column: string | null;
  readonly by: Opaque;
  readonly what: string;
  /** Nobody knows which columns it reads. */
  readonly perhaps: boolean;
}

const readers: ReadonlySet<Opaque['kind']> = new Set([
  'view',
  'materialized view',
  'trigger',
  'function',
  'rule',
  'event',
]);

interface Change {
  readonly table: QName;
  readonly column: string | null;
  readonly what: string;
}

const changeOf = ({ intent: i }: Event, followsRenames: boolean): Change | null => {
  switch (i.kind) {
    case 'DropTable':
      return { table: i.table.name, column: null, what: `${showName(i.table.name)} is dropped` };
    case 'DropColumn':
      return { table: i.table, column: i.column.name, what: `${at(i.table, i.column.name)} is dropped` };
    case 'RenameTable':
      return followsRenames ? null : { table: i.from, column: null, what: `${showName(i.from)} is renamed` };
    case 'RenameColumn':
      return followsRenames ? null : { table: i.table, column: i.from, what: `${at(i.table, i.from)} is renamed` };
    default:
      return null;
  }
};

const broken = (facts: PlanFacts): ReadonlyArray<Broken> =>
  facts.events.flatMap((e) => {
    const change = changeOf(e, facts.dialect.probe.viewsFollowRenames);
    if (change === null) return [];
    return e.before.schema.opaque.flatMap((by): ReadonlyArray<Broken> => {
      // What sits on a dropped table goes with it.
      const own = by.on !== null && sameName(by.on, change.table) && change.column === null;
      if (!readers.has(by.kind) || own) return [];
      const reads = by.dependsOn.filter((d) => sameName(d.table, change.table));
      const named = reads.filter((d) => change.column === null || d.columns?.includes(change.column) === true);
      const perhaps = named.length === 0 && reads.some((d) => d.columns === null);
      return named.length > 0 || perhaps ? [{ ...change, by, perhaps }] : [];
    });
  });

export const breakDependent = check<Broken>({
  code: 'break-dependent',
  loses: false,
  page: {
    title: 'A view, trigger or function that the change breaks',
    why: 'What reads a column or table by name fails when it is gone: PostgreSQL refuses the change, SQLite refuses it or fails at the next write, MySQL and MariaDB let it pass and break the view at its next reader. There, a rename does the same.',
    fix: 'Drop what reads it in a migration of its own before, and make it again after.',
  },
  appliesTo: broken,
  probe: () => null,
  judge: (b) =>
    finding(
      'break-dependent',
      b.perhaps ? 'warn' : 'error',
      { table: b.table, column: b.column },
      `${b.what}, and the ${b.by.kind} ${showName(b.by.name)} ${b.perhaps ? 'may read' : 'reads'} it.`,
      plain,
      `Change or drop the ${b.by.kind} ${showName(b.by.name)} first.`,
    ),
});
