import { columnsOf, E, type Expr, mapExpr } from '../ir/expression.js';
import { keyOf, type QName, sameName } from '../ir/name.js';
import { groupBy } from '../ir/record.js';
import type { Column, Schema, Table } from '../ir/schema.js';
import { countWhere, fromNothing, fromTable, type Select, type Source } from '../sql/select.js';
import { check, finding, open, plain, question } from './check.js';
import type { PlanFacts } from './facts/facts.js';
import { plainlyTaken } from './facts/plainly-taken.js';
import { labelsOf, standing } from './facts/situation.js';
import { type Stated, statedExpressions } from './facts/stated.js';

interface Untried {
  readonly said: Stated;
  /** One row of the table, all NULL; null = no query can say that. */
  readonly row: Source | null;
  /** The column's own, where the expression gives its value. */
  readonly none: Expr | null;
  /** Counts functions of these names that a migration may find and our connection does not; null = there can be none. */
  readonly elsewhere: Select | null;
  /** It names other things that a migration may find and our connection does not. */
  readonly foreign: boolean;
  /** A check that gives no truth value, though a query takes it for one. */
  readonly noCondition: boolean;
}

/** The type as the database has it now is the one that the expression will meet. */
const steadyIn = ({ from, end }: PlanFacts): ((type: QName) => boolean) => {
  const labels = (s: Schema, type: QName) => s.enums.find((e) => sameName(e.name, type))?.values;
  return (type) => {
    const [now, then] = [labels(from, type), labels(end.schema, type)];
    return now !== undefined && (then === undefined || JSON.stringify(now) === JSON.stringify(then));
  };
};

const columnNamed = (t: Table, name: string): Column | null => t.columns.find((c) => c.name === name) ?? null;

/** One table as the expressions that are stated of it see it, so that all of them can be asked in one question. */
const shared = (facts: PlanFacts, said: ReadonlyArray<Stated>): ((s: Stated) => Table) => {
  const last = said.at(-1)?.table;
  const end = last === undefined ? undefined : (standing(facts.end, last.name)?.table ?? last);
  return ({ table, expr }) => {
    const reads = columnsOf(expr) ?? table.columns.map((c) => c.name);
    const same = (name: string): boolean =>
      end !== undefined &&
      JSON.stringify(columnNamed(table, name)?.type) === JSON.stringify(columnNamed(end, name)?.type);
    return end !== undefined && reads.every(same) ? end : table;
  };
};

const namedIn = (e: Expr, { probe, types }: PlanFacts['dialect']): Pick<Untried, 'elsewhere' | 'foreign'> => {
  const functions = new Set<string>();
  let foreign = false;
  mapExpr(e, (x) => {
    if (x.kind === 'Call') functions.add(x.name);
    const own = x.kind === 'Cast' ? types.parse(x.type).kind : null;
    if (x.kind === 'Operator' || x.kind === 'Native' || x.kind === 'Collate' || own === 'Native' || own === 'Enum')
      foreign = true;
    return x;
  });
  const found =
    functions.size === 0 || probe.words.elsewhere === null ? null : probe.words.elsewhere([...functions].sort());
  return { elsewhere: found === null ? null : countWhere(fromTable(found.from), found.where, 'elsewhere'), foreign };
};

/** MySQL and MariaDB take what cannot be seen off the beginning of an alias; engine text names the column by its own name. */
const alias = (name: string): string => {
  const seen = [...name].findIndex((c) => c > ' ' && c !== '\u007f');
  const codes = [...name].slice(0, Math.max(seen, 0)).map((c) => c.codePointAt(0));
  return codes.length === 0 ? name : `altair_${codes.join('_')}_${name.slice(codes.length)}`;
};

const untriedOf = (facts: PlanFacts, said: ReadonlyArray<Stated>): ReadonlyArray<Untried> => {
  const { nullOf, isNoCondition } = facts.dialect.probe.words;
  const has = steadyIn(facts);
  const tableOf = shared(facts, said);
  const rows = new Map<Table, ReadonlySet<string>>();
  for (const s of said) {
    const table = tableOf(s);
    const reads = columnsOf(s.expr) ?? table.columns.map((c) => c.name);
    rows.set(table, new Set([...(rows.get(table) ?? []), ...reads]));
  }
  const nulls = (table: Table) =>
    table.columns
      .filter((c) => rows.get(table)?.has(c.name) === true)
      .map((c) => ({ name: c.name, value: nullOf(c, has) }));
  return said.map((s) => {
    const table = tableOf(s);
    const read = nulls(table);
    const known = read.flatMap(({ name, value: expr }) =>
      expr === null ? [] : [{ as: alias(name), value: { kind: 'Expr', expr } as const }],
    );
    const missing = read.some((c) => c.value === null && (columnsOf(s.expr)?.includes(c.name) ?? true));
    const none = { as: 'nothing', value: { kind: 'Expr', expr: E.null } as const };
    const row: Select = { ...countWhere(fromNothing, null), columns: known.length === 0 ? [none] : known };
    return {
      said: s,
      row: missing ? null : { kind: 'Select', select: row },
      none: s.column === null ? null : nullOf(s.column, has),
      ...namedIn(s.expr, facts.dialect),
      noCondition: s.condition && isNoCondition?.(s.expr) === true,
    };
  });
};

