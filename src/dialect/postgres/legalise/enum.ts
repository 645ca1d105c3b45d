/**
 * Labels taken away or put in another order: the type is made anew under another name and its columns are cast through
 * text. Checks, indexes and generated columns that name a label were compiled for the old type and are made again, too.
 * https://www.postgresql.org/docs/18/datatype-enum.html: a label cannot be removed from an existing type.
 */
import { E, type Expr, mentions } from '../../../ir/expression.js';
import { keyOf, type QName, qname, sameName, showName } from '../../../ir/name.js';
import { type Problem, problem } from '../../../ir/problem.js';
import type { Column, EnumType, Index, Opaque, Schema, Table } from '../../../ir/schema.js';
import { T } from '../../../ir/type.js';
import { left, right, type Validated } from '../../../prelude.js';
import type { AlterAction, Statement, StatementByKind } from '../../../sql/ast.js';
import { elementOf } from '../element-of.js';
import { makeObjectName } from '../object-name.js';
import { quote, quoteName } from '../quote.js';
import { againstDropColumns, aroundTypeChange } from './dependents.js';
import { computedFrom, heldByOthers, indexMentions, partsWith } from './generated.js';
import { createIndex } from './table.js';

const isArrayOf = (c: Column, type: EnumType): boolean => {
  const element = elementOf(c.type);
  return element !== null && sameName(element, type.name);
};

const uses = (c: Column, type: EnumType): boolean =>
  (c.type.kind === 'Enum' && c.type.type !== null && sameName(c.type.type, type.name)) || isArrayOf(c, type);

/** A plain index follows the type; one with a predicate or an expression was compiled for the old one. */
const compiled = (i: Index, column: string): boolean =>
  indexMentions({ ...i, include: [], parts: i.parts.filter((p) => p.of.kind === 'Expression') }, column);

interface Swap {
  readonly drop: ReadonlyArray<AlterAction>;
  readonly retype: ReadonlyArray<AlterAction>;
  readonly again: ReadonlyArray<AlterAction>;
  readonly dropIndexes: ReadonlyArray<Index>;
  readonly againIndexes: ReadonlyArray<Index>;
}

const swapIn = (t: Table, columns: ReadonlyArray<Column>, made: EnumType): Swap => {
  const names = columns.map((c) => c.name);
  const computed = [...new Set(names.flatMap((n) => computedFrom(t, n)))];
  const down = computed.flatMap((c) => partsWith(t, t, c.name));
  const takenDown = <A>(part: A): boolean => down.some((a) => Object.values(a).includes(part));
  const checks = t.checks.filter((c) => names.some((n) => mentions(c.expr, n)) && !takenDown(c));
  const indexes = t.indexes.filter((i) => names.some((n) => compiled(i, n)) && !takenDown(i));
  const bare = (c: Column): Column => ({ ...c, comment: null });
  const typed = (c: Column): Column => ({
    ...bare(c),
    type: c.type.kind === 'Enum' ? T.enum([], made.name) : T.native(`${quoteName(made.name)}[]`),
    default: null,
  });
  // An array knows no cast to another one but through the text of its elements.
  const using = (c: Column): Expr | null => (c.type.kind === 'Enum' ? null : E.cast(E.column(c.name), 'text[]'));
  return {
    drop: [
      ...checks.map((check): AlterAction => ({ kind: 'DropCheck', check })),
      ...computed.map((column): AlterAction => ({ kind: 'DropColumn', column })),
    ],
    retype: columns.map((c) => ({ kind: 'AlterColumn', before: bare(c), after: typed(c), using: using(c) })),
    again: [
      ...columns
        .filter((c) => c.default !== null)
        .map(
          (c): AlterAction => ({
            kind: 'AlterColumn',
            before: { ...bare(c), default: null },
            after: bare(c),
            using: null,
          }),
        ),
      ...computed.map((c): AlterAction => ({ kind: 'AddColumn', column: bare(c), after: undefined })),
      ...down.filter((a) => a.kind !== 'AddIndex'),
      ...checks.map((check): AlterAction => ({ kind: 'AddCheck', check })),
    ],
    dropIndexes: indexes,
    againIndexes: [...indexes, ...down.flatMap((a) => (a.kind === 'AddIndex' ? [a.index] : []))],
  };
};

