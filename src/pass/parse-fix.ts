/**
 * `--fix CODE:TABLE[.COLUMN]=CHOICE`: a check's remedy that a person chose, as a rule of the plan. What matches nothing in
 * the plan is a Problem: a typo shall not pass for a repair.
 */
import type { Intent } from '../intent/algebra.js';
import type { DataRule } from '../ir/desired.js';
import { type QName, showName } from '../ir/name.js';
import { type Problem, problem } from '../ir/problem.js';
import { suggest } from '../ir/suggest.js';
import { left, right, traverse, type Validated } from '../prelude.js';
import { newKeys } from './new-keys.js';

interface Target {
  readonly table: QName;
  readonly columns: ReadonlyArray<string>;
}

type Choice = (target: Target, by: string | null) => DataRule;

const dedupe =
  (keep: Extract<DataRule, { kind: 'Dedupe' }>['keep']): Choice =>
  ({ table, columns }, by) => ({ kind: 'Dedupe', table, columns, keep, by, at: null });

const clear =
  (from: Extract<DataRule, { kind: 'Clear' }>['from'], how: 'delete' | 'empty'): Choice =>
  ({ table, columns }) => ({
    kind: 'Clear',
    table,
    columns: columns.length === 0 ? null : columns,
    from,
    how,
    at: null,
  });

/** By the code of the check, and the word that chooses. */
const choices: Readonly<Record<string, Readonly<Record<string, Choice>>>> = {
  'add-unique': {
    keep_newest: dedupe('newest'),
    keep_oldest: dedupe('oldest'),
    keep_first: dedupe('first'),
    null_others: dedupe('null others'),
  },
  'add-foreign-key': {
    delete_orphans: clear('foreign key', 'delete'),
    null_orphans: clear('foreign key', 'empty'),
  },
  'add-check': { delete_rows: clear('check', 'delete') },
  'add-not-null': { delete_rows: clear('not null', 'delete') },
};

const needsColumn: ReadonlySet<string> = new Set(['keep_newest', 'keep_oldest']);

/** What of a plan each check speaks of. */
const targetsOf = (code: string, intents: ReadonlyArray<Intent>): ReadonlyArray<Target> => {
  if (code === 'add-unique') return newKeys(intents).map((k) => ({ table: k.table, columns: k.names }));
  return intents.flatMap((i): ReadonlyArray<Target> => {
    if (code === 'add-foreign-key' && i.kind === 'AddForeignKey')
      return [{ table: i.table, columns: i.foreignKey.columns }];
    if (code === 'add-check' && i.kind === 'AddCheck') return [{ table: i.table, columns: [] }];
    if (code === 'add-not-null' && i.kind === 'SetNullability' && !i.nullable)
      return [{ table: i.table, columns: [i.column] }];
    return [];
  });
};

const shape = /^(?<code>[a-z-]+):(?<thing>[^=]+)=(?<choice>[a-z_]+)(?:\((?<by>[^()]+)\))?$/;

const malformed = (text: string, hint: string): Validated<Problem, never> =>
  left([problem('option.invalid', { option: '--fix', value: text }, null, hint)]);

const oneOf = (words: ReadonlyArray<string>, said: string): string => {
  const near = suggest(said, words);
  return near === null ? `It takes ${words.join(', ')}.` : `Did you mean "${near}"?`;
};

const names = (t: Target): ReadonlyArray<string> => [
  showName(t.table),
  t.table.name,
  ...t.columns.flatMap((c) => [`${showName(t.table)}.${c}`, `${t.table.name}.${c}`]),
];

const parseOne = (text: string, intents: ReadonlyArray<Intent>): Validated<Problem, ReadonlyArray<DataRule>> => {
  const found = shape.exec(text)?.groups;
  const code = found?.['code'] ?? '';
  const thing = found?.['thing'] ?? '';
  const word = found?.['choice'] ?? '';
  const by = found?.['by'] ?? null;
  if (found === undefined)
    return malformed(text, 'Write CODE:TABLE=CHOICE, as in add-unique:users=keep_newest(created_at).');
  const known = new Map(Object.entries(choices)).get(code);
  if (known === undefined) return malformed(text, oneOf(Object.keys(choices), code));
  const choice = new Map(Object.entries(known)).get(word);
  if (choice === undefined) return malformed(text, oneOf(Object.keys(known), word));
  if (needsColumn.has(word) !== (by !== null))
    return malformed(text, by === null ? `Name the column: ${word}(created_at).` : `${word} takes no column.`);
  const all = targetsOf(code, intents);
  const mine = all.filter((t) => names(t).includes(thing));
  if (mine.length > 0) return right(mine.map((t) => choice(t, by)));
  const near = suggest(thing, all.flatMap(names));
  return left([
    problem(
      'option.unmatched',
      { option: '--fix', value: text, what: code },
      null,
      near === null ? null : `Did you mean "${near}"?`,
    ),
  ]);
};

/** @param intents the plan's, before anything is cleared. */
export const parseFixes = (
  texts: ReadonlyArray<string>,
  intents: ReadonlyArray<Intent>,
): Validated<Problem, ReadonlyArray<DataRule>> => {
  const rules = traverse(texts, (t) => parseOne(t, intents));
  return rules._tag === 'Left' ? rules : right(rules.right.flat());
};
