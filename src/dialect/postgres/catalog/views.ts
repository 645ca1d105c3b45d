/** Views and materialized views, with all that has to be said again when one is dropped and made anew. */
import type { Opaque } from '../../../ir/schema.js';
import { quote, quoteName, quoteText } from '../quote.js';
import type { Context, Relation } from './context.js';
import type { Dependences } from './dependences.js';
import { groupBy, json, number, type Row, text, texts } from './rows.js';

const options = (r: Relation): string => {
  const given = texts(json(r.row, 'options'));
  return given.length === 0 ? '' : ` WITH (${given.join(', ')})`;
};

const commentsOn = (r: Relation, c: Context): ReadonlyArray<string> => {
  const own = c.comment('pg_class', r.oid);
  const what = r.kind === 'm' ? 'MATERIALIZED VIEW' : 'VIEW';
  return [
    ...(own === null ? [] : [`COMMENT ON ${what} ${quoteName(r.name)} IS ${quoteText(own)}`]),
    ...c.columnsOf(r.oid).flatMap((column) => {
      const said = c.comment('pg_class', r.oid, number(column, 'number'));
      return said === null
        ? []
        : [`COMMENT ON COLUMN ${quoteName(r.name)}.${quote(text(column, 'name'))} IS ${quoteText(said)}`];
    }),
  ];
};

/** Owner and grants stand last: whoever makes the view must still be its owner to comment on it. */
const rights = (r: Relation, grants: ReadonlyArray<Row>): ReadonlyArray<string> => [
  ...grants
    .filter((g) => text(g, 'detail') !== 'owner')
    .map(
      (g) =>
        `GRANT ${text(g, 'definition')} ON ${quoteName(r.name)} TO ${text(g, 'name') === '' ? 'PUBLIC' : quote(text(g, 'name'))}${
          text(g, 'detail') === 'grantable' ? ' WITH GRANT OPTION' : ''
        }`,
    ),
  `ALTER VIEW ${quoteName(r.name)} OWNER TO ${quote(text(r.row, 'owner'))}`,
];

export const viewOpaque = (c: Context, needs: Dependences, objects: ReadonlyArray<Row>): ReadonlyArray<Opaque> => {
  const returns = new Map(
    objects.filter((o) => text(o, 'kind') === 'return').map((o) => [text(o, 'relation'), text(o, 'oid')]),
  );
  const texts_ = new Map(
    objects.filter((o) => text(o, 'kind') === 'view').map((o) => [text(o, 'oid'), text(o, 'definition')]),
  );
  const grants = groupBy(
    objects.filter((o) => text(o, 'kind') === 'grant'),
    (o) => text(o, 'relation'),
  );
  return [...c.relations.values()]
    .filter((r) => r.kind === 'v' || r.kind === 'm')
    .map((r) => {
      const body = (texts_.get(r.oid) ?? '').trim().replace(/;$/, '');
      const materialized = r.kind === 'm';
      return {
        kind: materialized ? 'materialized view' : 'view',
        name: r.name,
        on: null,
        // The rule behind a view needs the view itself, too.
        dependsOn: needs('pg_rewrite', returns.get(r.oid) ?? '').filter(
          (d) => d.table.name !== r.name.name || d.table.namespace !== r.name.namespace,
        ),
        definition:
          body === ''
            ? []
            : [
                `CREATE ${materialized ? 'MATERIALIZED ' : ''}VIEW ${quoteName(r.name)}${options(r)} AS\n${body}`,
                ...commentsOn(r, c),
                ...(materialized ? [] : rights(r, grants.get(r.oid) ?? [])),
              ],
      };
    });
};
