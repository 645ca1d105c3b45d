/**
 * `--force` and `--confirm TABLE[.COLUMN]`: the user has seen an error and goes on. The finding stays in the report, as a
 * warning that says so; what nobody confirmed stays an error.
 */
import { showName } from '../ir/name.js';
import type { Finding, Plan, Verdict } from '../plan/plan.js';

export interface Confirmed {
  readonly plan: Plan;
  /** Confirmations that no error waited for. */
  readonly unused: ReadonlyArray<string>;
}

const namesOf = (f: Finding): ReadonlyArray<string> => {
  if (f.table === null) return [];
  const tables = [showName(f.table), f.table.name];
  return f.column === null ? tables : [...tables, ...tables.map((t) => `${t}.${f.column}`)];
};

const accepted = (f: Finding): Finding => ({ ...f, level: 'warn', message: `${f.message} (confirmed)` });

const verdictOf = (findings: ReadonlyArray<Finding>, before: Verdict): Verdict =>
  findings.some((f) => f.level === 'error')
    ? 'unsafe'
    : before === 'unsafe'
      ? findings.some((f) => f.evidence.kind === 'unknown')
        ? 'unproven'
        : 'safe'
      : before;

export const confirm = (plan: Plan, force: boolean, things: ReadonlyArray<string>): Confirmed => {
  const used = new Set<string>();
  const findings = plan.findings.map((f) => {
    if (f.level !== 'error') return f;
    const named = things.filter((thing) => namesOf(f).includes(thing));
    for (const thing of named) used.add(thing);
    return force || named.length > 0 ? accepted(f) : f;
  });
  return {
    plan: { ...plan, findings, verdict: verdictOf(findings, plan.verdict) },
    unused: things.filter((thing) => !used.has(thing)),
  };
};
