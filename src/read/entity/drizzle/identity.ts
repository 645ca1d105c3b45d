/** `generatedAlwaysAsIdentity({ startWith: 100 })`. https://orm.drizzle.team/docs/column-types/pg#identity-columns */
import type { Identity } from '../../../ir/schema.js';
import { readOptions, report, type Subject } from '../typescript/options.js';
import { isNothing, type Value } from '../typescript/value.js';
import type { World } from './world.js';

const settings = ['name', 'startWith', 'increment', 'minValue', 'maxValue', 'cache', 'cycle'];
/** Parts of a sequence that a schema here has no words for. */
const unmodelled = ['name', 'minValue', 'maxValue', 'cache', 'cycle'];

export const asIdentity = (
  world: World,
  subject: Subject,
  generation: 'always' | 'by default',
  said: Value | null,
): Identity | null => {
  if (said === null || isNothing(said)) return { kind: 'Identity', generation, start: null, increment: null };
  const what = { what: `the sequence of ${subject.what}`, entity: subject.entity };
  const options = readOptions(world.reporter, what, said, settings);
  if (options === null) return null;
  for (const key of unmodelled) {
    const value = options.value(key);
    // What PostgreSQL takes by itself may be said.
    if (value === undefined || usual(key, value)) continue;
    const data = { what: `${key} of ${what.what}`, entity: subject.entity };
    report(world.reporter, 'entity.unsupported', value.at, data, 'Leave it out here, and change the sequence by hand.');
  }
  const number = (key: string): string | null => {
    const value = options.value(key);
    if (value === undefined) return null;
    const text = value.kind === 'Literal' ? String(value.value) : '';
    if (/^-?\d{1,19}$/.test(text)) return text;
    report(world.reporter, 'spec.expected', value.at, { key, expected: 'a whole number', in: subject.entity });
    return null;
  };
  return { kind: 'Identity', generation, start: number('startWith'), increment: number('increment') };
};

const usual = (key: string, v: Value): boolean =>
  v.kind === 'Literal' &&
  ((key === 'cycle' && v.value === false) || ((key === 'minValue' || key === 'cache') && String(v.value) === '1'));
