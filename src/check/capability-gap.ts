/** What a source asks for and the engine does not have: said with what is had instead, or refused where rows could break it. */
import type { Dialect } from '../dialect/dialect.js';
import type { Desired } from '../ir/desired.js';
import { keyOf, showName } from '../ir/name.js';
import { type Problem, problem } from '../ir/problem.js';
import type { Finding } from '../plan/plan.js';
import { left, right, type Validated } from '../prelude.js';
import { finding, type Page, plain } from './check.js';

const code = 'capability-gap';

export const gapPages: Readonly<Record<string, Page>> = {
  [code]: {
    title: 'The source asks for something that the engine does not have',
    why: 'One description can be used for several engines, and not every engine has everything: SQLite has no comments, PostgreSQL no ON UPDATE CURRENT_TIMESTAMP, MySQL no GENERATED ALWAYS AS IDENTITY. What is left out, or made in another way, is said once for each table or column. Where rows could break what was asked for (a unique index without its condition), there is no plan at all.',
    fix: 'Nothing, when the engine may do without. Else say it in the way that this engine has: a trigger, a check, a column of its own.',
  },
};

/** Left: what cannot be had, so that rows could break what was asked for. */
export const capabilityGaps = (said: Desired, dialect: Dialect): Validated<Problem, ReadonlyArray<Finding>> => {
  const gaps = dialect.gaps(said.schema);
  const refused = gaps.filter((g) => g.level === 'refused');
  if (refused.length > 0)
    return left(
      refused.map((g) =>
        problem(
          'dialect.unsupported',
          {
            engine: dialect.name,
            what: g.what,
            why: g.instead,
            ...(g.table === null ? {} : { table: showName(g.table) }),
          },
          g.table === null ? null : said.positions(keyOf(g.table)),
          'Say what this engine has instead, or leave it out for this engine.',
        ),
      ),
    );
  return right(
    gaps.flatMap((g) =>
      g.level === 'refused'
        ? []
        : [
            finding(
              code,
              g.level,
              { table: g.table, column: g.column },
              `${dialect.name} has no ${g.what}: ${g.instead}.`,
              plain,
            ),
          ],
    ),
  );
};

export const isGap = (f: Finding): boolean => f.code === code;
