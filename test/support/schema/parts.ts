/** Single parts of a schema, each legal where it is put: the base schema and the mutations are made of these. */
import { E, type Expr } from '../../../src/ir/expression.js';
import type { QName } from '../../../src/ir/name.js';
import {
  type Check,
  type Column,
  check,
  column,
  type ForeignKey,
  foreignKey,
  type Index,
  index,
  indexPart,
  type Schema,
  type Table,
  type Unique,
  unique,
} from '../../../src/ir/schema.js';
import { type DataType, sameType, T } from '../../../src/ir/type.js';
import type { Legal, TypeCase } from './legal.js';
import type { Names } from './names.js';
import type { Random } from './random.js';
import { usesOf } from './state.js';

export interface Maker {
  readonly rng: Random;
  readonly legal: Legal;
  readonly name: Names;
  /** Every constraint has a name; else some leave it to the engine. */
  readonly named: boolean;
}

const isString = (t: DataType): boolean => t.kind === 'Varchar' || t.kind === 'Text';

const comments = ['plain', "it's; -- hostile", 'back\\slash "q"', 'naïve ✓'];
export const newComment = (m: Maker): string | null =>
  m.legal.comments && m.rng.once(4) ? m.rng.pick(comments) : null;

export const newDefault = (m: Maker, type: DataType): Column['default'] => {
  const found = m.legal.types.find((c) => sameType(c.type, type))?.defaults ?? [];
  const expr = m.rng.maybe(found);
  if (expr === undefined) return null;
  return expr.kind === 'Literal' ? { kind: 'Value', value: expr.value } : { kind: 'Expression', expr };
};

/** A column by itself: type, nullability, default, collation, comment. */
export const newColumn = (m: Maker, schema: Schema, keyOnly = false): Column => {
  const { rng, legal } = m;
  const name = m.name(rng);
  if (!keyOnly && rng.once(7)) return enumColumn(m, schema, name);
  const chosen: TypeCase = rng.pick(keyOnly ? legal.types.filter((t) => t.key) : legal.types);
  return column(name, chosen.type, {
    nullable: rng.once(2),
    default: rng.once(3) ? newDefault(m, chosen.type) : null,
    collation: !keyOnly && isString(chosen.type) && rng.once(6) ? (rng.maybe(legal.collations) ?? null) : null,
    comment: newComment(m),
    invisible: legal.invisible && !keyOnly && rng.once(20),
    onUpdate:
      legal.onUpdate && chosen.type.kind === 'DateTime' && chosen.type.precision === null && rng.once(4)
        ? E.call('current_timestamp')
        : null,
  });
};

const enumColumn = (m: Maker, schema: Schema, name: string): Column => {
  const { rng, legal } = m;
  const nullable = rng.once(2);
  if (legal.enums === 'type') {
    const type = rng.maybe(schema.enums);
    if (type !== undefined) {
      const value = rng.once(2) ? type.values[0] : undefined;
      return column(name, T.enum([], type.name), {
        nullable,
        default: value === undefined ? null : { kind: 'Value', value: { kind: 'String', value } },
      });
    }
  }
  return legal.enums === 'inline'
    ? column(name, T.enum(newLabels(m)), { nullable })
    : column(name, T.integer(32), { nullable });
};

const labels = ['new', 'paid', 'sent', 'two words', "it's", 'Ünï', 'done'];
export const newLabels = (m: Maker): ReadonlyArray<string> => m.rng.some(labels, 2 + m.rng.int(3));

