/** Problems as a compiler prints them: `file:line:column: sentence`, the hint on a line of its own. */
import type { Position, Problem } from '../ir/problem.js';
import { sentence } from './problem-words.js';
import { visible } from './visible.js';

export const place = (at: Position | null): string =>
  at === null
    ? ''
    : [visible(at.file), ...(at.line === null ? [] : [at.line, ...(at.column === null ? [] : [at.column])])].join(':');

export const problemLines = (p: Problem): ReadonlyArray<string> => [
  p.at === null ? sentence(p) : `${place(p.at)}: ${sentence(p)}`,
  ...(p.hint === null ? [] : [`  ${visible(p.hint)}`]),
];

export const problemsText = (problems: ReadonlyArray<Problem>): string =>
  problems.map((p) => problemLines(p).join('\n')).join('\n');
