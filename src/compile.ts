/**
 * The compiler on one page: two sources and a target in, a plan out. Pure and synchronous; no logic of its own, each
 * line is a stage with its own file.
 */

import { capabilityGaps } from './check/capability-gap.js';
import { declaredOnly } from './check/declared.js';
import { impossible } from './check/impossible.js';
import { judgeOffline } from './check/judge-offline.js';
import { nameClashes } from './check/name-clashes.js';
import { phaseNotes, wholeProblems } from './check/phase-notes.js';
import { verdictOf } from './check/verdict.js';
import type { Dialect, ServerVersion } from './dialect/dialect.js';
import { dialectOf } from './dialect/registry.js';

import { parseRename } from './diff/parse-rename.js';

import { shareTables } from './diff/share-tables.js';
import type { Desired, Rename } from './ir/desired.js';
import type { DialectId, Expr } from './ir/expression.js';
import { fingerprint } from './ir/fingerprint.js';
import { keyOf } from './ir/name.js';
import { normalise } from './ir/normalise.js';
import type { Problem } from './ir/problem.js';
import { lookup } from './ir/record.js';
import { resolveNative } from './ir/resolve-native.js';
import type { Schema } from './ir/schema.js';
import { settleNames } from './ir/unnamed.js';
import { busyTables, type Online } from './pass/busy.js';
import { inPieces } from './pass/in-pieces.js';
import { keepRows, keptTablesOf } from './pass/keep-rows.js';
import { parseFixes } from './pass/parse-fix.js';
import type { BegunAlias } from './pass/phases/find-tables.js';
import { nameOf, namesOf, type SyncGroup, syncOf } from './pass/phases/group.js';
import { notCopied } from './pass/phases/half-done.js';
import { type Changes, labels, namePhase } from './pass/phases/name-phase.js';
import { pastTriggers } from './pass/phases/past-triggers.js';
import { pipeline } from './pass/pipeline.js';
import { purge } from './pass/purge.js';
import type { OneWay, Past, PhaseNotes, Side, TakenAsDone } from './plan/phase-note.js';
import type { Migration, Plan } from './plan/plan.js';
import { getOrElse, isLeft, left, map, right, traverse, type Validated } from './prelude.js';
import { parseExpression } from './sql/parse-expression.js';
import { type Asking, type Stage, stage, type Task } from './stage.js';
import { type FirstPhase, firstPhase, type Parted, type Strategy } from './two-phases.js';

export interface PlanOptions {
  /** Default postgres. */
  readonly dialect?: DialectId;
  /** Default: the newest version the tests run against. */
  readonly serverVersion?: string | ServerVersion | null;
  /** Asked-for renames as `--rename` takes them; one that matches nothing is a Problem. */
  readonly renames?: ReadonlyArray<string>;
  /** Also drop what the desired source does not mention. */
  readonly prune?: boolean;
  /** Columns and tables that are dropped keep their data in a table beside for so many days. */
  readonly archiveDays?: number | null;
  /** Remedies that a person chose: `CODE:TABLE=CHOICE`; one that matches nothing is a Problem. */
  readonly fixes?: ReadonlyArray<string>;
  /** Milliseconds since 1970: what the name of a migration that purges kept data counts from. */
  readonly now?: number | null;
  /**
   * auto (default): two migrations for renames and other changes that a running release would not survive, so that two
   * releases can run side by side; one for the rest. two-phase: whatever the new release needs first, whatever the old one
   * needs until then second; a Problem where that cannot be. single: one migration.
   */
  readonly strategy?: Strategy;
  /** What keeps both sides in step between two phases; none: the programs themselves, and no later plan knows of phase 1. */
  readonly sync?: 'triggers' | 'none';
  /**
   * By the names of `Plan.sides`, how many rows were not copied, as a connected database says it: there the first phase
   * goes on.
   */
  readonly uncopied?: Readonly<Record<string, number>>;
  /** About how many rows a table has, by `keyOf(table)`, as a connected database says it. */
  readonly rows?: Readonly<Record<string, number>>;
  /**
   * Whether a table is changed without holding locks while its rows are read; auto: when it is large, or nobody knows how
   * large it is. Default auto.
   */
  readonly online?: Online;
  /** From so many rows on a table is large: it is written in pieces. Default 1,000,000. */
  readonly largeTable?: number;
}

