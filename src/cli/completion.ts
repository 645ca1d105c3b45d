/**
 * `altair completion SHELL` prints a script for the shell; the script then asks `altair complete -- WORDS` at each tab.
 * Both know the options from the program itself, and the words that an option takes from the tables they are checked by.
 */
import tab from '@bomb.sh/tab/commander';
import type { Command } from 'commander';
import { checks } from '../check/registry.js';
import { emitters } from '../emit/registry.js';
import { formats } from './program.js';

const words: Readonly<Record<string, ReadonlyArray<string>>> = {
  driver: ['postgres', 'mysql', 'mariadb', 'sqlite'],
  emit: Object.keys(emitters),
  'filename-style': ['native', 'snake'],
  format: formats,
  online: ['auto', 'always', 'never'],
  strategy: ['auto', 'two-phase', 'single'],
  sync: ['triggers', 'none'],
};

/** Puts both commands into a program that has none of them, and the words beside its options. */
export const withCompletion = (program: Command): Command => {
  const completion = tab(program, { completionCommandName: 'completion' });
  for (const command of completion.commands.values())
    for (const [name, option] of command.options) {
      const taken = words[name];
      if (taken !== undefined)
        option.handler = (complete) => {
          for (const word of taken) complete(word, '');
        };
    }
  const code = completion.commands.get('explain')?.arguments.get('code');
  if (code !== undefined)
    code.handler = (complete) => {
      for (const check of checks) complete(check.code, check.page.title);
    };
  return program;
};
