/** Findings about two phases that no single step shows. They come from how the plan was made: asking settles none of them. */
import { showName } from '../ir/name.js';
import { type Problem, problem } from '../ir/problem.js';
import type { GoesOn, KeptWhole, PhaseNotes } from '../plan/phase-note.js';
import type { Finding } from '../plan/plan.js';
import { exact, finding, type Page, plain, rows } from './check.js';
import { list } from './words.js';

export const phasePages: Readonly<Record<string, Page>> = {
  'in-one-step': {
    title: 'A change that two phases would make safer is made in one step',
    why: 'Two columns can stand side by side only when each can be written alone. A key column, one that others point to, one that is computed or numbers itself, or one that a view or trigger reads cannot: the change is made at once, and programs that know only one of the two forms fail until they are replaced.',
    fix: 'Deploy it while no program of the last release runs, or take what is in the way off in a migration before.',
  },
  'one-way-sync': {
    title: 'What the new release writes is not seen by the old one',
    why: 'Nobody said how the old columns follow from the new ones. Between the phases the new columns follow the old ones, but not the other way round; a row that the new release writes is out of date for the old release, and rolling back loses it. A row that it leaves empty cannot be told from one that was never copied, so phase 2 stops there rather than let go of the only value.',
    fix: 'Say it: `dropped: { old_column: { backfill: "…" } }`, an expression over the new columns.',
  },
  'no-sync': {
    title: 'Nothing keeps the old and the new columns in step',
    why: 'Without triggers, what one release writes does not reach the columns of the other. Phase 2 stops when a row differs, and a plan that is made between the phases cannot tell that phase 1 was carried out.',
    fix: 'Let both releases write both columns, keep phase 2 as it was planned, or take --sync=triggers.',
  },
  'old-name-is-a-view': {
    title: 'A view stands under the old name of a table',
    why: 'Between the phases programs of the last release read and write through a view. INSERT, UPDATE, DELETE and SELECT reach the table; what an engine does with tables only does not. Which that is, each finding says for its engine.',
    fix: 'See that the last release does none of it, or rename the table while it does not run: --strategy=single.',
  },
  'action-past-triggers': {
    title: 'A foreign key writes a column past the triggers',
    why: 'On MySQL and MariaDB, ON DELETE SET NULL and ON UPDATE CASCADE write the rows that point somewhere without setting off their triggers. A column that triggers keep in step with others then says something else than they do, and phase 2 stops at that row. Rows that replication applies, and on PostgreSQL whatever runs with session_replication_role = replica, go past triggers too, but bring both sides as they were written.',
    fix: 'Give both sides the same foreign key, or delete and change no row that is pointed to until phase 2 is done.',
  },
  'phase-1-goes-on': {
    title: 'A first phase that was ended on its way goes on',
    why: 'The new columns are there as phase 1 makes them beside the old ones, but what keeps both in step is not, or not every row was copied: a run was ended before its end. What is missing is made, and rows are copied where the new side is as if nobody had written it. What else differs stops phase 2.',
    fix: 'Run phase 1 to its end before the new release is deployed. When MariaDB was ended while it read the triggers of a table it may refuse every write (`has an error in its body`) until that table changes or is flushed: FLUSH TABLES. Where the new columns are not of a first phase, take `renamed_from` or `backfill` out of the source.',
  },
  'rename-taken-as-done': {
    title: 'A declared rename finds both names',
    why: 'The new column is there beside the old one, and nothing keeps the two in step, so this plan takes the rename as done by other means. It does not copy a value, and the old column is dropped when the source does not mention it.',
    fix: 'See that the new column holds the values before the old one goes; take `renamed_from` out of the source when it does.',
  },
};

const keptFinding = (k: KeptWhole): Finding =>
  finding(
    'in-one-step',
    'info',
    { table: k.table, column: k.column },
    `${k.what.charAt(0).toUpperCase()}${k.what.slice(1)} is made in one step: ${k.because}.`,
    plain,
    'Deploy it while no program of the last release runs.',
  );

