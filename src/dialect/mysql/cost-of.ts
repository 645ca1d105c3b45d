/** Which kinds of change a statement is, and what it costs on the table that it changes. */

import { columnsOf } from '../../ir/expression.js';
import type { Column, Index, Schema, Table, TableOptions } from '../../ir/schema.js';
import { sameType } from '../../ir/type.js';
import type { AlterAction } from '../../sql/ast.js';
import { type Cost, dearest, type Kind } from './algorithm.js';
import type { AlterTable } from './alter-of.js';
import { hasCharset } from './charset.js';
import { clusteredKinds } from './clustered.js';
import { isHashed } from './key-width.js';
import { isFunctional } from './odd-table.js';
import { convertsToDefault } from './print-parts.js';
import type { Product } from './product.js';

const bytesPerCharacter: Readonly<Record<string, number>> = { ascii: 1, latin1: 1, binary: 1, utf8mb3: 3, utf8mb4: 4 };

const most = (c: Column, t: Table, length: number): number =>
  length * (bytesPerCharacter[c.charset ?? t.options.charset ?? 'utf8mb4'] ?? 4);

const prefixOf = (from: ReadonlyArray<string>, to: ReadonlyArray<string>): boolean =>
  from.length <= to.length && from.every((v, n) => v === to[n]);

const typeKind = (t: Table, before: Column, after: Column): Kind => {
  const [a, b] = [before.type, after.type];
  if (a.kind === 'Varchar' && b.kind === 'Varchar' && a.length !== null && b.length !== null && a.length <= b.length)
    return most(before, t, a.length) <= 255 && most(after, t, b.length) > 255
      ? 'grow varchar over 255 bytes'
      : 'grow varchar';
  if (
    a.kind === 'Enum' &&
    b.kind === 'Enum' &&
    prefixOf(a.values, b.values) &&
    a.values.length > 255 === b.values.length > 255
  )
    return 'append label';
  if (a.kind === 'Set' && b.kind === 'Set' && prefixOf(a.values, b.values)) return 'append label';
  return 'change type';
};

/** Options but those that nothing is written for. */
const stored = (o: TableOptions): ReadonlyArray<string> => o.storage.filter((x) => !x.startsWith('stats_'));

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

const without = (c: Column, more: Partial<Column>): string => JSON.stringify({ ...c, ...more });

/** All kinds of one changed column. */
const columnKinds = (t: Table, before: Column, after: Column): ReadonlyArray<Kind> => {
  const kinds: Kind[] = [];
  if (!sameType(before.type, after.type)) kinds.push(typeKind(t, before, after));
  if (before.charset !== after.charset) kinds.push('change type');
  else if (before.collation !== after.collation) kinds.push('change collation');
  if (before.nullable !== after.nullable) kinds.push(after.nullable ? 'set null' : 'set not null');
  if (
    JSON.stringify(before.generated) !== JSON.stringify(after.generated) ||
    JSON.stringify(before.identity) !== JSON.stringify(after.identity)
  )
    kinds.push('change type');
  if (JSON.stringify(before.default) !== JSON.stringify(after.default)) kinds.push('set default');
  if (before.name !== after.name) kinds.push('rename column');
  const rest = { comment: null, invisible: false, onUpdate: null };
  if (without(before, rest) === without(after, rest) || kinds.length === 0)
    kinds.push(after.generated === null ? 'restate' : 'restate computed column');
  return kinds;
};

const clocks: ReadonlySet<Column['type']['kind']> = new Set(['Date', 'DateTime', 'Time', 'Year']);

/** MySQL copies a table with such a check whenever a column is stated anew, whichever column that is. */
const checksDate = (t: Table): boolean =>
  t.checks.some((k) => {
    const read = columnsOf(k.expr);
    return t.columns.some((c) => clocks.has(c.type.kind) && (read === null || read.includes(c.name)));
  });

/** A default alone is set without stating the column anew. */
const restated = (t: Table, kinds: ReadonlyArray<Kind>): ReadonlyArray<Kind> =>
  kinds.every((k) => k === 'set default') || !checksDate(t) ? kinds : [...kinds, 'restate beside a check of a date'];

const indexKind = (i: Index): Kind =>
  i.method === 'fulltext'
    ? 'add fulltext index'
    : i.method === 'spatial'
      ? 'add spatial index'
      : isFunctional(i)
        ? 'add functional index'
        : 'add index';

const isVirtual = (c: Column): boolean => c.generated !== null && !c.generated.stored;

const behind = (t: Table, after: string | null | undefined): ReadonlyArray<Column> => {
  if (after === undefined) return [];
  return t.columns.slice(after === null ? 0 : t.columns.findIndex((c) => c.name === after) + 1);
};

