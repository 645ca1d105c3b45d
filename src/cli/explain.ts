/** `altair explain CODE`: what a finding's code means and what to do about it; without a code, all of them. */
import { checks, pageOf } from '../check/registry.js';
import { suggest } from '../ir/suggest.js';
import { type Either, left, right } from '../prelude.js';
import { exitCode } from '../report/exit-code.js';
import { pagesText, pageText } from '../report/explain.js';
import { jsonText } from '../report/json.js';
import type { Done } from './run.js';
import { standard } from './stream.js';
import { paintFor } from './terminal.js';
import { type Trouble, usage } from './trouble.js';

/** Lines longer than this are hard to read, however wide the terminal is. */
const widest = 100;

export interface ExplainOptions {
  readonly format?: string;
}

export const explain = (code: string | undefined, o: ExplainOptions): Either<Trouble, Done> => {
  const format = o.format ?? 'human';
  if (format !== 'human' && format !== 'json')
    return left(usage('invalid-value', `--format does not take "${format}" here`, 'It takes human, json.'));
  const paint = paintFor(standard.stdout, process.env);
  const done = (output: string): Either<Trouble, Done> => right({ exitCode: exitCode.safe, output, notes: [] });
  if (code === undefined)
    return done(
      format === 'json'
        ? jsonText({ checks: checks.map((c) => ({ code: c.code, title: c.page.title })) })
        : pagesText(checks, paint),
    );
  const page = pageOf(code);
  if (page === null) {
    const near = suggest(
      code,
      checks.map((c) => c.code),
    );
    return left(
      usage(
        'unknown-code',
        `there is no check "${code}"`,
        near === null ? 'altair explain lists them.' : `Did you mean "${near}"?`,
      ),
    );
  }
  return done(
    format === 'json'
      ? jsonText({ code, title: page.title, why: page.why, fix: page.fix })
      : pageText(code, page, paint, Math.min(standard.stdout.columns ?? widest, widest)),
  );
};