const alter = (t: Table, actions: ReadonlyArray<AlterAction>): ReadonlyArray<Statement> =>
  actions.length === 0 ? [] : [{ kind: 'AlterTable', before: t, after: t, actions }];

/** Whether a domain's text names the type, in quotes or not. */
const speaksOf = (text: string, { name }: QName): boolean =>
  text.split(/[^\w$"]+/).some((word) => word === name) || text.includes(quote(name));

/** Its column of the type may be its parent's, and only there can it be changed. */
const inherits = (schema: Schema, o: Opaque, type: EnumType): boolean =>
  o.kind === 'inheritance' &&
  schema.tables.some((t) => o.on !== null && sameName(t.name, o.on) && t.columns.some((c) => uses(c, type)));

/** Domains and composite types keep the type they were made over. */
const madeOver = (schema: Schema, type: EnumType): ReadonlyArray<Problem> =>
  schema.opaque
    .filter(
      (o) =>
        inherits(schema, o, type) ||
        ((o.kind === 'domain' || o.kind === 'type') && o.definition.some((text) => speaksOf(text, type.name))),
    )
    .map((o) =>
      problem(
        'dialect.unsupported',
        {
          what: `way to replace the enum type ${showName(type.name)} under the ${o.kind}`,
          name: showName(o.name),
          dialect: 'PostgreSQL',
        },
        null,
        'Change it by hand first.',
      ),
    );

export const replaceEnum = (
  s: StatementByKind['ReplaceEnum'],
  schema: Schema,
): Validated<Problem, ReadonlyArray<Statement>> => {
  const { from, to } = s;
  const taken = new Set(schema.enums.map((e) => keyOf(e.name)));
  const fresh = (pass: number): typeof to.name => {
    const name = qname(makeObjectName(to.name.name, null, pass === 0 ? 'new' : `new${pass}`), to.name.namespace);
    return taken.has(keyOf(name)) ? fresh(pass + 1) : name;
  };
  const made = { ...to, name: fresh(0), comment: null };
  const used = schema.tables.flatMap((t) => {
    const columns = t.columns.filter((c) => uses(c, from));
    return columns.length === 0 ? [] : [{ t, columns, swap: swapIn(t, columns, made) }];
  });
  const retyped = used.map(({ t, columns }) => ({ table: t.name, columns: columns.map((c) => c.name) }));
  const around = aroundTypeChange(schema, retyped);
  const dropped = used.flatMap(({ t, swap }) =>
    swap.drop.flatMap((a) =>
      a.kind === 'DropColumn'
        ? [...againstDropColumns(schema, t.name, [a.column.name]), ...heldByOthers(schema, t, a.column.name)]
        : [],
    ),
  );
  const problems = [...around.problems, ...dropped, ...madeOver(schema, from)];
  if (problems.length > 0) return left(problems);
  return right([
    ...around.pre,
    { kind: 'CreateEnum', type: made },
    ...used.flatMap(
      ({ t, swap }): ReadonlyArray<Statement> => [
        ...swap.dropIndexes.map(
          (index): Statement => ({ kind: 'DropIndex', table: t.name, index, concurrently: false }),
        ),
        ...alter(t, swap.drop),
        ...alter(t, swap.retype),
      ],
    ),
    { kind: 'DropEnum', type: from },
    { kind: 'RenameEnum', from: made.name, to: to.name },
    ...used.flatMap(
      ({ t, swap }): ReadonlyArray<Statement> => [
        ...alter(t, swap.again),
        ...swap.againIndexes.flatMap((i) => createIndex(t.name, i)),
        ...t.columns
          .filter((c) => c.comment !== null && swap.drop.some((a) => a.kind === 'DropColumn' && a.column === c))
          .map(
            (c): Statement => ({
              kind: 'Comment',
              on: { kind: 'Column', table: t.name, column: c.name },
              text: c.comment,
            }),
          ),
      ],
    ),
    ...(to.comment === null
      ? []
      : [{ kind: 'Comment' as const, on: { kind: 'Type' as const, type: to.name }, text: to.comment }]),
    ...around.post,
  ]);
};