/** Computed from plain columns that nothing else moves. */
export const newGenerated = (m: Maker, schema: Schema, t: Table): Column | null => {
  const { rng, legal } = m;
  const plain = t.columns.filter(
    (c) => c.generated === null && c.identity === null && !usesOf(schema, t, c.name).foreignKey,
  );
  const texts = plain.filter(
    (c) =>
      isString(c.type) &&
      c.collation === null &&
      !(c.type.kind === 'Text' && legal.dialect !== 'postgres' && legal.dialect !== 'sqlite'),
  );
  const numbers = plain.filter(
    (c) => c.type.kind === 'Integer' && !c.type.unsigned && c.type.bits === 32 && c.default === null,
  );
  const stored = rng.maybe(legal.generated) !== 'virtual';
  const make = (type: DataType, expr: Expr): Column =>
    column(m.name(rng), type, { nullable: true, generated: { expr, stored } });
  if (texts.length > 0 && rng.once(2)) {
    const c = E.column(rng.pick(texts).name);
    return make(
      T.varchar(300),
      rng.pick([E.call('lower', c), E.call('upper', c), E.call('coalesce', c, E.string('none'))]),
    );
  }
  const some = rng.maybe(numbers);
  if (some === undefined) return null;
  const c = E.column(some.name);
  return make(
    T.integer(64),
    rng.pick([E.call('abs', c), E.call('coalesce', c, E.number('0')), E.call('nullif', c, E.number('5'))]),
  );
};

/** Columns that may stand in a key as they are. */
export const keyColumns = (m: Maker, t: Table): ReadonlyArray<Column> =>
  t.columns.filter(
    (c) =>
      c.generated === null &&
      c.collation === null &&
      !c.invisible &&
      m.legal.types.some((x) => x.key && sameType(x.type, c.type)),
  );

export const newUnique = (m: Maker, t: Table, from: ReadonlyArray<Column>): Unique | null => {
  const { rng, legal } = m;
  const columns = rng.some(from, 1 + rng.int(2)).map((c) => c.name);
  if (columns.length === 0) return null;
  if (t.uniques.some((u) => u.columns.join('\u0000') === columns.join('\u0000'))) return null;
  const spare = t.columns.filter((c) => c.generated === null && c.type.kind === 'Integer' && !columns.includes(c.name));
  return unique(columns, {
    name: !m.named && rng.once(3) ? null : m.name(rng),
    nullsNotDistinct: legal.nullsNotDistinct && rng.once(6),
    deferrable: legal.deferrable && legal.include && rng.once(6) ? rng.pick(['immediate', 'deferred'] as const) : 'no',
    include: legal.include && rng.once(6) ? rng.some(spare, 1).map((c) => c.name) : [],
  });
};

export const newIndex = (m: Maker, t: Table, uniqueFrom: ReadonlyArray<Column>): Index | null => {
  const { rng, legal } = m;
  const keys = keyColumns(m, t);
  const single = rng.once(6) && uniqueFrom.length > 0;
  const chosen = rng.some(single ? uniqueFrom : keys, 1 + rng.int(2));
  const texts = t.columns.filter((c) => c.type.kind === 'Varchar' && c.generated === null && c.collation === null);
  const text = rng.maybe(texts);
  const parts =
    legal.expressionIndex && text !== undefined && rng.once(5)
      ? [indexPart(E.call(rng.pick(['lower', 'upper']), E.column(text.name)))]
      : chosen.map((c) =>
          indexPart(c.name, {
            order: rng.once(4) ? 'desc' : 'asc',
            nulls: legal.nullsOrder && rng.once(6) ? rng.pick(['first', 'last'] as const) : null,
            prefix:
              legal.prefix && !single && c.type.kind === 'Varchar' && (c.type.length ?? 0) >= 20 && rng.once(4)
                ? 10
                : null,
          }),
        );
  if (parts.length === 0) return null;
  const numbers = t.columns.filter((c) => c.type.kind === 'Integer' && c.generated === null);
  const number = rng.maybe(numbers);
  const predicate = (c: Column): Expr =>
    rng.pick([E.isNull(E.column(c.name), true), E.binary('>', E.column(c.name), E.number('10'))]);
  const named = new Set(parts.flatMap((p) => (p.of.kind === 'Column' ? [p.of.name] : [])));
  return index(parts, {
    name: m.name(rng),
    unique: single && parts.every((p) => p.of.kind === 'Column'),
    where: legal.partial && number !== undefined && rng.once(4) ? predicate(number) : null,
    include:
      legal.include && rng.once(6)
        ? rng.some(
            keys.map((c) => c.name).filter((c) => !named.has(c)),
            1,
          )
        : [],
    // A unique index may be what InnoDB takes for the primary key, which must be visible.
    invisible: legal.invisible && !single && rng.once(10),
    comment: legal.indexComments && rng.once(8) ? 'about "this" index' : null,
  });
};

