#!/usr/bin/env node
/** The program. What a command needs is loaded by the command; help and usage errors load nothing but the option table. */
import { CommanderError } from 'commander';
import { exitCode } from '../report/exit-code.js';
import { program } from './program.js';
import { type Manner, tell } from './run.js';
import { write } from './terminal.js';
import { usage } from './trouble.js';

const args = process.argv.slice(2);

/** Known before the options are parsed, because a mistake in them is told in the format that was asked for. */
const manner: Manner = {
  json: args.some((a, i) => a === '--format=json' || (a === 'json' && args[i - 1] === '--format')),
  trace: args.includes('--trace'),
};

const finish = (code: number): never => process.exit(code);

process.once('SIGINT', () => finish(exitCode.interrupted));
process.once('SIGTERM', () => finish(exitCode.terminated));
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

const main = async (): Promise<number> => {
  let code: number = exitCode.safe;
  const said: string[] = [];
  const altair = program(
    manner,
    (ended) => {
      code = ended;
    },
    said,
  );
  try {
    await altair.parseAsync(args, { from: 'user' });
    return code;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) {
      await write(process.stdout, said.join(''));
      return exitCode.safe;
    }
    return tell({ _tag: 'Left', left: usageOf(error, said) }, manner);
  }
};

/** Commander's words without its prefix; the suggestion it makes becomes the hint. */
const usageOf = (error: CommanderError, said: ReadonlyArray<string>) => {
  if (error.code === 'commander.help') return usage('no-command', 'no command was given', 'altair --help lists them.');
  const [first = '', second = ''] = said
    .join('')
    .replace(/^error: /, '')
    .trim()
    .split('\n');
  const code = error.code.replace(/^commander\./, '').replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`);
  return usage(
    code,
    first,
    second === '' ? 'altair --help lists commands and options.' : second.replace(/^\(|\)$/g, ''),
  );
};

main().then(finish, async (error: unknown) => {
  const { ofDefect } = await import('./trouble.js');
  await tell({ _tag: 'Left', left: ofDefect(error) }, manner);
  if (manner.trace && error instanceof Error) await write(process.stderr, `${error.stack ?? ''}\n`);
  finish(exitCode.defect);
});
