/**
 * Questions → as few statements as they take: equal ones are put once, and those that read the same rows share one scan.
 * Questions that may end in an error of a value stand alone only when they must: a scan that fails is put again in parts.
 */
import type { Dialect } from '../dialect/dialect.js';
import type { QName } from '../ir/name.js';

import { type Problem, problem } from '../ir/problem.js';
import { isLeft, left, type Validated } from '../prelude.js';
import { printSelect, type Select } from '../sql/select.js';
import type { Inquiry } from './check.js';
import { isOneExpression } from './one-expression.js';

/** One statement, and where its columns belong: part `p` of inquiry `i` finds its column `as` under `name`. */
export interface Statement {
  readonly sql: string;
  readonly trial: boolean;
  readonly words: boolean;
  /** The table whose rows it counts, when statistics would do. */
  readonly estimate: QName | null;
  readonly columns: ReadonlyArray<{
    readonly inquiry: number;
    readonly part: number;
    readonly as: string;
    readonly name: string;
  }>;
  /** Tables whose rows it reads, and whether it must bring equal ones together. */
  readonly reads: ReadonlyArray<{ readonly table: QName; readonly grouping: boolean }>;
  /** A cheaper statement with one column `n`: where that is 0, so is every column of this one; null = there is none. */
  readonly first: string | null;
  /** The same questions apart, for when the statement fails; empty when it is one question already. */
  readonly apart: ReadonlyArray<Statement>;
}

export interface Composed {
  readonly statements: ReadonlyArray<Statement>;
  /** Inquiries that cannot be put into words here, with the reason. */
  readonly unsayable: ReadonlyMap<number, string>;
}

interface Part {
  readonly inquiry: number;
  readonly part: number;
  readonly select: Select;
  readonly trial: boolean;
  readonly words: boolean;
  readonly estimate: QName | null;
}

/** Questions in the words of an engine; what is no single expression is not said. */
export const printer = (dialect: Dialect): ((s: Select) => Validated<Problem, string>) =>
  printSelect({
    quote: dialect.quote,
    printExpr: (e) =>
      isOneExpression(e, dialect.probe)
        ? dialect.printExpr(e)
        : left([problem('dialect.expression', { engine: dialect.name, has: '' })]),
    manyGroups: dialect.probe.manyGroups,
  });

const tablesOf = (s: Select, grouping: boolean): Statement['reads'] => {
  const groups = grouping || s.groupBy.length > 0;
  if (s.from.kind === 'Nothing') return [];
  return s.from.kind === 'Table' ? [{ table: s.from.name, grouping: groups }] : tablesOf(s.from.select, groups);
};

const single = (p: Part, sql: string, first: string | null = null): Statement => ({
  sql,
  reads: tablesOf(p.select, false),
  first,
  trial: p.trial,
  words: p.words,
  estimate: p.estimate,
  columns: p.select.columns.map((c) => ({ inquiry: p.inquiry, part: p.part, as: c.as, name: c.as })),
  apart: [],
});

/** The same text is asked once, the parts of it, too; all find their answers in it. */
const both = (a: Statement, b: Statement): Statement => ({
  ...a,
  trial: a.trial && b.trial,
  words: a.words && b.words,
  columns: [...a.columns, ...b.columns],
  apart: each([...a.apart, ...b.apart]),
});

const each = (statements: ReadonlyArray<Statement>): ReadonlyArray<Statement> => {
  const byText = new Map<string, Statement>();
  for (const s of statements) {
    const there = byText.get(s.sql);
    byText.set(s.sql, there === undefined ? s : both(there, s));
  }
  return [...byText.values()];
};

/** What two scans must share to be one. */
const scanOf = (s: Select): string | null =>
  s.groupBy.length === 0 && s.moreThan === null ? JSON.stringify([s.from, s.where]) : null;

/** All of a group in one scan; equal columns stand once. */
const merged = (parts: ReadonlyArray<Part>, print: (s: Select) => Validated<Problem, string>): Statement | null => {
  const [first] = parts;
  if (first === undefined) return null;
  const names = new Map<string, string>();
  const columns: Array<Select['columns'][number]> = [];
  const places = parts.flatMap((p) =>
    p.select.columns.map((c) => {
      const key = JSON.stringify(c.value);
      const name = names.get(key) ?? `c${columns.length}`;
      if (!names.has(key)) {
        names.set(key, name);
        columns.push({ as: name, value: c.value });
      }
      return { inquiry: p.inquiry, part: p.part, as: c.as, name };
    }),
  );
  const sql = print({ ...first.select, columns });
  if (isLeft(sql)) return null;
  return {
    sql: sql.right,
    reads: tablesOf(first.select, false),
    first: null,
    trial: false,
    words: parts.every((p) => p.words),
    estimate: null,
    columns: places,
    apart: each(
      parts.flatMap((p) => {
        const alone = print(p.select);
        return isLeft(alone) ? [] : [single(p, alone.right)];
      }),
    ),
  };
};

/** A statement grows with its questions; servers and people have limits. */
const perScan = 40;

const chunks = <A>(list: ReadonlyArray<A>): ReadonlyArray<ReadonlyArray<A>> =>
  list.length <= perScan ? [list] : [list.slice(0, perScan), ...chunks(list.slice(perScan))];

export const compose = (inquiries: ReadonlyArray<Inquiry>, dialect: Dialect): Composed => {
  const print = printer(dialect);
  const unsayable = new Map<number, string>();
  const statements: Statement[] = [];
  const scans = new Map<string, Part[]>();
  const texts = new Map<string, number>();
  const add = (s: Statement): void => {
    const at = texts.get(s.sql);
    const there = at === undefined ? undefined : statements[at];
    if (at === undefined || there === undefined) {
      texts.set(s.sql, statements.length);
      statements.push(s);
    } else statements[at] = both(there, s);
  };
  inquiries.forEach(({ question }, inquiry) => {
    if (question === null) return;
    const { asked, selects, trial, words, estimate } = question;
    if (asked !== null)
      add({
        sql: asked,
        reads: [],
        first: null,
        trial: false,
        words: false,
        estimate: null,
        columns: [{ inquiry, part: 0, as: '*', name: '*' }],
        apart: [],
      });
    selects.forEach((select, part) => {
      const sql = print(select);
      if (isLeft(sql)) {
        unsayable.set(inquiry, 'an expression cannot be said on this engine');
        return;
      }
      const p: Part = { inquiry, part, select, trial, words, estimate };
      const first = dialect.probe.surplusFirst && select.first !== undefined ? print(select.first) : null;
      const scan = first === null ? scanOf(select) : null;
      if (scan === null) add(single(p, sql.right, first === null || isLeft(first) ? null : first.right));
      else scans.set(scan, [...(scans.get(scan) ?? []), p]);
    });
  });
  for (const group of scans.values())
    for (const parts of chunks(group)) {
      const [only, ...more] = parts;
      const one = only === undefined || more.length > 0 ? merged(parts, print) : alone(only, print);
      if (one !== null) add(one);
    }
  return { statements, unsayable };
};

const alone = (p: Part, print: (s: Select) => Validated<Problem, string>): Statement | null => {
  const sql = print(p.select);
  return isLeft(sql) ? null : single(p, sql.right);
};
