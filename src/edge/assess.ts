/**
 * Puts a plan's questions to the database and replaces what was assumed by what was counted. It cannot fail: a question
 * that gets no answer leaves a doubt, and a doubt is said.
 *
 * Every statement runs by itself in a short read-only transaction (`Database.query`): one long one would hold back whoever
 * wants to change a table meanwhile, and everybody behind him. So the numbers of two tables are of two moments.
 */
import { allRows } from '../check/ask.js';
import type { Inquiry } from '../check/check.js';
import { compose, type Statement } from '../check/compose.js';
import { type Consent, consent } from '../check/consent.js';
import { isDeclaredOnly } from '../check/declared.js';
import { duration, workedOn } from '../check/duration.js';
import { inquiries } from '../check/judge-offline.js';
import { withLosses } from '../check/losses.js';
import { verdictOf } from '../check/verdict.js';
import type { Dialect } from '../dialect/dialect.js';
import { keyOf, qname } from '../ir/name.js';
import { type Plan, revisedPlan } from '../plan/plan.js';
import type { Samples } from '../plan/sample.js';
import { type Either, isLeft, left, right } from '../prelude.js';
import { answerTo, type Part, type Placed, partOf, unanswered, wholeNumber } from './answer.js';
import type { Database, Fault, Row } from './database.js';
import { within } from './patience.js';
import { type Found, sampleRows } from './sample-rows.js';

export interface AssessOptions extends Partial<Consent> {
  /** Milliseconds for all questions together; what is not answered by then stays open. Default 30,000. */
  readonly budget?: number;
  /** Milliseconds that the server may take for one question, as its connection was told. Default 5,000. */
  readonly question?: number;
  /** Told before each statement: how many are done, how many there are. */
  readonly progress?: (done: number, all: number) => void;
  /** Ends the asking early, on the server too; what is open then stays open. */
  readonly signal?: AbortSignal;
  /** From so many rows on a table is large. Default 1,000,000. */
  readonly largeTable?: number;
  /** Told of a few of the rows behind each finding; without it no value of a row is fetched. */
  readonly values?: (samples: Samples) => void;
  /** Milliseconds that only grow. Default: the process's own clock. */
  readonly now?: () => number;
}

type Rows = Either<Fault, ReadonlyArray<Row>>;

const fault = (code: Fault['code'], detail: string): Fault => ({ kind: 'Fault', code, detail, sqlState: null });

/** A driver that throws in spite of its promise is a lost connection, not a crash. */
const safely = async <A>(work: () => Promise<Either<Fault, A>>): Promise<Either<Fault, A>> => {
  try {
    return await work();
  } catch {
    return left(fault('lost', 'the driver failed'));
  }
};

interface Asking {
  readonly database: Database;
  /** Milliseconds for one question. */
  readonly question: number;
  readonly deadline: number;
  readonly now: () => number;
  readonly signal: AbortSignal | undefined;
  readonly computed: ReadonlyArray<{ readonly name: string; readonly text: string }>;
  /** Set when the connection is gone: nothing more is asked. */
  over: string | null;
}

const ended = (f: Fault): boolean => f.code === 'lost' || f.code === 'unreachable' || f.code === 'not-read-only';

const tooLate = 'the time for all questions was used up';
const stopped = 'the asking was stopped';

/** Milliseconds for telling a server to stop; one that does not hear is left to its own time limit. */
const patience = 2000;

/** Nobody waits for the answer any more, so the server need not work it out. */
const giveUp = async (a: Asking): Promise<void> => {
  await within(
    patience,
    a.database.abort().catch(() => undefined),
    () => undefined,
  );
};

/** What reading a row works out: columns that are not stored, each with its expression. */
const computedIn = (plan: Plan, dialect: Dialect): Asking['computed'] =>
  plan.from.tables.flatMap((t) =>
    t.columns.flatMap(({ name, generated }) => {
      const text = generated === null || generated.stored ? null : dialect.printExpr(generated.expr);
      return text === null || isLeft(text) ? [] : [{ name: name.toLowerCase(), text: text.right }];
    }),
  );

