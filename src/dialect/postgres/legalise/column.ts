/** One ALTER COLUMN as the server can carry it out: items in order, each an action or a statement of its own. */

import type { Problem } from '../../../ir/problem.js';
import type { Column, Schema, Table } from '../../../ir/schema.js';
import { sameType } from '../../../ir/type.js';
import type { AlterAction } from '../../../sql/ast.js';
import type { Features } from '../capabilities.js';
import { againstDropColumns } from './dependents.js';
import { computedFrom, heldByOthers, mustBeRemade, partsWith } from './generated.js';
import { type Item, identityChange } from './sequence.js';

export interface Steps {
  readonly items: ReadonlyArray<Item>;
  readonly problems: ReadonlyArray<Problem>;
  /** The type changes, so that what stands on the column must be out of the way. */
  readonly retypes: boolean;
}

type Alter = Extract<AlterAction, { kind: 'AlterColumn' }>;

const commented = (table: Table, before: Column, after: Column): ReadonlyArray<Item> =>
  before.comment === after.comment
    ? []
    : [
        {
          statement: {
            kind: 'Comment',
            on: { kind: 'Column', table: table.name, column: after.name },
            text: after.comment,
          },
        },
      ];

const differs = (a: Column, b: Column): boolean => JSON.stringify(a) !== JSON.stringify(b);

/** Drop and add; the values of a virtual column that becomes a plain one are written down once. */
const remade = (before: Table, after: Table, from: Column, to: Column): ReadonlyArray<Item> => {
  const plain: Column = { ...to, comment: null };
  const keeps = from.generated !== null && to.generated === null ? from.generated.expr : null;
  const parts = partsWith(before, after, to.name).map((action): Item => ({ action }));
  const drop: Item = { action: { kind: 'DropColumn', column: from } };
  if (keeps === null) return [drop, { action: { kind: 'AddColumn', column: plain, after: undefined } }, ...parts];
  const nullable = { ...plain, nullable: true };
  return [
    drop,
    { action: { kind: 'AddColumn', column: nullable, after: undefined } },
    { statement: { kind: 'Update', table: after.name, set: [{ column: to.name, value: keeps }], where: null } },
    ...(to.nullable ? [] : [{ action: { kind: 'AlterColumn', before: nullable, after: plain, using: null } } as const]),
    ...parts,
  ];
};

/** Generated columns computed from a column whose type changes: the server wants them out of the way. */
const withoutComputed = (
  before: Table,
  after: Table,
  column: string,
): {
  readonly first: ReadonlyArray<Item>;
  readonly last: ReadonlyArray<Item>;
  readonly names: ReadonlyArray<string>;
} => {
  const computed = computedFrom(before, column);
  return {
    names: computed.map((c) => c.name),
    first: computed.map((c) => ({ action: { kind: 'DropColumn', column: c } })),
    last: computed.flatMap((c): ReadonlyArray<Item> => {
      const again = after.columns.find((x) => x.name === c.name);
      if (again === undefined) return [];
      const bare = { ...again, comment: null };
      return [
        { action: { kind: 'AddColumn', column: bare, after: undefined } },
        ...partsWith(before, after, c.name).map((action): Item => ({ action })),
        ...commented(after, bare, again),
      ];
    }),
  };
};

export const alterColumn = (a: Alter, before: Table, after: Table, schema: Schema, features: Features): Steps => {
  const { before: from, after: to } = a;
  const name = from.name;
  const held = (columns: ReadonlyArray<string>): ReadonlyArray<Problem> => [
    ...againstDropColumns(schema, before.name, columns),
    ...columns.flatMap((c) => heldByOthers(schema, before, c)),
  ];
  if (mustBeRemade(before, from, to, features)) {
    const items = [...remade(before, after, from, to), ...commented(after, { ...to, comment: null }, to)];
    return { items, problems: held([name]), retypes: false };
  }
  const retyped = !sameType(from.type, to.type) || from.collation !== to.collation || a.using !== null;
  const computed = retyped ? withoutComputed(before, after, name) : { first: [], last: [], names: [] };
  const counted = identityChange(after.name, from, to);
  const kind = from.identity?.kind;
  // Both identities of one kind: the change is part of the ALTER COLUMN itself.
  const inPlace = kind === 'Identity' && to.identity?.kind === 'Identity';
  const start: Column = { ...from, comment: null, identity: inPlace ? from.identity : null };
  const end: Column = { ...to, comment: null, identity: inPlace ? to.identity : null };
  const main: ReadonlyArray<Item> =
    differs(start, end) || a.using !== null ? [{ action: { ...a, before: start, after: end } }] : [];
  return {
    items: [
      ...computed.first,
      ...counted.first,
      ...main,
      ...counted.last,
      ...computed.last,
      ...commented(after, from, to),
    ],
    problems: computed.names.length === 0 ? [] : held(computed.names),
    retypes: retyped,
  };
};
