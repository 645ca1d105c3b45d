/**
 * A view under a table's old name, looked through with the rights of who made it: rights on single tables are kept by
 * name and do not follow a renaming (https://dev.mysql.com/doc/refman/8.4/en/rename-table.html), so the old release has
 * its rights on the view, and none on the table. The server itself carries out what is written through it, defaults,
 * REPLACE, ON DUPLICATE KEY UPDATE and LAST_INSERT_ID() included; TRUNCATE is not for views.
 * https://dev.mysql.com/doc/refman/8.4/en/view-updatability.html
 */
import { type Problem, problem } from '../../ir/problem.js';
import { left, map, type Validated } from '../../prelude.js';
import type { EngineObject, TableAlias } from '../phases.js';
import { printing } from './out.js';
import type { Product } from './product.js';
import { quote } from './quote.js';

/** A name behind AS loses what cannot be seen at its beginning, with a warning (1466); in a list of its own MySQL keeps it. */
const losesBlanks = (name: string): boolean => /^[\u0000-\u0020\u007f-\u00a0]/.test(name);

export const dropView = (name: TableAlias['oldName']): string =>
  `DROP VIEW ${name.namespace === null ? '' : `${quote(name.namespace)}.`}${quote(name.name)}`;

export const aliasObjects =
  (product: Product) =>
  (a: TableAlias): Validated<Problem, ReadonlyArray<EngineObject>> => {
    const lost = a.columns.filter((c) => !a.table.columns.some((x) => x.name === c.of));
    if (lost.length > 0)
      return left(lost.map((c) => problem('schema.missing-column', { table: a.table.name.name, column: c.of })));
    return map(
      (view: string): ReadonlyArray<EngineObject> => [
        {
          object: {
            kind: 'view',
            name: a.oldName,
            on: null,
            dependsOn: [{ table: a.table.name, columns: a.columns.map((c) => c.of) }],
            definition: [view],
          },
          drop: dropView(a.oldName),
        },
      ],
    )(
      printing(product, (out) => {
        const cut = a.columns.some((c) => losesBlanks(c.name));
        if (cut && product.features.viewsCutNames)
          out.refuse('a view with a column whose name begins with a blank', a.oldName.name, 'Use --strategy=single.');
        const columns = a.columns.map((c) => (cut ? out.name(c.of) : `${out.name(c.of)} AS ${out.name(c.name)}`));
        return (
          `CREATE ALGORITHM=MERGE SQL SECURITY DEFINER VIEW ${out.table(a.oldName)} ` +
          `${cut ? `(${out.list(a.columns.map((c) => c.name))}) ` : ''}AS ` +
          `SELECT ${columns.join(', ')} FROM ${out.table(a.table.name)}`
        );
      }),
    );
  };