/** Those of which nobody can see without a server that it takes them, the last word about each. */
const untried = (facts: PlanFacts): ReadonlyArray<Untried> => {
  const { knows } = facts.dialect.probe.words;
  const { misreads } = facts.dialect.probe;
  const { schema } = facts.end;
  const asked = statedExpressions(facts).filter(({ table, column, expr, condition }) => {
    const at = (name: string): Column | null => columnNamed(table, name);
    const seen = { column: at, labels: (type: Column['type']) => labelsOf(schema, type), knows };
    const into = condition ? null : column?.type;
    return !plainlyTaken(expr, into, seen) && misreads(expr, (name) => at(name)?.type ?? null).length === 0;
  });
  const groups = groupBy(
    [...new Map(asked.map((s) => [JSON.stringify([keyOf(s.table.name), s.part, s.expr]), s])).values()],
    (s) => keyOf(s.table.name),
  );
  return [...groups.values()].flatMap((said) => untriedOf(facts, said));
};

const bare = (e: Expr): Expr =>
  mapExpr(e, (x) => (x.kind === 'Column' ? { ...x, table: null, name: alias(x.name) } : x));

const never = { kind: 'Holds', expr: E.boolean(false) } as const;

export const expressionFit = check<Untried>({
  code: 'expression-fit',
  loses: false,
  page: {
    title: 'An expression that the server does not take',
    why: 'A check, a default, a computed column or an index may name a function that the server does not have, give it what it does not work with, or compare a column with a text that is no value of its type. PostgreSQL, MySQL and MariaDB refuse the table or the change then, however few rows there are. A function of an application that SQLite knows on its connections alone cannot be tried here.',
    fix: 'Write the expression with functions and operators that the server has for these types, or cast its parts.',
  },
  appliesTo: untried,
  probe: ({ said, row, none, elsewhere, noCondition }, { words }) => {
    if (row === null || noCondition)
      return {
        ...question(countWhere(fromNothing, null)),
        onlyZero: row === null ? 'a type in it is made by the plan itself' : 'it seems to give no truth value',
      };
    const found = words.lookedUp?.(said.expr) ?? null;
    const expr = found ?? words.calm(bare(said.expr));
    const of = (as: string, value: Expr): Select => ({
      ...countWhere(row, null),
      columns: [{ as, value: said.condition ? { kind: 'Count', where: value } : { kind: 'CountOf', expr: value } }],
      where: never,
    });
    const fits = none === null || said.column === null || found !== null ? null : words.fits(expr, none, said.column);
    return {
      ...question(
        of('taken', expr),
        ...(fits === null ? [] : [of('fits', fits)]),
        ...(elsewhere === null ? [] : [elsewhere]),
      ),
      words: true,
    };
  },
  judge: ({ said, elsewhere, foreign }, a) => {
    const place = { table: said.table.name, column: said.column?.name ?? null };
    const remedy = `Write ${said.part} with what the server has for these types.`;
    const may = `The server may not take the expression of ${said.part}.`;
    if (a.kind === 'Unknown') return finding('expression-fit', a.asked ? 'warn' : 'info', place, may, open(a), remedy);
    if (!a.refused) return null;
    const isElsewhere = elsewhere !== null && a.counts['elsewhere'] !== 0;
    if (foreign || isElsewhere || 'taken' in a.counts)
      return finding(
        'expression-fit',
        'warn',
        place,
        may,
        { kind: 'unknown', why: 'it is refused as it was asked, and a migration may find other names' },
        remedy,
      );
    return finding(
      'expression-fit',
      'error',
      place,
      `The server does not take the expression of ${said.part}: a name or a value in it is none for these types.`,
      plain,
      remedy,
    );
  },
});
