import type { ProbeDialect } from '../dialect/probe.js';
import { keyOf, sameName, showName } from '../ir/name.js';
import type { Opaque, Table } from '../ir/schema.js';
import { check, count, finding, inWords, open, plain } from './check.js';
import { eventsOf, type PlanFacts } from './facts/facts.js';
import { addedPairs, brokenActions, type Pair, standingPairs } from './facts/foreign-key-demands.js';
import { keysIn } from './facts/key-demands.js';
import { type Situation, standing } from './facts/situation.js';
import type { Standing } from './facts/standings.js';
import { begins, indexed } from './indexed.js';
import { list } from './words.js';

interface Misfit {
  readonly pair: Pair;
  readonly why: string;
  /** The server decides; null = the plan itself says so. */
  readonly asked: string | null;
}

const sameSet = (a: ReadonlyArray<string>, b: ReadonlyArray<string>): boolean =>
  a.length === b.length && a.every((x) => b.includes(x));

const targeted = (parent: Table, columns: ReadonlyArray<string>, target: ProbeDialect['target']): boolean => {
  if (target === 'anything') return true;
  if (target === 'index') return indexed(parent).some((c) => begins(c, columns));
  return keysIn(parent).some((k) => k.where === null && sameSet(k.columns, columns));
};

/** What is logged would stand on rows that a crash takes. https://www.postgresql.org/docs/18/sql-createtable.html */
const unlogged = (p: Pair): string | null =>
  p.parent?.options.unlogged === true && !p.child.options.unlogged
    ? `${showName(p.parent.name)} is unlogged and ${showName(p.table)} is not`
    : null;

const whyNot = (p: Pair, probe: ProbeDialect): string | null => {
  if (p.parent === null) return null;
  const lost = unlogged(p);
  if (lost !== null) return lost;
  const refused = probe.refusesParent(p.parent.name.name);
  if (refused !== null) return refused;
  const { columns } = p.foreignKey.references;
  if (!targeted(p.parent, columns, probe.target))
    return `${list(columns)} of ${showName(p.parent.name)} ${probe.target === 'index' ? 'has no index' : 'is no unique key'}`;
  const wrong = p.columns.flatMap(({ child, parent }) =>
    child === null || parent === null ? [] : [probe.mismatch(child, parent)],
  );
  return wrong.find((w) => w !== null) ?? null;
};

const changedTables = (facts: PlanFacts): ReadonlyArray<Standing> => {
  const from = new Map(facts.from.tables.map((t) => [keyOf(t.name), t]));
  return facts.end.tables.values().filter((s) => s.origin === null || from.get(keyOf(s.origin)) !== s.table);
};

/**
 * Foreign keys that stay although their parent has no key for them. SQLite lets it go, and from then on refuses to write
 * either table, and to check the key when one of the two is made anew. MySQL and MariaDB do not let it go (1553), or only
 * together with the foreign key. https://www.sqlite.org/foreignkeys.html#fk_indexes,
 * https://dev.mysql.com/doc/refman/8.4/en/create-table-foreign-keys.html
 */
const untargeted = (facts: PlanFacts): ReadonlyArray<Misfit> => {
  const { probe, capabilities } = facts.dialect;
  const [first] = facts.events;
  const { foreignKeysInline, foreignKeyNeedsIndex } = capabilities;
  if (first === undefined || !(foreignKeysInline || foreignKeyNeedsIndex)) return [];
  const lost = (now: Situation, of: ReadonlySet<string>): ReadonlyArray<Pair> =>
    standingPairs(now, of).filter(
      (p) => p.parent !== null && !targeted(p.parent, p.foreignKey.references.columns, probe.target),
    );
  const touched = new Set(facts.holds.flatMap((h) => (h.lock.rewrites ? [keyOf(h.table)] : [])));
  const places = (p: Pair, now: Situation): ReadonlyArray<string> =>
    [p.table, p.foreignKey.references.table].map((name) => keyOf(standing(now, name)?.origin ?? name));
  const id = (p: Pair, now: Situation): string => places(p, now).join('\u0000');
  const changed = changedTables(facts);
  const origins = changed.flatMap((s) => (s.origin === null ? [] : [keyOf(s.origin)]));
  const old = lost(first.before, new Set([...touched, ...origins]));
  const known = new Set(old.map((p) => id(p, first.before)));
  const added = new Set(addedPairs(facts).map((p) => p.foreignKey));
  return [
    ...(foreignKeysInline ? old.filter((p) => places(p, first.before).some((name) => touched.has(name))) : []),
    ...lost(facts.end, new Set(changed.map((s) => keyOf(s.table.name)))).filter(
      (p) => !known.has(id(p, facts.end)) && !added.has(p.foreignKey),
    ),
  ].map((pair) => ({ pair, why: whyNot(pair, probe) ?? 'there is no such key', asked: null }));
};