/** The answer to a question that runs nothing but what reads, itself and the columns that it may name. */
const ask = async (a: Asking, sql: string): Promise<Rows> => {
  const named = sql.toLowerCase();
  const run = [sql, ...a.computed.filter((c) => named.includes(c.name)).map((c) => c.text)];
  for (const text of run) {
    const acts = await inTime(a, () => a.database.acts(text));
    if (isLeft(acts)) return acts;
    if (acts.right) return left(fault('query', 'the question would call a function that may do more than read'));
  }
  return inTime(a, () => a.database.query(sql));
};

const inTime = async <A>(a: Asking, work: () => Promise<Either<Fault, A>>): Promise<Either<Fault, A>> => {
  if (a.signal?.aborted === true) a.over = stopped;
  if (a.over === null && a.now() >= a.deadline) a.over = tooLate;
  if (a.over !== null) return left(fault('timeout', a.over));
  let timer: ReturnType<typeof setTimeout> | undefined;
  let onAbort = (): void => {};
  const ending = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve(tooLate), Math.max(0, a.deadline - a.now()));
    onAbort = () => resolve(stopped);
    a.signal?.addEventListener('abort', onAbort, { once: true });
  });
  const answer = await Promise.race([safely(work), ending]);
  clearTimeout(timer);
  a.signal?.removeEventListener('abort', onAbort);
  if (typeof answer === 'string') {
    a.over = answer;
    await giveUp(a);
    return left(fault('timeout', answer));
  }
  if (isLeft(answer) && ended(answer.left)) a.over = answer.left.detail;
  return answer;
};

/** By the server's statistics no server would come to an end in time: it is not even begun. */
const hopeless = (a: Asking, s: Statement, estimates: ReadonlyMap<string, number>): Rows | null => {
  const { pace } = a.database.dialect.probe;
  const seconds = a.question / 1000;
  for (const { table, grouping } of pace === null ? [] : s.reads) {
    const rows = estimates.get(keyOf(table)) ?? 0;
    if (pace !== null && rows > (grouping ? pace.grouping : pace.reading) * seconds)
      return left(
        fault(
          'timeout',
          `about ${rows.toLocaleString('en')} rows are too many for ${seconds} seconds (question_seconds in the settings)`,
        ),
      );
  }
  return null;
};

/** The cheaper question first: when it finds nothing, nobody need ask how much. */
const askBriefly = async (a: Asking, s: Statement): Promise<Rows> => {
  const first = s.first === null ? null : await ask(a, s.first);
  if (first === null) return ask(a, s.sql);
  if (isLeft(first)) return first;
  return wholeNumber(first.right[0]?.['n']) === 0
    ? right([Object.fromEntries(s.columns.map((c) => [c.name, 0]))])
    : ask(a, s.sql);
};

/**
 * The answers of one statement, by place. A scan that fails on a value is put again in its parts; one that takes too long
 * is not, since each of them would read the same rows again.
 */
const answers = async (
  a: Asking,
  s: Statement,
  estimates: ReadonlyMap<string, number>,
): Promise<ReadonlyArray<Placed>> => {
  const rows = hopeless(a, s, estimates) ?? (await askBriefly(a, s));
  if (!isLeft(rows)) return s.columns.map((c) => [c, partOf(c, rows.right[0])] as const);
  if (s.apart.length === 0) return unanswered(s, rows.left, estimates);
  const parts: Placed[] = [];
  for (const one of s.apart)
    parts.push(
      ...(a.over !== null || rows.left.code === 'timeout'
        ? unanswered(one, rows.left, estimates)
        : await answers(a, one, estimates)),
    );
  return parts;
};