const addKind = (t: Table, c: Column, after: string | null | undefined): Kind =>
  c.identity !== null
    ? 'add counter'
    : c.generated === null
      ? behind(t, after).some(isVirtual)
        ? 'add column before a virtual one'
        : 'add column'
      : c.generated.stored
        ? 'add stored column'
        : behind(t, after).some((x) => isVirtual(x) || x.identity !== null)
          ? 'add virtual column before another'
          : 'add virtual column';

const kindsOf = (t: Table, a: AlterAction): ReadonlyArray<Kind> => {
  switch (a.kind) {
    case 'AddColumn':
      return [addKind(t, a.column, a.after)];
    case 'DropColumn':
      return [isVirtual(a.column) ? 'drop virtual column' : 'drop column'];
    case 'RenameColumn':
      return restated(t, ['rename column']);
    case 'AlterColumn':
      return restated(t, columnKinds(t, a.before, a.after));
    case 'SetPrimaryKey':
      return [a.from === null ? 'add primary key' : a.to === null ? 'drop primary key' : 'replace primary key'];
    case 'AddUnique':
      return [isHashed(a.unique.columns, t) ? 'add hashed key' : 'add index'];
    case 'DropUnique':
      return ['drop index'];
    case 'AddIndex':
      return [indexKind(a.index)];
    case 'DropIndex':
      if (!isFunctional(a.index)) return ['drop index'];
      return [a.index.unique ? 'drop unique functional index' : 'drop functional index'];
    case 'AddForeignKey':
      return ['add foreign key'];
    case 'DropForeignKey':
      return ['drop foreign key'];
    case 'AddCheck':
      return ['add check'];
    case 'DropCheck':
      return ['drop check'];
    case 'RenameIndex':
    case 'RenameConstraint':
      return ['rename index'];
    case 'SetOptions': {
      const kinds: Kind[] = ['table comment'];
      if (a.from.collation !== a.to.collation || a.from.charset !== a.to.charset) kinds.push('table charset');
      if (a.from.engine !== a.to.engine) kinds.push('change engine');
      if (a.from.rowFormat !== a.to.rowFormat || !same(stored(a.from), stored(a.to))) kinds.push('table rebuild');
      return kinds;
    }
  }
};

/** Columns that state no character set have the table's: restated, they are converted to its new one. */
const converted = (product: Product, actions: ReadonlyArray<AlterAction>): ReadonlyArray<Kind> => {
  const set = actions.flatMap((a) =>
    a.kind === 'SetOptions' && (a.from.charset !== a.to.charset || a.from.collation !== a.to.collation) ? [a.to] : [],
  );
  if (set.length === 0) return [];
  return set.some((to) => to.charset === null && convertsToDefault(product)) ||
    actions.some((a) => a.kind === 'AlterColumn' && hasCharset(a.after.type) && a.after.collation === null)
    ? ['change type']
    : [];
};

/** Its place changes when a column before it goes, and it comes and goes itself. */
const movesVirtual = (t: Table, a: AlterAction): boolean =>
  a.kind === 'DropColumn'
    ? isVirtual(a.column) || behind(t, a.column.name).some(isVirtual)
    : a.kind === 'AddColumn' && isVirtual(a.column);

const goesWithMoves = (a: AlterAction): boolean =>
  a.kind === 'DropColumn' ||
  a.kind === 'DropIndex' ||
  a.kind === 'DropUnique' ||
  (a.kind === 'AddColumn' && isVirtual(a.column));

const moveKinds = ({ before, actions }: Altering): ReadonlyArray<Kind> =>
  actions.every(goesWithMoves) || !actions.some((a) => movesVirtual(before, a))
    ? []
    : ['move a virtual column beside other changes'];

/** A column that is not dropped at once, see legalise-drop.ts. */
const dropKinds = (s: Altering): ReadonlyArray<Kind> => {
  if (s.manner === undefined || !s.actions.some((a) => a.kind === 'DropColumn')) return [];
  return s.manner.startsWith('ALGORITHM=COPY')
    ? ['change type']
    : s.manner.startsWith('ALGORITHM=INPLACE')
      ? ['table rebuild']
      : [];
};

type Altering = Pick<AlterTable, 'before' | 'actions' | 'manner'>;

export interface Costs {
  readonly kinds: ReadonlyArray<Kind>;
  readonly cost: Cost;
  /** The table is like most: nothing about it makes any change dearer. */
  readonly usual: boolean;
}

/** @param around the schema that the table is in; null = nobody knows it. */
export const costsOf = (product: Product, s: Altering, around: Schema | null): Costs => {
  const { before: t, actions } = s;
  const kinds = [
    ...dropKinds(s),
    ...moveKinds(s),
    ...actions.flatMap((a) => kindsOf(t, a)),
    ...converted(product, actions),
    ...clusteredKinds(t, actions),
  ];
  const met = product.circumstances.filter((c) => c.of(t, around));
  const costs = [product.algorithms, ...met.map((c) => c.costs)];
  return {
    kinds,
    cost: dearest(kinds.flatMap((k) => costs.flatMap((of) => of[k] ?? []))),
    usual: met.length === 0,
  };
};
