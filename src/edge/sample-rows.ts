/** Fetches a few of the rows that findings are about, when a person at a terminal asked to see them. */
import type { Inquiry } from '../check/check.js';
import { printer } from '../check/compose.js';
import { samplesOf } from '../check/sample.js';
import type { Dialect } from '../dialect/dialect.js';
import type { Schema } from '../ir/schema.js';
import type { Finding } from '../plan/plan.js';
import { briefly, type Sample, type Samples, sampleKey } from '../plan/sample.js';
import { type Either, isLeft } from '../prelude.js';
import type { Fault, Row } from './database.js';

export interface Found {
  readonly inquiry: Inquiry;
  readonly finding: Finding;
}

/** Rows of a run, whatever it finds. */
const most = 1000;

const told = (value: unknown): string | null => (value === null || value === undefined ? null : String(value));

/** What cannot be fetched is left out: the finding stands without it. */
export const sampleRows = async (
  found: ReadonlyArray<Found>,
  schema: Schema,
  dialect: Dialect,
  ask: (sql: string) => Promise<Either<Fault, ReadonlyArray<Row>>>,
): Promise<Samples> => {
  const print = printer(dialect);
  const samples = new Map<string, Sample[]>();
  let fetched = 0;
  for (const { inquiry, finding } of found)
    for (const { names, select } of samplesOf(inquiry, finding, schema, (e) => dialect.probe.brief(e, briefly))) {
      const sql = print(select);
      if (isLeft(sql) || fetched + (select.limit ?? most) > most) continue;
      const answer = await ask(sql.right);
      if (isLeft(answer) || answer.right.length === 0) continue;
      fetched += answer.right.length;
      const rows = answer.right.map((row) => names.map((_, i) => told(row[`c${i}`])));
      const key = sampleKey(finding);
      samples.set(key, [...(samples.get(key) ?? []), { names, rows }]);
    }
  return samples;
};
