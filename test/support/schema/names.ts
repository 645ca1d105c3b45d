/** Names that are legal everywhere and unpleasant for whoever forgets to quote. Each is used once: a number makes it unique. */
import type { Random } from './random.js';

const plain = ['users', 'orders', 'item', 'Total', 'created_at', 'kind'];
const hostile = [
  'select',
  'order',
  'group by',
  'two words',
  'Mixed Case',
  'quo"te',
  "apos'trophe",
  'back`tick',
  'semi;colon',
  'per%cent',
  'dollar$1',
  'ques?tion',
  'colon:name',
  'naïve_ünï',
  '表名',
  'dash-ed',
  'dot.ted',
  'comma,d',
  'br(ack)et[s]',
  'back\\slash',
  '-- comment',
  '/* c */',
  'new\ttab',
];

export type Names = (rng: Random) => string;

/** `from`: where the numbers start, so that later names never meet earlier ones. */
export const names = (from: number, limit: number, hostileOnce = 5): Names => {
  let count = from;
  return (rng) => {
    count++;
    if (rng.once(60)) return `${'x'.repeat(limit - 6)}_${count}`.slice(0, limit);
    return rng.once(hostileOnce) ? `${rng.pick(hostile)}_${count}` : `${rng.pick(plain)}_${count}`;
  };
};
