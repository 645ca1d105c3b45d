/** Finished drafts as tables of the schema IR. */
import { type Desired, positionsOf, type TableOwnership } from '../../../ir/desired.js';
import { type DialectId, E } from '../../../ir/expression.js';
import { keyOf, type QName, qname } from '../../../ir/name.js';
import type { Position } from '../../../ir/problem.js';
import { record } from '../../../ir/record.js';
import {
  type Check,
  type Column,
  check,
  column,
  type ForeignKey,
  foreignKey,
  type Identity,
  index,
  indexPart,
  type ReferentialAction,
  type Table,
  table,
} from '../../../ir/schema.js';
import { suggest } from '../../../ir/suggest.js';
import { T } from '../../../ir/type.js';
import { defaultOf } from './default-value.js';
import { type ColumnDraft, type KeyDraft, numbered, type TableDraft } from './draft.js';
import type { Context } from './report.js';
import { aliasOf, type StoredType, typesOf } from './types.js';

/** What the connection's own namespace is called in a name; empty: it has no fixed name; null: there are none. */
const namespaces: Readonly<Record<DialectId, string | null>> = {
  postgres: 'public',
  mysql: '',
  mariadb: '',
  sqlite: null,
};

/** `billing.users` is a table of another namespace; SQLite has none, and takes the name whole. */
const nameOf = (c: Context, name: string): QName => {
  const [first = '', second, ...more] = name.split('.');
  const own = namespaces[c.dialect];
  if (own === null || second === undefined || more.length > 0) return qname(name);
  return first === own ? qname(second) : qname(second, first);
};

/** @param everything whether the files are all that say something of these tables: then what they do not say goes. */
export const desiredOf = (c: Context, drafts: ReadonlyArray<TableDraft>, everything: boolean): Desired => {
  const tables: Table[] = [];
  const owns: (readonly [string, TableOwnership])[] = [];
  const positions: (readonly [string, Position])[] = [];
  for (const draft of drafts) {
    const made = tableFrom(c, draft);
    const key = keyOf(made.table.name);
    tables.push(made.table);
    owns.push([key, ownership(draft, made, everything)]);
    positions.push([key, draft.at]);
    for (const [name, d] of draft.columns) positions.push([`${key}.${name}`, d.at]);
  }
  return {
    schema: { tables, enums: [], opaque: [] },
    owns: { tables: 'listed', byTable: record(owns) },
    renames: [],
    data: [],
    positions: positionsOf(positions),
  };
};

interface Made {
  readonly table: Table;
  /** Columns whose values a CHECK lists. */
  readonly listed: ReadonlyArray<string>;
}

/** Cycle speaks of these parts of a table and of no others: its sync drops what it does not find declared. */
const ownership = (draft: TableDraft, made: Made, everything: boolean): TableOwnership => {
  const columns = draft.leftAlone.size === 0 ? (['columns'] as const) : [];
  return {
    facets: everything ? [...columns, 'primaryKey', 'uniques', 'foreignKeys', 'indexes'] : [],
    unstated: new Map(
      made.table.columns.map((c) => [
        c.name,
        ['generated', 'collation', 'charset', 'comment', 'onUpdate', 'invisible'] as const,
      ]),
    ),
    notUnique: [],
    values: made.listed,
  };
};

const tableFrom = (c: Context, draft: TableDraft): Made => {
  const name = nameOf(c, draft.name);
  const columns: Column[] = [];
  const checks: Check[] = [];
  const listed: string[] = [];
  const numbers: string[] = [];
  for (const [column, d] of draft.columns) {
    if (draft.leftAlone.has(column)) continue;
    const type = typeOf(c, draft, column, d);
    if (type === null) continue;
    if (type.values !== null) {
      const list = type.values.map((v) => E.string(v));
      checks.push(check({ kind: 'In', arg: E.column(column), list, negated: false }));
      listed.push(column);
    }
    if (numbered(d.type)) numbers.push(column);
    columns.push(columnFrom(c, draft, column, d, type));
  }
  const keys = [...new Set([...draft.primaryKey, ...numbers])];
  return {
    listed,
    table: table(name, columns, {
      primaryKey:
        keys.length === 0 ? null : { name: null, columns: keys.map((k) => ({ name: k, prefix: null, order: 'asc' })) },
      checks,
      indexes: [...draft.indexes.values()].map((i) =>
        index(
          i.columns.map((p) => indexPart(p.name, { order: p.order })),
          { name: i.name, unique: i.unique },
        ),
      ),
      foreignKeys: [...draft.foreignKeys.values()].flatMap((k) => keyFrom(c, draft, k) ?? []),
    }),
  };
};

const typeOf = (c: Context, draft: TableDraft, name: string, d: ColumnDraft): StoredType | null => {
  const [, word = '', inside] = /^\s*([A-Za-z][A-Za-z0-9_ ]*?)\s*(?:\(([^()]*)\))?\s*$/.exec(d.type) ?? [];
  const known = typesOf[c.dialect];
  const make = known.get(aliasOf(word));
  const data = { what: `the type ${d.type} of ${name}`, entity: draft.name };
  if (make === undefined) {
    const elsewhere = Object.values(typesOf).some((types) => types.has(aliasOf(word)));
    const near = suggest(word, known.keys());
    const hint = near === null ? `There are ${[...known.keys()].join(', ')}.` : `Did you mean ${JSON.stringify(near)}?`;
    return c.report(
      'entity.unsupported',
      d.at,
      elsewhere ? { ...data, why: 'Cycle has it for other engines only' } : data,
      elsewhere ? null : hint,
    );
  }
  const options = inside === undefined ? null : inside.split(',').map((o) => o.trim());
  const made = make(options, d.attributes);
  return typeof made === 'string' ? c.report('entity.invalid', d.at, { ...data, why: made }) : made;
};

const columnFrom = (c: Context, draft: TableDraft, name: string, d: ColumnDraft, type: StoredType): Column =>
  column(name, T.native(type.spelling), {
    nullable: d.nullable && !type.numbersItself,
    default: defaultOf(c, d, type, { entity: draft.name, column: name, at: d.at }),
    identity: type.numbersItself ? identities[c.dialect] : null,
  });

/** SQLite's INTEGER PRIMARY KEY numbers itself without a word; Cycle does not write AUTOINCREMENT. */
const identities: Readonly<Record<Context['dialect'], Identity | null>> = {
  postgres: { kind: 'Serial', sequence: null },
  mysql: { kind: 'AutoIncrement' },
  mariadb: { kind: 'AutoIncrement' },
  sqlite: null,
};

const actions: ReadonlyArray<ReferentialAction> = ['no action', 'restrict', 'cascade', 'set null', 'set default'];

const keyFrom = (c: Context, draft: TableDraft, k: KeyDraft): ForeignKey | null => {
  const action = (word: string): ReferentialAction | null => {
    const found = actions.find((a) => a === word.toLowerCase());
    if (found !== undefined) return found;
    const what = `the action ${word} of a foreign key`;
    return c.report('entity.unsupported', k.at, { what, entity: draft.name }, `There are ${actions.join(', ')}.`);
  };
  const [onDelete, onUpdate] = [action(k.onDelete), action(k.onUpdate)];
  if (onDelete === null || onUpdate === null) return null;
  return foreignKey(k.columns, { table: nameOf(c, k.table), columns: k.outer }, { onDelete, onUpdate });
};
