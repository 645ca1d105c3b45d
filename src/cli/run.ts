/** Runs a command and tells its end: one place for both formats, for defects and for exit codes. */
import { traceOf } from '../edge/redact.js';
import { suggest } from '../ir/suggest.js';
import { type Either, left } from '../prelude.js';
import { type ExitCode, exitCode } from '../report/exit-code.js';
import { type Report, reports } from '../report/registry.js';
import type { Manner } from './manner.js';
import { type Streams, standard } from './stream.js';
import { hasColour } from './terminal.js';
import { ofDefect, ofStop, type Trouble, troubleText, usage } from './trouble.js';
import { version } from './version.js';

export interface Done {
  readonly exitCode: ExitCode;
  /** Data, for stdout. */
  readonly output: string;
  /** Talk, for stderr, a line each. */
  readonly notes: ReadonlyArray<string>;
}

const tell = async (ended: Either<Trouble, Done>, manner: Manner, to: Streams): Promise<ExitCode> => {
  const report: Report = reports[manner.format];
  if (ended._tag === 'Right') {
    await to.stderr.write(ended.right.notes.map((n) => report.talk(`${n}\n`)).join(''));
    await to.stdout.write(ended.right.output);
    return ended.right.exitCode;
  }
  const trouble = ended.left;
  await to.stdout.write(report.failure(trouble.failures, { version, exitCode: trouble.exitCode }));
  const red = hasColour(to.stderr, process.env);
  await to.stderr.write(`${red ? '\u001b[31merror\u001b[39m' : 'error'}: ${report.talk(troubleText(trouble))}\n`);
  return trouble.exitCode;
};

export const run = async (
  command: () => Promise<Either<Trouble, Done>>,
  manner: Manner,
  to: Streams = standard,
): Promise<ExitCode> => {
  try {
    const ended = await command();
    return await tell(manner.signal.aborted ? left(ofStop(manner.signal)) : ended, manner, to);
  } catch (error) {
    if (manner.signal.aborted) return tell(left(ofStop(manner.signal)), manner, to);
    await tell(left(ofDefect(error)), manner, to);
    if (manner.trace) await to.stderr.write(`${traceOf(error, process.env)}\n`);
    return exitCode.defect;
  }
};

/** A value behind the option's name keeps commander from seeing what was meant. */
const nearOption = (said: string, options: ReadonlyArray<string>): string | null => {
  const flag = /^unknown option '(--[^=']+)=/.exec(said)?.[1];
  return flag === undefined ? null : suggest(flag, options);
};

/** Commander's words without its prefix; the suggestion it makes becomes the hint. */
export const tellUsage = (
  code: string,
  said: string,
  manner: Manner,
  options: ReadonlyArray<string>,
): Promise<ExitCode> => {
  if (code === 'commander.help')
    return tell(left(usage('no-command', 'no command was given', 'altair --help lists them.')), manner, standard);
  const [first = '', second = ''] = said
    .replace(/^error: /, '')
    .trim()
    .split('\n');
  const name = code.replace(/^commander\./, '').replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`);
  const near = nearOption(first, options);
  const known = near === null ? 'altair --help lists commands and options.' : `Did you mean ${near}?`;
  const hint = second === '' ? known : second.replace(/^\(|\)$/g, '');
  return tell(left(usage(name, first, hint)), manner, standard);
};
