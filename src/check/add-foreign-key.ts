import { E, type Expr } from '../ir/expression.js';
import { showName } from '../ir/name.js';
import { countOrphans, countWhere, fromTable } from '../sql/select.js';
import { and } from './ask.js';
import { type Answer, check, count, exact, finding, open, type Question, question, rows } from './check.js';
import { type Meets, meetsDemands } from './facts/foreign-key-demands.js';
import { unlink, withRepair } from './repair.js';
import { list } from './words.js';

const complete = (es: ReadonlyArray<Expr | null>): ReadonlyArray<Expr> | null => {
  const found = es.filter((e) => e !== null);
  return found.length === es.length ? found : null;
};

const anyRow = (d: Meets): Question => ({
  ...question(countWhere(fromTable(d.origin), null)),
  onlyZero: 'no query can say which rows the key will connect',
});

const probe = (d: Meets): Question => {
  const child = complete(d.child);
  if (child === null) return anyRow(d);
  const full = d.foreignKey.match === 'full';
  if (d.parent === null) {
    // The parent is new and empty: every key that points somewhere points nowhere.
    const points = child.reduce<Expr | null>((w, k) => and(w, E.isNull(k, true)), null);
    return question(countWhere(fromTable(d.origin), points));
  }
  const parent = complete(d.parent.keys);
  if (parent === null) return anyRow(d);
  const keys = child.flatMap((c, i) => {
    const p = parent[i];
    return p === undefined ? [] : [{ child: c, parent: p }];
  });
  return question(...countOrphans({ child: fromTable(d.origin), parent: fromTable(d.parent.origin), keys, full }));
};

const judge = (code: string, d: Meets, a: Answer, may: string, repair: string | null = null) => {
  const f = d.foreignKey;
  const place = { table: d.table, column: f.columns.length === 1 ? (f.columns[0] ?? null) : null };
  const parent = showName(f.references.table);
  const sentence = `Remove the rows of ${showName(d.table)} that have no ${parent}, set their ${list(f.columns)} to NULL, or add the missing rows to ${parent}.`;
  if (a.kind === 'Unknown')
    return finding(code, 'warn', place, may, open(a), withRepair(sentence, 'sets the keys to NULL', repair));
  const n = count(a) + count(a, 'half');
  const remedy = withRepair(sentence, `empties the key of ${rows(n)}`, repair);
  return n === 0
    ? null
    : finding(
        code,
        'error',
        place,
        count(a, 'half') > 0 && count(a) === 0
          ? `${rows(n)} of ${showName(d.table)} ${n === 1 ? 'has' : 'have'} only part of the key ${list(f.columns)}, which MATCH FULL refuses.`
          : `${rows(n)} of ${showName(d.table)} ${n === 1 ? 'points' : 'point'} to no row of ${parent}.`,
        exact(n),
        remedy,
      );
};

interface Repairable extends Meets {
  readonly repair: string | null;
}

export const addForeignKey = check<Repairable>({
  code: 'add-foreign-key',
  loses: false,
  page: {
    title: 'Rows without a parent under a new foreign key',
    why: 'A foreign key is verified when it is added: a row whose key is in no row of the other table makes that fail. A key with a NULL in it points nowhere and is no orphan, unless the key says MATCH FULL and has values beside the NULL.',
    fix: 'Remove the orphans, set their key to NULL, or add the missing parents first.',
  },
  appliesTo: (facts) =>
    meetsDemands(facts)
      .filter((d) => d.cause === 'added')
      .map((d) => ({ ...d, repair: unlink(facts, d) })),
  probe,
  judge: (d, a) =>
    judge(
      'add-foreign-key',
      d,
      a,
      `${list(d.foreignKey.columns)} will refer to ${showName(d.foreignKey.references.table)}: this fails when a row has no parent there.`,
      d.repair,
    ),
});

export const keepForeignKey = check<Meets>({
  code: 'keep-foreign-key',
  loses: false,
  page: {
    title: 'A change of values under a foreign key that is there',
    why: 'A conversion or a backfill changes one side of a foreign key. Rows that find no parent with their new value make the change fail.',
    fix: 'Change both sides in the same way, or choose values that are in the other table.',
  },
  appliesTo: (facts) => meetsDemands(facts).filter((d) => d.cause === 'kept'),
  probe,
  judge: (d, a) =>
    judge(
      'keep-foreign-key',
      d,
      a,
      `The values of ${list(d.foreignKey.columns)} or of their parents change: this fails when a row loses its parent.`,
    ),
});