/** Tables beside are nobody's to drop but a purge's. */
const withKept = (wanted: Schema, current: Schema): Schema => {
  const own = new Set(wanted.tables.map((t) => keyOf(t.name)));
  const kept = keptTablesOf(current).filter((t) => !own.has(keyOf(t.name)));
  return kept.length === 0 ? wanted : { ...wanted, tables: [...wanted.tables, ...kept] };
};

/**
 * The migrations that make what one source `has` into what the other `asks` for, on the engine and version of the options.
 * Left: every Problem of the input, with its place. Right: a plan whose `migrations` is empty when nothing is to be done.
 */
export const plan = (has: Desired, asks: Desired, options: PlanOptions = {}): Validated<Problem, Plan> => {
  const target = dialectOf(options.dialect ?? 'postgres', options.serverVersion ?? null);
  if (isLeft(target)) return target;
  const dialect = target.right;

  const own = (text: string): Expr | null =>
    getOrElse<unknown, Expr | null>(() => null)(parseExpression(text, dialect.id));
  const sides = traverse([has, asks], (side) => resolveNative(dialect, own, side));
  if (isLeft(sides)) return sides;
  const [from = has, said = asks] = sides.right;
  const lacking = capabilityGaps(said, dialect);
  if (isLeft(lacking)) return lacking;
  // A spec as the current state was the whole truth of its tables: what it said and the new one does not is to go.
  const prune = (options.prune ?? false) || from.owns.tables === 'listed';
  const current = normalise(dialect.physical(settleNames(from.schema)));
  const asking = (options.renames ?? []).length > 0 ? said : shareTables(said, from.schema, current);
  const task: Task = { said: asking, dialect, prune, uncopied: goingOn(options), wanting: withKept };
  const asked: Asking = (have, wanted) =>
    map((must: ReadonlyArray<Rename>) => ({ must, may: [] }))(
      traverse(options.renames ?? [], (r) => parseRename(r, have, wanted, dialect.capabilities.caseInsensitive)),
    );
  const begin = opened(task, current, asked, options);
  if (isLeft(begin)) return begin;
  const { whole, parted } = begin.right;
  const never = [
    ...nameClashes(current, whole.desired, dialect, said.positions),
    ...impossible(whole.renamed, whole.desired, whole.ordered, dialect, said.positions),
  ];
  if (never.length > 0) return left(never);
  const { first, kept } = parted;

  // What is left to do between the phases is found as a plan finds it that starts there.
  const rest =
    first === null
      ? right(whole)
      : stage({ ...task, uncopied: null }, first.between, () => right({ must: [], may: whole.asked }), first.groups);
  if (isLeft(rest)) return rest;
  const { desired } = rest.right;
  const fixes = parseFixes(options.fixes ?? [], whole.intents);
  if (isLeft(fixes)) return fixes;
  const keeping = keepRows(
    rest.right.intents,
    rest.right.renamed,
    desired,
    { rules: [...rest.right.data, ...fixes.right], archiveDays: options.archiveDays ?? null },
    dialect,
  );
  const busy = busyTables(options.online ?? 'auto', current, whole.intents, sizesOf(options));
  const pieces = inPieces(sizesOf(options), whole.renames, busy);
  const opening =
    first === null
      ? right([])
      : migrated('expand', first, pipeline(first.intents, current, first.between, dialect, busy, pieces));
  if (isLeft(opening)) return opening;
  const begun: Changes = first ?? { groups: rest.right.begun, aliases: rest.right.begunTables };
  const isSecond = first !== null || begun.groups.length + begun.aliases.length > 0 || options.strategy === 'two-phase';
  const closing = migrated(
    isSecond ? 'contract' : null,
    begun,
    pipeline(keeping.intents, rest.right.current, desired, dialect, busy, pieces),
  );
  if (isLeft(closing)) return closing;
  const ended = purge(keeping.intents, desired, options.now ?? null, dialect);
  if (isLeft(ended)) return ended;
  const migrations = [...opening.right, ...closing.right, ...ended.right];
  const judged = judgeOffline(migrations, current, dialect);
  const findings = [
    ...judged.findings,
    ...phaseNotes({
      kept,
      oneWay: oneWayOf(begun.groups),
      alone: first !== null && options.sync === 'none' ? first.groups.map(sidesOf) : [],
      goesOn: whole.half.map((g) => ({ ...sidesOf(g), rows: rowsOf(options, g), oneWay: isOneWay(g) })),
      takenAsDone: takenOf(whole),
      shown: (first?.aliases ?? []).map((a) => shownAs(a, dialect)),
      past: first === null || options.sync === 'none' ? [] : pastOf(first, dialect),
    }),
    ...declaredOnly(keeping.unplanned),
    ...lacking.right,
  ];

  let stamp: string | null = null;
  return right({
    dialect: dialect.id,
    dialectName: dialect.name,
    serverVersion: dialect.version.text,
    get assumes() {
      stamp ??= fingerprint(current);
      return stamp;
    },
    migrations,
    findings,
    sides: beside(whole, dialect),
    verdict: verdictOf(findings),
    estimatedDurationMs: null,
    from: current,
    to: desired,
  });
};

