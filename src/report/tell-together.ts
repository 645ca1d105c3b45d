/**
 * What is guessed of many tables, in one line: without a database a check says the same of each of them. Formats for
 * programs keep every finding by itself.
 */
import { showName } from '../ir/name.js';
import type { Finding } from '../plan/plan.js';
import { findingText, placeOf } from './finding-words.js';

export interface Told {
  readonly finding: Finding;
  /** Of what is spoken; empty when of everything. */
  readonly at: string;
  readonly text: string;
}

interface Group {
  readonly finding: Finding;
  readonly names: ReadonlyArray<string>;
}

/** The message around the table's name; null when it does not stand there once, or the finding is more than a guess. */
const around = (f: Finding): readonly [string, string] | null => {
  if (f.evidence.kind !== 'assumed' || f.table === null || f.column !== null || f.remedy !== null) return null;
  const [before, after, ...more] = f.message.split(` ${showName(f.table)} `);
  return before === undefined || after === undefined || more.length > 0 ? null : [before, after];
};

const toldOf = ({ finding, names }: Group): Told => {
  const parts = around(finding);
  if (parts === null || names.length < 2)
    return { finding, at: placeOf(finding.table, finding.column), text: findingText(finding) };
  const message = `${parts[0]} ${names.join(', ')} ${parts[1]}`;
  return { finding, at: `${names.length} tables`, text: findingText({ ...finding, message }) };
};

/** In the order of the first of each kind. */
export const toldTogether = (findings: ReadonlyArray<Finding>): ReadonlyArray<Told> => {
  const groups = new Map<string, Group>();
  findings.forEach((finding, i) => {
    const parts = around(finding);
    const key = parts === null ? `${i}` : JSON.stringify([finding.code, finding.level, parts]);
    const names = finding.table === null ? [] : [showName(finding.table)];
    const there = groups.get(key);
    groups.set(key, there === undefined ? { finding, names } : { ...there, names: [...there.names, ...names] });
  });
  return [...groups.values()].map(toldOf);
};
