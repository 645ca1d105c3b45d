/** Kinds of change that circumstances of a table make dearer together; what each costs then is the product's own. */
import type { Algorithms, Cost, Kind } from './algorithm.js';

const metadata: ReadonlySet<Kind> = new Set([
  'set default',
  'restate',
  'append label',
  'rename column',
  'rename index',
  'drop check',
  'drop foreign key',
  'table comment',
]);

const all = (kinds: ReadonlyArray<Kind>, cost: Cost): Partial<Algorithms> =>
  Object.fromEntries(kinds.map((k) => [k, cost]));

const kindsOf = (own: Algorithms): ReadonlyArray<Kind> => Object.keys(own).flatMap((k) => (isKind(own, k) ? [k] : []));

const isKind = (own: Algorithms, k: string): k is Kind => k in own;

/** Changes that write every row anew in place. */
export const rebuilding = (cost: Cost): Partial<Algorithms> =>
  all(
    [
      'set null',
      'set not null',
      'add primary key',
      'replace primary key',
      'give up a key for another',
      'table rebuild',
    ],
    cost,
  );

/** Changes that elsewhere leave old rows as they are and mark the new. */
export const atPosition = (cost: Cost): Partial<Algorithms> =>
  all(['add column', 'add column before a virtual one', 'drop column'], cost);

/** @param own the product's own costs, which know every kind. */
export const everything = (own: Algorithms, cost: Cost): Partial<Algorithms> => all(kindsOf(own), cost);

/** Other engines than InnoDB copy whatever is more than a word in the table's definition. */
export const elsewhere = (own: Algorithms, cost: Cost): Partial<Algorithms> =>
  all(
    kindsOf(own).filter((k) => !metadata.has(k)),
    cost,
  );
