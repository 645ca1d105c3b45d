import type { ProbeDialect } from '../dialect/probe.js';
import { columnsOfIndex } from '../intent/table-index.js';
import type { QName } from '../ir/name.js';
import { advice, check, count, exact, finding, inWords, open, plain } from './check.js';
import { eventsOf } from './facts/facts.js';
import { handedOn } from './facts/handed-on.js';
import { standing } from './facts/situation.js';

interface Dropped {
  readonly table: QName;
  readonly origin: QName;
  readonly name: string;
}

const uses = (d: Dropped, probe: ProbeDialect) => probe.uses(d.origin, d.name);

export const dropIndex = check<Dropped>({
  code: 'drop-index',
  loses: false,
  page: {
    title: 'An index that queries use is dropped',
    why: 'Queries that found their rows through the index will read the whole table. The server counts how often an index is read since its statistics were last reset; an index that only a replica or a monthly report needs may show no use.',
    fix: 'Look at the queries first. On MySQL make the index invisible and wait; on PostgreSQL drop it CONCURRENTLY.',
  },
  appliesTo: (facts) => {
    const handed = handedOn(facts);
    const made = new Set(eventsOf(facts, 'AddIndex').map((e) => e.intent.index.name));
    return eventsOf(facts, 'DropIndex').flatMap(({ intent, before }) => {
      const origin = standing(before, intent.table)?.origin ?? null;
      const { name } = intent.index;
      return origin === null || name === null || made.has(name) || handed(intent.table, columnsOfIndex(intent.index))
        ? []
        : [{ table: intent.table, origin, name }];
    });
  },
  probe: (d, probe) => {
    const asked = uses(d, probe);
    return asked === null ? null : inWords(asked.sql);
  },
  judge: (d, a) => {
    const place = { table: d.table, column: null };
    if (a.kind === 'Unknown')
      return finding('drop-index', advice(a), place, `The index ${d.name} is dropped: queries may need it.`, open(a));
    const n = a.counts['uses'] ?? -1;
    if (n === 0) return null;
    return n < 0
      ? finding(
          'drop-index',
          'info',
          place,
          `The index ${d.name} is dropped; the server does not count its uses.`,
          plain,
        )
      : finding(
          'drop-index',
          'info',
          place,
          `The index ${d.name} is dropped, which queries have used ${count(a, 'uses')} time${n === 1 ? '' : 's'}.`,
          exact(n),
          'Make sure that no query needs it any more.',
        );
  },
});
