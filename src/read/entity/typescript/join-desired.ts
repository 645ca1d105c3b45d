/** What each entity asks for → what they ask for together. */
import { type Desired, joinPositions } from '../../../ir/desired.js';
import { keyOf } from '../../../ir/name.js';
import { record } from '../../../ir/record.js';

/** Types that several tables name are one. */
export const joinDesired = (list: ReadonlyArray<Desired>): Desired => {
  const enums = new Map(list.flatMap((d) => d.schema.enums).map((e) => [keyOf(e.name), e]));
  return {
    schema: { tables: list.flatMap((d) => d.schema.tables), enums: [...enums.values()], opaque: [] },
    owns: { tables: 'listed', byTable: record(list.flatMap((d) => Object.entries(d.owns.byTable))) },
    renames: [],
    data: [],
    positions: joinPositions(list.map((d) => d.positions)),
  };
};
