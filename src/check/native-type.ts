import { sameName, showName } from '../ir/name.js';
import { type DataType, type DataTypeByKind, sameType, T } from '../ir/type.js';
import { isLeft } from '../prelude.js';
import { check, count, finding, inWords, open, type Place, plain } from './check.js';
import { eventsOf, type PlanFacts } from './facts/facts.js';

interface Lacked {
  readonly place: Place;
  readonly spelling: string;
  /** Null: nobody need be asked. */
  readonly asked: string | null;
  readonly unknown: boolean;
}

type Native = DataTypeByKind['Native'];

/** A name that is read as that of an enum may be that of another type, when the schema has no such enum. */
const native = ({ dialect, end }: PlanFacts, type: DataType): Native | null => {
  if (type.kind === 'Native') return type;
  if (type.kind !== 'Enum') return null;
  const name = type.type;
  if (name === null || end.schema.enums.some((e) => sameName(e.name, name))) return null;
  const spelled = dialect.types.spell(type);
  return isLeft(spelled) ? null : T.native(spelled.right);
};

const stated = (facts: PlanFacts): ReadonlyArray<readonly [Place, Native]> =>
  [
    ...eventsOf(facts, 'CreateTable').flatMap(({ intent: i }) =>
      i.table.columns.map((c) => [{ table: i.table.name, column: c.name }, c.type] as const),
    ),
    ...eventsOf(facts, 'AddColumn').map(
      ({ intent: i }) => [{ table: i.table, column: i.column.name }, i.column.type] as const,
    ),
    ...eventsOf(facts, 'ChangeType').map(({ intent: i }) => [{ table: i.table, column: i.column }, i.to.type] as const),
  ].flatMap(([place, type]) => {
    const only = native(facts, type);
    return only === null ? [] : [[place, only] as const];
  });

/** A type that a column of the database has, the server has. */
const isThere = ({ dialect, from }: PlanFacts, type: Native): boolean => {
  const read = dialect.types.parse(type.spelling);
  return from.tables.some((t) => t.columns.some((c) => sameType(c.type, read)));
};

const lacked = (facts: PlanFacts): ReadonlyArray<Lacked> =>
  stated(facts).flatMap(([place, type]): ReadonlyArray<Lacked> => {
    const doubt = facts.dialect.probe.lacksType(type, (name) =>
      facts.end.schema.enums.some((e) => sameName(e.name, name)),
    );
    if (doubt === null || isThere(facts, type)) return [];
    const asked = typeof doubt === 'string' ? null : doubt.sql;
    return [{ place, spelling: type.spelling, asked, unknown: doubt === 'unknown' }];
  });

export const nativeType = check<Lacked>({
  code: 'native-type',
  loses: false,
  page: {
    title: 'A type that the server does not have',
    why: 'A type that is given in the words of one engine may be one of an extension that is not installed, of a later version, or none at all. The server refuses the table or the column then.',
    fix: 'Install the extension first, or use a type that the server has.',
  },
  appliesTo: lacked,
  probe: (d) => (d.asked === null ? null : inWords(d.asked)),
  judge: (d, a) => {
    const of = d.place.table === null ? '' : ` of ${showName(d.place.table)}`;
    const remedy = `Make the type ${d.spelling} known to the server first, or use another.`;
    const may = `The server may have no type ${d.spelling} for ${d.place.column}${of}.`;
    if (a.kind === 'Unknown') return finding('native-type', a.asked ? 'warn' : 'info', d.place, may, open(a), remedy);
    if (d.unknown || (count(a) > 0 && count(a, 'elsewhere') > 0))
      return finding(
        'native-type',
        'warn',
        d.place,
        may,
        {
          kind: 'unknown',
          why: d.unknown ? 'the version is newer than what is known' : 'one is where only a migration may look',
        },
        remedy,
      );
    if (d.asked !== null && count(a) === 0) return null;
    return finding(
      'native-type',
      'error',
      d.place,
      `The server has no type ${d.spelling} for ${d.place.column}${of}.`,
      plain,
      remedy,
    );
  },
});
