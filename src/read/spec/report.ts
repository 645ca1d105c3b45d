/** How the parts of the spec reader say what is wrong: by offset, collected in one list, put in order at the end. */
import { type Position, type Problem, type ProblemCode, problem } from '../../ir/problem.js';

export type Report = (
  code: ProblemCode,
  offset: number,
  data?: Readonly<Record<string, string>>,
  hint?: string | null,
) => void;

/** What the readers of a file's parts share. */
export interface Source {
  readonly file: string;
  readonly text: string;
  readonly at: (offset: number) => Position;
  readonly report: Report;
  /** How many problems there are so far. */
  readonly count: () => number;
  /** In the order of the file. */
  readonly problems: () => ReadonlyArray<Problem>;
}

/** Nobody reads more, and a hostile file could have a hundred thousand. */
const mostProblems = 1000;

export const source = (file: string, text: string): Source => {
  let starts: ReadonlyArray<number> | null = null;
  const found: { readonly offset: number; readonly problem: Problem }[] = [];
  const at = (offset: number): Position => {
    starts ??= lineStarts(text);
    const line = lineOf(starts, offset);
    return { file, line, column: offset - (starts[line - 1] ?? 0) + 1 };
  };
  return {
    file,
    text,
    at,
    report: (code, offset, data = {}, hint = null) => {
      if (found.length < mostProblems) found.push({ offset, problem: problem(code, data, at(offset), hint) });
    },
    count: () => found.length,
    problems: () => {
      const seen = new Set<string>();
      const once = found.filter(({ offset, problem: { code, data } }) => {
        const key = `${offset} ${code} ${JSON.stringify(data)}`;
        return !seen.has(key) && seen.add(key);
      });
      return once.sort((a, b) => a.offset - b.offset).map((f) => f.problem);
    },
  };
};

const lineStarts = (text: string): ReadonlyArray<number> => {
  const starts = [0];
  for (let i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) starts.push(i + 1);
  return starts;
};

/** The line, counted from 1, that holds this offset. */
const lineOf = (starts: ReadonlyArray<number>, offset: number): number => {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low + 1;
};

/** Names that mean something to a JavaScript object; refused so that no lookup anywhere can be fooled. */
export const forbiddenName = (name: string): boolean =>
  name === '__proto__' || name === 'constructor' || name === 'prototype';