const sizesOf = (o: PlanOptions) => ({ rows: o.rows ?? {}, large: o.largeTable ?? 1_000_000 });

/** Without triggers, or in one step, columns that stand half are what somebody else made. */
const goingOn = (o: PlanOptions): Task['uncopied'] =>
  o.strategy === 'single' || o.sync === 'none' ? null : new Set(Object.keys(o.uncopied ?? {}));

const rowsOf = (o: PlanOptions, g: SyncGroup): number | null => lookup(o.uncopied ?? {}, nameOf(g)) ?? null;

/** What fills itself has no other side. */
const beside = (s: Stage, dialect: Dialect): ReadonlyArray<Side> =>
  s.begun.flatMap((g) => {
    const sync = g.old.length === 0 ? null : syncOf(g, s.there);
    return sync === null ? [] : [{ ...sidesOf(g), name: sync.name, notCopied: notCopied(sync, dialect) }];
  });

interface Opened {
  readonly whole: Stage;
  readonly parted: Parted;
}

/** What stands half is gone on with where the rest of the plan does: else it is left as it is. */
const opened = (task: Task, current: Schema, asked: Asking, o: PlanOptions): Validated<Problem, Opened> => {
  const whole = stage(task, current, asked);
  if (isLeft(whole)) return whole;
  const parted = inPhases(whole.right, o, task.dialect);
  if (isLeft(parted)) return parted;
  const made = new Set((parted.right.first?.groups ?? []).map(nameOf));
  return whole.right.half.every((g) => made.has(nameOf(g)))
    ? right({ whole: whole.right, parted: parted.right })
    : opened({ ...task, uncopied: null }, current, asked, o);
};

const inPhases = (s: Stage, o: PlanOptions, dialect: Dialect): Validated<Problem, Parted> => {
  const strategy = o.strategy ?? 'auto';
  if (strategy === 'single') return right({ first: null, kept: [] });
  const parted = firstPhase(s, { strategy, triggers: o.sync !== 'none' }, dialect, sizesOf(o));
  if (isLeft(parted)) return parted;
  return strategy === 'two-phase' && parted.right.kept.length > 0 ? left(wholeProblems(parted.right.kept)) : parted;
};

/** A migration of two gets its phase, the label and a name that says what it is for. */
const migrated = (
  phase: 'expand' | 'contract' | null,
  changes: Changes,
  made: Validated<Problem, ReadonlyArray<Migration>>,
): Validated<Problem, ReadonlyArray<Migration>> =>
  phase === null
    ? made
    : map((all: ReadonlyArray<Migration>) =>
        all.map((m): Migration => ({ ...m, phase, label: labels[phase], name: namePhase(phase, changes, m.name) })),
      )(made);

const shownAs = (a: BegunAlias, { phases: { limits } }: Dialect): PhaseNotes['shown'][number] => ({
  table: a.table,
  oldName: a.oldName,
  refuses: limits.view,
  backRefuses: limits.refusesOnWayBack(a.table, a.oldName),
});

const sidesOf = (g: SyncGroup): OneWay => ({ table: g.table, old: namesOf(g.old), fresh: namesOf(g.fresh) });

const pastOf = (first: FirstPhase, dialect: Dialect): ReadonlyArray<Past> =>
  dialect.phases.limits.actionsFireTriggers
    ? []
    : first.groups.flatMap((g) => {
        const columns = pastTriggers(g, first.between);
        return columns.length === 0 ? [] : [{ ...sidesOf(g), columns }];
      });

const oneWayOf = (groups: ReadonlyArray<SyncGroup>): ReadonlyArray<OneWay> => groups.filter(isOneWay).map(sidesOf);

const isOneWay = (g: SyncGroup): boolean => g.old.some((o) => o.value === null);

const takenOf = (s: Stage): ReadonlyArray<TakenAsDone> =>
  s.takenAsDone.flatMap((r) => (r.column === null ? [] : [{ table: r.table.to, ...r.column }]));
