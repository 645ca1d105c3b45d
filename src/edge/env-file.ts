/** `KEY=value` lines of a .env file, read only when the user names it. Nothing is expanded and nothing is run. */
import { readFile } from 'node:fs/promises';
import { type Problem, problem } from '../ir/problem.js';
import { left, right, type Validated } from '../prelude.js';

export type Environment = Readonly<Record<string, string | undefined>>;

const line = /^\s*(?:export\s+)?(?<key>[A-Za-z_][A-Za-z0-9_.-]*)\s*=\s*(?<value>.*?)\s*$/;

export const parseEnv = (file: string, text: string): Validated<Problem, Environment> => {
  const found = new Map<string, string>();
  const problems: Problem[] = [];
  text
    .replace(/^\ufeff/, '')
    .split(/\r?\n/)
    .forEach((content, i) => {
      if (/^\s*(#|$)/.test(content)) return;
      const groups = line.exec(content)?.groups;
      const value = groups === undefined ? null : unquote(groups['value'] ?? '');
      if (groups === undefined || value === null) {
        problems.push(
          problem(
            'source.syntax',
            { language: 'KEY=value lines', why: 'this line is none' },
            { file, line: i + 1, column: 1 },
            'A value with spaces or # stands in quotes, on one line.',
          ),
        );
      } else found.set(groups['key'] ?? '', value);
    });
  return problems.length > 0 ? left(problems) : right(Object.fromEntries(found));
};

/** Null for an opening quote without its end. */
const unquote = (value: string): string | null => {
  const quote = value[0];
  if (quote !== '"' && quote !== "'") return value.replace(/\s+#.*$/, '');
  const end = value.indexOf(quote, 1);
  if (end < 0 || !/^\s*(#.*)?$/.test(value.slice(end + 1))) return null;
  const inner = value.slice(1, end);
  return quote === "'" ? inner : inner.replace(/\\n/g, '\n');
};

export const readEnvFile = async (file: string): Promise<Validated<Problem, Environment>> => {
  try {
    return parseEnv(file, await readFile(file, 'utf8'));
  } catch {
    return left([problem('source.unreadable', { file }, null, 'Check the path given with --env-file.')]);
  }
};
