/** A check's page, and the list of all of them, for a terminal. */
import type { Page } from '../check/check.js';
import type { Paint } from './human.js';

/** Breaks at spaces; a word longer than the line keeps its own. */
const wrapped = (text: string, width: number): ReadonlyArray<string> => {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
};

const indented = (text: string, width: number): string =>
  wrapped(text, width - 2)
    .map((line) => `  ${line}`)
    .join('\n');

export const pageText = (code: string, page: Page, paint: Paint, width: number): string =>
  `${[
    `${paint.strong(code)}: ${page.title}`,
    '',
    paint.strong('Why:'),
    indented(page.why, width),
    '',
    paint.strong('What to do:'),
    indented(page.fix, width),
  ].join('\n')}\n`;

export interface Listed {
  readonly code: string;
  readonly page: Page;
}

export const pagesText = (pages: ReadonlyArray<Listed>, paint: Paint): string => {
  const longest = Math.max(...pages.map((p) => p.code.length));
  return pages.map((p) => `${paint.strong(p.code.padEnd(longest))}  ${p.page.title}\n`).join('');
};
