/** Findings, evidence and losses in words. */
import type { Loss } from '../intent/algebra.js';
import { type QName, showName } from '../ir/name.js';
import type { Evidence, Finding } from '../plan/plan.js';
import { visible } from './visible.js';

const evidenceWords: { readonly [K in Evidence['kind']]: (e: Extract<Evidence, { kind: K }>) => string } = {
  exact: () => '',
  sampled: (e) => ` (${e.count} in a sample of ${e.of}, ${visible(e.how)})`,
  estimated: (e) => ` (about ${e.count}, estimated)`,
  plan: () => '',
  assumed: () => '',
  unknown: (e) => ` (could not be checked: ${visible(e.why)})`,
};

const evidence = <K extends Evidence['kind']>(e: Extract<Evidence, { kind: K }>): string => {
  const words: (found: Extract<Evidence, { kind: K }>) => string = evidenceWords[e.kind as K];
  return words(e);
};

export const placeOf = (table: QName | null, column: string | null): string =>
  table === null ? (column ?? '') : column === null ? showName(table) : `${showName(table)}.${column}`;

export const findingText = (f: Finding): string => `${visible(f.message)}${evidence(f.evidence)}`;

export const lossWords = (loss: Loss): string => {
  const at = visible(placeOf(loss.table, loss.column));
  const upTo = loss.rows === undefined ? '' : ` (${loss.rows} row${loss.rows === 1 ? '' : 's'})`;
  return {
    rows: `the rows of ${at} do not come back${upTo}`,
    values: `the values of ${at} do not come back${upTo}`,
    precision: `what the values of ${at} lost does not come back${upTo}`,
    labels: `labels of ${at} do not come back`,
    counter: `the counter of ${at} starts again`,
  }[loss.kind];
};

/** `<1s`, `about 12s`, `about 3 min`. */
export const durationWords = (ms: number): string =>
  ms < 1000 ? '<1s' : ms < 90_000 ? `about ${Math.round(ms / 1000)}s` : `about ${Math.round(ms / 60_000)} min`;