/** True of every row that `keyValue` makes, and of NULLs. */
export const newCheck = (m: Maker, from: ReadonlyArray<Column>): Check | null => {
  const { rng } = m;
  const numbers = from.filter((c) => (c.type.kind === 'Integer' && c.type.bits >= 16) || c.type.kind === 'Decimal');
  const texts = from.filter((c) => c.type.kind === 'Varchar' && c.collation === null);
  const dates = from.filter((c) => c.type.kind === 'Date');
  const c = rng.maybe([...numbers, ...texts, ...dates]);
  if (c === undefined) return null;
  const x = E.column(c.name);
  if (dates.includes(c))
    return check(
      rng.pick([
        E.binary('>', x, E.string('1800-01-01')),
        E.binary('or', E.isNull(x), E.binary('<=', x, E.string('2999-12-31'))),
      ]),
      {
        name: !m.named && rng.once(4) ? null : m.name(rng),
      },
    );
  const other = rng.maybe(numbers.filter((o) => o.name !== c.name));
  const exprs: ReadonlyArray<Expr> = numbers.includes(c)
    ? [
        E.binary('>=', x, E.number('-100000')),
        { kind: 'Between', arg: x, low: E.number('-30000'), high: E.number('30000'), negated: false },
        E.binary('or', E.binary('>', x, E.number('-1')), E.isNull(x)),
        { kind: 'In', arg: x, list: ['-1', '-2'].map((v) => E.number(v)), negated: true },
        ...(other === undefined ? [] : [E.binary('>', E.binary('+', x, E.column(other.name)), E.number('-1'))]),
      ]
    : [
        E.binary('<>', x, E.string("it's never")),
        E.binary('<', E.call('length', x), E.number('500')),
        { kind: 'In', arg: x, list: [E.string('never'), E.string('ever')], negated: true },
        { kind: 'Binary', op: 'not like', left: x, right: E.string('%never%') },
      ];
  return check(rng.pick(exprs), { name: !m.named && rng.once(4) ? null : m.name(rng) });
};

/** What of a table a foreign key can point to: a primary key, or a plain unique constraint. */
const targets = (t: Table): ReadonlyArray<ReadonlyArray<string>> => [
  ...(t.primaryKey === null ? [] : [t.primaryKey.columns.map((k) => k.name)]),
  ...t.uniques
    .filter((u) => u.deferrable === 'no' && !u.nullsNotDistinct && u.include.length === 0)
    .map((u) => u.columns),
];

/** A foreign key together with the columns it needs: of the same types as what it points to. */
export const newReference = (
  m: Maker,
  parent: Table,
  self: QName | null,
): { readonly columns: ReadonlyArray<Column>; readonly key: ForeignKey } | null => {
  const { rng, legal } = m;
  const target = rng.maybe(targets(parent).filter((c) => c.length > 0));
  if (target === undefined) return null;
  const pointed = target.flatMap((name) => parent.columns.filter((c) => c.name === name));
  if (pointed.length !== target.length) return null;
  const nullable = self !== null || rng.once(2);
  const columns = pointed.map((c) => column(m.name(rng), c.type, { nullable }));
  // A value out of nowhere would point nowhere: only what NULLs allow.
  const actions = legal.actions.filter((a) => nullable || !a.startsWith('set'));
  return {
    columns,
    key: foreignKey(
      columns.map((c) => c.name),
      { table: self ?? parent.name, columns: target },
      {
        name: m.name(rng),
        onDelete: rng.pick(actions),
        // MariaDB refuses to carry a parent's NULL into a child that cannot be NULL.
        onUpdate: rng.pick(
          actions.filter(
            (a) => !a.startsWith('set') && (a !== 'cascade' || nullable || pointed.every((c) => !c.nullable)),
          ),
        ),
        match: legal.matchFull && rng.once(5) ? 'full' : 'simple',
        deferrable: legal.deferrable && rng.once(5) ? rng.pick(['immediate', 'deferred'] as const) : 'no',
      },
    ),
  };
};
