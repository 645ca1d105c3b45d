/** The program. What a command needs is loaded by the command; help loads nothing but the option table. */
import { type Command, CommanderError } from 'commander';
import { exitCode } from '../report/exit-code.js';
import type { Manner } from './manner.js';
import { formats, mentionCompletion, program } from './program.js';
import { standard } from './stream.js';

const args = process.argv.slice(2);

/** Known before the options are parsed, because a mistake in them is told in the format that was asked for. */
const asked = args.map((a, i) => (a === '--format' ? args[i + 1] : /^--format=(.*)$/.exec(a)?.[1])).find(Boolean);

const stop = new AbortController();

const manner: Manner = {
  format: formats.find((f) => f === asked) ?? 'human',
  trace: args.includes('--trace'),
  signal: stop.signal,
};

const finish = (code: number): never => process.exit(code);

/** Milliseconds for a server to hear that its answer is not wanted any more. */
const patience = 2000;

/** The first time what runs is ended in order; the second time nothing is waited for. */
const onSignal = (code: number) => (): void => {
  if (stop.signal.aborted) finish(code);
  setTimeout(() => finish(code), patience);
  stop.abort(code);
};

process.on('SIGINT', onSignal(exitCode.interrupted));
process.on('SIGTERM', onSignal(exitCode.terminated));

const longOptions = ({ commands }: { readonly commands: ReadonlyArray<Command> }): ReadonlyArray<string> =>
  commands.flatMap((c) => c.options.flatMap((o) => (o.hidden || o.long == null ? [] : [o.long])));

const main = async (): Promise<number> => {
  let code: number = exitCode.safe;
  const said: string[] = [];
  const altair = program(manner, said, (ended) => {
    code = ended;
  });
  const completes = args[0] === 'completion' || args[0] === 'complete';
  if (completes) (await import('./completion.js')).withCompletion(altair);
  else mentionCompletion(altair);
  try {
    await altair.parseAsync(args, { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) {
      await standard.stdout.write(said.join(''));
      return exitCode.safe;
    }
    const { run, tellUsage } = await import('./commands.js');
    return error instanceof CommanderError
      ? tellUsage(error.code, said.join(''), manner, longOptions(altair))
      : run(() => Promise.reject(error), manner);
  }
};

main().then(finish, finish.bind(null, exitCode.defect));