/** Foreign keys over tables that the plan makes logged or unlogged, as they stand at the end. */
const relogged = (facts: PlanFacts): ReadonlyArray<Pair> => {
  const changed = eventsOf(facts, 'SetTableOptions').filter(({ intent: i }) => i.from.unlogged !== i.to.unlogged);
  return changed.length === 0 ? [] : standingPairs(facts.end, new Set(changed.map((e) => keyOf(e.intent.table))));
};

/** The table has a constraint of the same name that says more than can be said here. */
const taken = (facts: PlanFacts, { table, foreignKey }: Pair): string | null => {
  const origin = standing(facts.end, table)?.origin ?? table;
  const is = (o: Opaque): boolean =>
    o.kind === 'constraint' && o.on !== null && sameName(o.on, origin) && o.name.name === foreignKey.name;
  return facts.from.opaque.some(is) ? `the table has a constraint ${foreignKey.name} of another kind` : null;
};

/** Columns of which only the server knows whether they fit. */
const doubtful = (pair: Pair, probe: ProbeDialect): ReadonlyArray<Misfit> =>
  pair.columns.flatMap(({ child, parent }) => {
    const asked = child === null || parent === null ? null : probe.unlike(child, parent);
    const names = `${child?.name} and ${parent?.name}`;
    return asked === null ? [] : [{ pair, why: `${names} compare texts by different collations`, asked: asked.sql }];
  });

export const foreignKeyFit = check<Misfit>({
  code: 'foreign-key-fit',
  loses: false,
  page: {
    title: 'A foreign key whose two sides do not fit',
    why: 'The engine refuses a foreign key between columns it cannot compare (PostgreSQL), or of different type, sign, size, character set or collation (MySQL, MariaDB), and one that points to columns without a unique key. PostgreSQL 18 refuses it, too, between texts of different collations of which one is nondeterministic. And a key cannot set to NULL what is NOT NULL, nor write a column that is computed or (MySQL, MariaDB) that a check reads.',
    fix: 'Give both columns the same type and collation, and the parent a primary key or a unique constraint on exactly these columns; choose actions that the columns bear.',
  },
  appliesTo: (facts) => [
    ...addedPairs(facts).flatMap((pair) => {
      const why = whyNot(pair, facts.dialect.probe) ?? taken(facts, pair);
      return why === null ? doubtful(pair, facts.dialect.probe) : [{ pair, why, asked: null }];
    }),
    ...untargeted(facts),
    ...relogged(facts).flatMap((pair) => {
      const why = unlogged(pair);
      return why === null ? [] : [{ pair, why, asked: null }];
    }),
    ...brokenActions(facts).map((b) => ({ ...b, asked: null })),
  ],
  probe: ({ asked }) => (asked === null ? null : inWords(asked)),
  judge: ({ pair, why, asked }, a) => {
    const place = {
      table: pair.table,
      column: pair.foreignKey.columns.length === 1 ? (pair.foreignKey.columns[0] ?? null) : null,
    };
    const parent = showName(pair.foreignKey.references.table);
    const remedy = 'Give both sides the same type and collation, and the parent a unique key.';
    if (a.kind === 'Unknown')
      return finding(
        'foreign-key-fit',
        'warn',
        place,
        `The foreign key to ${parent} may be refused: ${why}.`,
        open(a),
        remedy,
      );
    if (asked !== null && count(a) === 0) return null;
    return finding(
      'foreign-key-fit',
      'error',
      place,
      `The foreign key to ${parent} is refused: ${why}.`,
      plain,
      remedy,
    );
  },
});
