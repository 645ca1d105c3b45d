/** Keys, indexes, foreign keys and checks as they are stored, and the index that a foreign key needs. */
import { E, type Expr } from '../../ir/expression.js';
import { kept, keptList, mapKept } from '../../ir/identical.js';
import {
  type Check,
  type ForeignKey,
  type Index,
  type IndexPart,
  index,
  indexPart,
  type PrimaryKey,
  type Table,
  type Unique,
} from '../../ir/schema.js';
import { isMark, markLike } from '../../ir/unnamed.js';
import { asUnique, begins, keysOf } from './index-shape.js';
import { isInnodb, type Product } from './product.js';

type Own = (e: Expr) => Expr;

const physicalPart = (product: Product, own: Own, p: IndexPart): IndexPart =>
  kept(p, {
    ...p,
    of: p.of.kind === 'Expression' ? kept(p.of, { ...p.of, expr: own(p.of.expr) }) : p.of,
    order: product.features.descendingIndexes ? p.order : 'asc',
    // NULLs are the smallest values here; where they stand in an index changes no answer.
    nulls: null,
  });

/** InnoDB makes a tree of an index that asks for a hash. https://dev.mysql.com/doc/refman/8.4/en/create-index.html */
const physicalIndex = (product: Product, own: Own, innodb: boolean, i: Index): Index =>
  kept(i, {
    ...i,
    method: innodb && i.method === 'hash' ? 'btree' : i.method,
    parts: mapKept(i.parts, (p) => physicalPart(product, own, p)),
    comment: i.comment === '' ? null : i.comment,
    valid: true,
  });

const physicalPrimaryKey = (product: Product, k: PrimaryKey): PrimaryKey =>
  kept(k, {
    name: null,
    columns: product.features.descendingIndexes
      ? k.columns
      : mapKept(k.columns, (c) => kept(c, { ...c, order: 'asc' as const })),
  });

/** RESTRICT and NO ACTION are one in InnoDB, and MariaDB says RESTRICT where nothing was said. */
const action = (a: ForeignKey['onDelete']): ForeignKey['onDelete'] => (a === 'restrict' ? 'no action' : a);

export const physicalForeignKey = (f: ForeignKey): ForeignKey =>
  kept(f, {
    ...f,
    onDelete: action(f.onDelete),
    onUpdate: action(f.onUpdate),
    // MATCH FULL of one column is MATCH SIMPLE.
    match: f.columns.length === 1 ? 'simple' : f.match,
    notValid: false,
  });

const values: ReadonlySet<string> = new Set(['coalesce', 'ifnull', 'nullif', 'if', 'greatest', 'least']);

/**
 * MySQL wants a truth value as a check (error 3812) and takes no number for one, nor a BOOLEAN column, which is a number.
 * Not `IS TRUE`: a check that gives NULL is passed.
 */
const condition = (e: Expr): Expr => {
  const isValue =
    e.kind === 'Column' ||
    e.kind === 'Case' ||
    e.kind === 'Cast' ||
    (e.kind === 'Unary' && e.op === '-') ||
    (e.kind === 'Binary' && /^[-+*/%]$/.test(e.op)) ||
    (e.kind === 'Call' && values.has(e.name)) ||
    (e.kind === 'Literal' && e.value.kind === 'Number');
  return isValue ? E.binary('<>', e, E.number(0)) : e;
};

const physicalCheck = (product: Product, own: Own, c: Check): Check =>
  kept(c, {
    ...c,
    expr: product.features.checksAreConditions ? condition(own(c.expr)) : own(c.expr),
    notValid: false,
    noInherit: false,
  });

/**
 * The server makes an index for a foreign key whose columns begin no key, and keeps it when the foreign key goes. It is
 * said here, under the name that the server would take, so that nothing is made in silence and dropping the foreign key leaves nothing behind.
 */
const withForeignKeyIndexes = (product: Product, t: Table): Table => {
  const added: Index[] = [];
  const taken = new Set([...t.uniques, ...t.indexes].map((k) => k.name?.toLowerCase()));
  for (const f of t.foreignKeys) {
    const keys = keysOf({ ...t, indexes: [...t.indexes, ...added] }, product.features.foreignKeysUseDescending);
    if (keys.some((k) => begins(k, f.columns))) continue;
    added.push(
      index(
        f.columns.map((c) => indexPart(c)),
        { name: isMark(f.name) ? markLike(f.name) : taken.has(f.name?.toLowerCase()) ? null : f.name },
      ),
    );
  }
  return added.length === 0 ? t : { ...t, indexes: [...t.indexes, ...added] };
};

export const physicalKeys = (product: Product, own: Own, t: Table): Table => {
  const innodb = isInnodb(t, product);
  const all = t.indexes.map((i) => physicalIndex(product, own, innodb, i));
  const moved: Unique[] = [];
  const indexes = all.filter((i) => {
    const u = asUnique(i);
    if (u !== null) moved.push(u);
    return u === null;
  });
  return withForeignKeyIndexes(product, {
    ...t,
    primaryKey: t.primaryKey === null ? null : physicalPrimaryKey(product, t.primaryKey),
    uniques: keptList(t.uniques, [...t.uniques, ...moved]),
    indexes: keptList(t.indexes, indexes),
    foreignKeys: mapKept(t.foreignKeys, physicalForeignKey),
    checks: mapKept(t.checks, (c) => physicalCheck(product, own, c)),
  });
};
