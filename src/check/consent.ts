/**
 * `--force` and `--confirm TABLE[.COLUMN]`: a person has seen that rows or values go, and goes on. The finding stays, as a
 * warning that says so. What would fail is nobody's to agree to: it stays an error.
 */
import { showName } from '../ir/name.js';
import type { Finding } from '../plan/plan.js';
import { lossCodes } from './registry.js';
import { isDoubt } from './verdict.js';

export interface Consent {
  readonly force: boolean;
  /** `table` (with everything in it) or `table.column`; with a namespace or without. */
  readonly confirm: ReadonlyArray<string>;
}

export interface Consented {
  readonly findings: ReadonlyArray<Finding>;
  /** Confirmations that nothing waited for. */
  readonly unused: ReadonlyArray<string>;
}

const namesOf = (f: Finding): ReadonlyArray<string> => {
  if (f.table === null) return [];
  const tables = [showName(f.table), f.table.name];
  return f.column === null ? tables : [...tables, ...tables.map((t) => `${t}.${f.column}`)];
};

const agreed = (f: Finding): Finding => ({
  ...f,
  level: 'warn',
  message: `${f.message} (confirmed)`,
  // A doubt about a loss that is agreed to is no doubt any more.
  evidence: isDoubt(f) ? { kind: 'plan' } : f.evidence,
  remedy: null,
});

export const consent = (findings: ReadonlyArray<Finding>, c: Consent): Consented => {
  const used = new Set<string>();
  const after = findings.map((f) => {
    if (!lossCodes.has(f.code) || !(f.level === 'error' || isDoubt(f))) return f;
    const named = c.confirm.filter((thing) => namesOf(f).includes(thing));
    for (const thing of named) used.add(thing);
    return c.force || named.length > 0 ? agreed(f) : f;
  });
  return { findings: after, unused: c.confirm.filter((thing) => !used.has(thing)) };
};
