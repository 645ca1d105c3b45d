/**
 * Two things that would have one name. The server would say so too, but only when the migration runs, and on MySQL when
 * half of it is done.
 */
import type { Claim } from '../dialect/claims.js';
import type { Dialect } from '../dialect/dialect.js';
import type { Positions } from '../ir/desired.js';
import { keyOf, showName } from '../ir/name.js';
import { type Problem, problem } from '../ir/problem.js';
import { groupBy } from '../ir/record.js';
import type { Schema, Table } from '../ir/schema.js';

const nul = '\u0000';

const identity = (c: Claim): string =>
  [c.space, c.key, c.what ?? '', c.table === null ? '' : keyOf(c.table), c.name].join(nul);

/** Of tables that are as they were, only what they take from others. */
const claimsIn = (s: Schema, { claims }: Dialect, isNew: (t: Table) => boolean): ReadonlyArray<Claim> => [
  ...claims.besides(s),
  ...s.tables.flatMap(claims.abroad),
  ...s.tables.filter(isNew).flatMap((t) => {
    const own = keyOf(t.name);
    return claims.inside(t).map((c) => ({ ...c, space: `${c.space}${nul}${own}` }));
  }),
];

const spot = (c: Claim): string => `${c.space}${nul}${c.key}`;

/** Claims of one and the same name. There are thousands, and nearly none: they are told apart before they are grouped. */
const shared = (claims: ReadonlyArray<Claim>): ReadonlyArray<ReadonlyArray<Claim>> => {
  const seen = new Set<string>();
  const again = new Set<string>();
  for (const c of claims) {
    const at = spot(c);
    if (seen.has(at)) again.add(at);
    else seen.add(at);
  }
  return again.size === 0 ? [] : [...groupBy(claims, (c) => (again.has(spot(c)) ? spot(c) : null)).values()];
};

const shown = (c: Claim): string =>
  c.what === null
    ? c.name
    : `the ${c.what} ${c.name}${c.table === null || c.what === 'table' ? '' : ` of ${showName(c.table)}`}`;

/** Both were there before: then the server does have them, whatever it is that tells them apart. */
export const nameClashes = (
  current: Schema,
  desired: Schema,
  dialect: Dialect,
  positions: Positions,
): ReadonlyArray<Problem> => {
  const before = new Set(current.tables);
  const taken = claimsIn(desired, dialect, (t) => !before.has(t));
  const twice = shared(taken).filter((all) => all.some((c) => c.what !== null));
  if (twice.length === 0) return [];
  const old = new Set(claimsIn(current, dialect, () => true).map(identity));
  const found = twice.flatMap((all) => {
    const late = all.findLast((c) => c.what !== null && !old.has(identity(c)));
    const other = all.find((c) => c !== late);
    return late === undefined || other === undefined ? [] : [{ late, other }];
  });
  // A table and a view get in each other's way as relations and as types.
  const once = new Map(found.map((f) => [[f.late, f.other].map(shown).join(nul), f]));
  return [...once.values()].map(({ late, other }) => clash(late, other, dialect, positions));
};

const clash = (c: Claim, other: Claim, dialect: Dialect, positions: Positions): Problem => {
  const table = c.table === null ? null : keyOf(c.table);
  return problem(
    'dialect.name-taken',
    {
      engine: dialect.name,
      what: c.what ?? '',
      name: c.name,
      ...(c.table === null || c.what === 'table' ? {} : { table: showName(c.table) }),
      other: shown(other),
    },
    table === null ? null : (positions(`${table}.${c.name}`) ?? positions(table)),
    'Choose another name for one of them.',
  );
};
