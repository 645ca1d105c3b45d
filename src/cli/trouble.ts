/** Everything that ends a command without its result: problems of the input, faults of the outside, defects of ours. */
import type { Fault } from '../edge/database.js';
import { redact } from '../edge/redact.js';
import type { Problem } from '../ir/problem.js';
import { type ExitCode, exitCode } from '../report/exit-code.js';
import { faultSentence } from '../report/fault-words.js';
import { type Failure, failureOf } from '../report/json.js';
import { place } from '../report/problems.js';
import { visible } from '../report/visible.js';

export interface Trouble {
  readonly exitCode: ExitCode;
  readonly failures: ReadonlyArray<Failure>;
}

export const ofProblems = (problems: ReadonlyArray<Problem>): Trouble => ({
  exitCode: exitCode.usage,
  failures: problems.map(failureOf),
});

export const ofFault = (fault: Fault, target: string): Trouble => ({
  exitCode: exitCode.database,
  failures: [
    {
      code: `database.${fault.code}`,
      message: faultSentence(fault),
      file: target,
      line: null,
      column: null,
      hint: null,
    },
  ],
});

/** What both sides have to say, once where they say the same; the first decides the exit code. */
export const together = (a: Trouble, b: Trouble): Trouble => {
  const said = new Set(a.failures.map((f) => JSON.stringify(f)));
  return { exitCode: a.exitCode, failures: [...a.failures, ...b.failures.filter((f) => !said.has(JSON.stringify(f)))] };
};

export const usage = (code: string, message: string, hint: string | null = null): Trouble => ({
  exitCode: exitCode.usage,
  failures: [{ code: `usage.${code}`, message, file: null, line: null, column: null, hint }],
});

/** Somebody pressed Ctrl-C, or the machine wants the program to end. */
export const ofStop = (signal: AbortSignal): Trouble => ({
  exitCode: signal.reason === exitCode.terminated ? exitCode.terminated : exitCode.interrupted,
  failures: [
    { code: 'stopped', message: 'stopped; nothing was written', file: null, line: null, column: null, hint: null },
  ],
});

/** One line, and what to do with it. The stack is for `--trace` only. */
export const ofDefect = (error: unknown): Trouble => ({
  exitCode: exitCode.defect,
  failures: [
    {
      code: 'defect',
      message: `this is a defect of altair: ${visible(redact(error instanceof Error ? error.message : String(error), process.env))}`,
      file: null,
      line: null,
      column: null,
      hint: 'Please report it with the command line; run it once more with --trace and add what that prints.',
    },
  ],
});

/** `file:line:column: sentence`, the hint on the next line. */
export const troubleText = (trouble: Trouble): string =>
  trouble.failures
    .flatMap((f) => {
      const at = place(f.file === null ? null : { file: f.file, line: f.line, column: f.column });
      return [
        `${at === '' ? '' : `${at}: `}${visible(f.message)}`,
        ...(f.hint === null ? [] : [`  ${visible(f.hint)}`]),
      ];
    })
    .join('\n');
