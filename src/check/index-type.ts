import { keyOf, showName } from '../ir/name.js';
import type { Table } from '../ir/schema.js';
import type { DataType } from '../ir/type.js';
import { check, count, finding, inWords, open, type Place, plain } from './check.js';
import type { PlanFacts } from './facts/facts.js';
import { list, typeWords } from './words.js';

/** One column of an index, and what the index makes of it. */
interface Part {
  readonly index: string | null;
  readonly column: string;
  readonly type: DataType;
  readonly method: string;
  readonly opclass: string | null;
}

interface Held extends Part {
  readonly place: Place;
  readonly asked: string;
}

const partsOf = (t: Table): ReadonlyArray<Part> => {
  const types = new Map(t.columns.map((c) => [c.name, c.type]));
  const part = (index: string | null, column: string, method: string, opclass: string | null): ReadonlyArray<Part> => {
    const type = types.get(column);
    return type === undefined ? [] : [{ index, column, type, method, opclass }];
  };
  return [
    ...(t.primaryKey?.columns ?? []).flatMap((c) => part(t.primaryKey?.name ?? null, c.name, 'btree', null)),
    ...t.uniques.flatMap((u) => u.columns.flatMap((c) => part(u.name, c, 'btree', null))),
    ...t.indexes.flatMap((i) =>
      i.parts.flatMap((p) => (p.of.kind === 'Column' ? part(i.name, p.of.name, i.method, p.opclass) : [])),
    ),
  ];
};

const asked = ({ type, method, opclass }: Part): string => JSON.stringify([type, method, opclass]);

/** What stands at the end and did not before: the index is new, or its column has another type. */
const held = (facts: PlanFacts): ReadonlyArray<Held> => {
  const before = new Map(facts.from.tables.map((t) => [keyOf(t.name), t]));
  return facts.end.tables.values().flatMap(({ table, origin }) => {
    const old = origin === null ? undefined : before.get(keyOf(origin));
    if (old === table) return [];
    const known = new Set(old === undefined ? [] : partsOf(old).map(asked));
    return partsOf(table).flatMap((p): ReadonlyArray<Held> => {
      const question = known.has(asked(p)) ? null : facts.dialect.probe.lacksClass(p.type, p.method, p.opclass);
      return question === null ? [] : [{ ...p, place: { table: table.name, column: p.column }, asked: question.sql }];
    });
  });
};

export const indexType = check<Held>({
  code: 'index-type',
  loses: false,
  page: {
    title: 'An index of a kind that the type does not have',
    why: 'PostgreSQL builds an index by an operator class, and every class is for certain types: there is none for json in a B-tree, for text in GIN, and `int4_ops` takes no smallint. A new index of that kind is refused, and so is a type change under one.',
    fix: 'Use another kind of index or operator class, or drop the index before the type changes.',
  },
  appliesTo: held,
  probe: (d) => inWords(d.asked),
  judge: (d, a) => {
    const name = d.index === null ? 'The index' : `The index ${d.index}`;
    const kind = d.opclass === null ? d.method : `${d.method} by ${d.opclass}`;
    const remedy = `Use another kind of index for ${list([d.column])}, or drop it first.`;
    if (a.kind === 'Unknown')
      return finding(
        'index-type',
        a.asked ? 'warn' : 'info',
        d.place,
        `${name} of ${d.place.table === null ? '' : showName(d.place.table)} (${kind}) needs an operator class for ${typeWords(d.type)}.`,
        open(a),
        remedy,
      );
    return count(a) === 0
      ? null
      : finding(
          'index-type',
          'error',
          d.place,
          `${name} is refused: ${kind} has no operator class for ${typeWords(d.type)}.`,
          plain,
          remedy,
        );
  },
});