const goingOn = (g: GoesOn): Finding => {
  const [old, fresh] = [list(g.old), list(g.fresh)];
  const one = g.fresh.length === 1;
  const place = { table: g.table, column: g.fresh[0] ?? null };
  const remedy = 'Run phase 1 to its end before the new release is deployed.';
  if (g.rows === null)
    return finding(
      'phase-1-goes-on',
      'warn',
      place,
      `${fresh} ${one ? 'is' : 'are'} there beside ${old} and nothing keeps them in step, as when phase 1 was ended on its way: it goes on, and copies rows where ${fresh} hold${one ? 's' : ''} nothing.`,
      plain,
      remedy,
    );
  if (g.oneWay)
    return finding(
      'phase-1-goes-on',
      'warn',
      place,
      `${rows(g.rows)} hold${g.rows === 1 ? 's' : ''} nothing in ${fresh} where ${old} say${g.old.length === 1 ? 's' : ''} something: not copied, or emptied by the new release, and nobody can tell which. Phase 1 goes on and copies ${g.rows === 1 ? 'it' : 'them'}.`,
      exact(g.rows),
      `Where the new release emptied them, empty ${old}, too.`,
    );
  return finding(
    'phase-1-goes-on',
    'info',
    place,
    `${rows(g.rows)} ${g.rows === 1 ? 'was' : 'were'} not copied from ${old} to ${fresh}: phase 1 goes on with ${g.rows === 1 ? 'it' : 'them'}.`,
    exact(g.rows),
    remedy,
  );
};

export const phaseNotes = (n: PhaseNotes): ReadonlyArray<Finding> => [
  ...n.kept.map(keptFinding),
  ...n.oneWay.map((o) =>
    finding(
      'one-way-sync',
      'warn',
      { table: o.table, column: o.old[0] ?? null },
      `What the new release writes to ${list(o.fresh)} does not reach ${list(o.old)}: nobody said how the old side follows from the new one. Where it leaves ${list(o.fresh)} empty, phase 2 stops: that is what a row looks like that was not copied.`,
      plain,
      `Say it under dropped: ${o.old[0] ?? ''}: { backfill: … }.`,
    ),
  ),
  ...n.alone.map((o) =>
    finding(
      'no-sync',
      'warn',
      { table: o.table, column: o.old[0] ?? null },
      `Nothing keeps ${list(o.old)} and ${list(o.fresh)} in step between the phases: phase 2 stops when a row differs.`,
      plain,
      'Let both releases write both, or take --sync=triggers.',
    ),
  ),
  ...n.goesOn.map(goingOn),
  ...n.shown.map((v) =>
    finding(
      'old-name-is-a-view',
      'warn',
      { table: v.table, column: null },
      `${showName(v.oldName)} is a view of ${showName(v.table)} until phase 2: ${v.refuses} do not work there.${v.backRefuses ? ' A statement that runs there when phase 1 is undone may fail once (error 1356).' : ''}`,
      plain,
      `See that no program of the last release does that to ${showName(v.oldName)}.${v.backRefuses ? ' Undo phase 1 while nothing writes, or let programs try again.' : ''}`,
    ),
  ),
  ...n.past.map((p) =>
    finding(
      'action-past-triggers',
      'warn',
      { table: p.table, column: p.columns[0] ?? null },
      `What a foreign key's action writes to ${list(p.columns)} sets off no trigger, so ${list(p.old)} and ${list(p.fresh)} may differ: phase 2 stops at such a row.`,
      plain,
      'Give both sides the same foreign key, or change no row that is pointed to until then.',
    ),
  ),
  ...n.takenAsDone.map((t) =>
    finding(
      'rename-taken-as-done',
      'warn',
      { table: t.table, column: t.to },
      `${t.from} and ${t.to} are both there and nothing keeps them in step: the declared rename is taken as done, no value is copied.`,
      plain,
      `See that ${t.to} holds the values before ${t.from} goes.`,
    ),
  ),
];

/** Two phases were asked for. */
export const wholeProblems = (kept: ReadonlyArray<KeptWhole>): ReadonlyArray<Problem> =>
  kept.map((k) =>
    problem('plan.two-phase', {
      table: showName(k.table),
      column: k.column ?? '',
      what: k.what,
      why: k.because,
    }),
  );

export const isPhaseNote = (f: Finding): boolean => Object.hasOwn(phasePages, f.code);
