import { type Problem, problem } from '../../../ir/problem.js';
import { left, type Validated } from '../../../prelude.js';

export const unsupported = (
  what: string,
  data: Readonly<Record<string, string>> = {},
  hint: string | null = null,
): Problem => problem('dialect.unsupported', { engine: 'SQLite', what, ...data }, null, hint);

export const refuse = (
  what: string,
  data: Readonly<Record<string, string>> = {},
  hint: string | null = null,
): Validated<Problem, never> => left([unsupported(what, data, hint)]);