const estimatesOf = async (a: Asking): Promise<ReadonlyMap<string, number>> => {
  const asked = a.database.dialect.probe.estimates;
  if (asked === null) return new Map();
  // Our own words: nothing of anybody's is in them.
  const rows = await inTime(a, () => a.database.query(asked.sql));
  if (isLeft(rows)) return new Map();
  return new Map(
    rows.right.flatMap((r) => {
      const n = wholeNumber(r['rows']);
      const namespace = typeof r['namespace'] === 'string' ? r['namespace'] : null;
      return n === null || typeof r['name'] !== 'string' ? [] : [[keyOf(qname(r['name'], namespace)), n] as const];
    }),
  );
};

/** The plan with what the database said of it. */
export const assess = async (plan: Plan, database: Database, options: AssessOptions = {}): Promise<Plan> => {
  const now = options.now ?? (() => Number(process.hrtime.bigint()) / 1e6);
  const asking: Asking = {
    database,
    question: options.question ?? 5000,
    now,
    deadline: now() + (options.budget ?? 30_000),
    signal: options.signal,
    computed: computedIn(plan, database.dialect),
    over: null,
  };
  const all = inquiries(plan.migrations, plan.from, database.dialect, options.largeTable);
  const { statements, unsayable } = compose(all, database.dialect);
  const estimates = statements.length === 0 ? new Map<string, number>() : await estimatesOf(asking);
  const parts: Part[][] = all.map(() => []);
  let done = 0;
  for (const s of statements) {
    options.progress?.(done, statements.length);
    for (const [place, part] of await answers(asking, s, estimates)) parts[place.inquiry]?.push(part);
    done += 1;
  }
  options.progress?.(done, statements.length);
  const sizes = await sized(asking, plan, rowCounts(all, parts, estimates));
  const found = all.flatMap((inquiry, i): ReadonlyArray<Found> => {
    const finding = inquiry.judge(answerTo(inquiry, parts[i] ?? [], unsayable.get(i) ?? null));
    return finding === null ? [] : [{ inquiry, finding }];
  });
  if (options.values !== undefined)
    options.values(await sampleRows(found, plan.from, database.dialect, (sql) => ask(asking, sql)));
  const findings = found.map((f) => f.finding);
  const agreed = consent([...findings, ...plan.findings.filter(isDeclaredOnly)], {
    force: options.force ?? false,
    confirm: options.confirm ?? [],
  });
  return revisedPlan(plan, {
    migrations: withLosses(plan.migrations, sizes),
    findings: agreed.findings,
    verdict: verdictOf(agreed.findings),
    estimatedDurationMs: duration(plan.migrations, plan.from, database.dialect, sizes),
  });
};

/** With the tables that the plan works on and of which neither a question nor the statistics told how large they are. */
const sized = async (
  a: Asking,
  plan: Plan,
  known: ReadonlyMap<string, number>,
): Promise<ReadonlyMap<string, number>> => {
  const { dialect } = a.database;
  const counts = new Map(known);
  for (const table of workedOn(plan.migrations, plan.from, dialect)) {
    if (counts.has(keyOf(table))) continue;
    const [count] = compose([{ code: '', question: allRows(table), judge: () => null }], dialect).statements;
    const rows = count === undefined ? null : await ask(a, count.sql);
    const n = rows === null || isLeft(rows) ? null : wholeNumber(rows.right[0]?.['n']);
    if (n !== null) counts.set(keyOf(table), n);
  }
  return counts;
};

/** Rows of each table, counted where a question counted them, else by statistics. */
const rowCounts = (
  all: ReadonlyArray<Inquiry>,
  parts: ReadonlyArray<ReadonlyArray<Part>>,
  estimates: ReadonlyMap<string, number>,
): ReadonlyMap<string, number> => {
  const counts = new Map([...estimates].filter(([, n]) => n >= 0));
  all.forEach((i, at) => {
    const table = i.question?.estimate ?? null;
    const [part] = parts[at] ?? [];
    if (table !== null && part?.kind === 'Known') counts.set(keyOf(table), part.counts['n'] ?? 0);
  });
  return counts;
};
