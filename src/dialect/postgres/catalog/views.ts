/** Views and materialized views, with all that has to be said again when one is dropped and made anew. */

import { compareText, sameName } from '../../../ir/name.js';
import { groupBy } from '../../../ir/record.js';
import type { Opaque } from '../../../ir/schema.js';
import { quote, quoteName, quoteText } from '../quote.js';
import type { Context, Relation } from './context.js';
import type { Dependences } from './dependences.js';
import { json, number, type Row, text, textOrNull, texts } from './rows.js';

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

const defaults = (r: Relation, c: Context): ReadonlyArray<string> =>
  c.columnsOf(r.oid).flatMap((column) => {
    const value = textOrNull(column, 'value');
    return value === null
      ? []
      : [`ALTER VIEW ${quoteName(r.name)} ALTER COLUMN ${quote(text(column, 'name'))} SET DEFAULT ${value}`];
  });

const role = (name: string): string => (name === '' ? 'PUBLIC' : quote(name));

/** What the owner of a view may do unless it was revoked; MAINTAIN came with 17. */
const ownersRights = ['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER'];

/**
 * Owner and grants stand last: whoever makes the view must still be its owner to comment on it. What default privileges
 * give to a new view is taken back first, so that nobody gains a right by it.
 */
const rights = (
  r: Relation,
  grants: ReadonlyArray<Row>,
  givenByDefault: ReadonlyArray<string>,
): ReadonlyArray<string> => {
  const on = quoteName(r.name);
  const byRole = groupBy(grants, (g) => `${text(g, 'detail')} ${text(g, 'name')}`);
  const lines = [...byRole].flatMap(([key, own]): ReadonlyArray<string> => {
    const to = role(key.slice(key.indexOf(' ') + 1));
    const list = own.map((g) => text(g, 'definition')).sort(compareText);
    const grant = `GRANT ${list.join(', ')} ON ${on} TO ${to}${key.startsWith('grantable ') ? ' WITH GRANT OPTION' : ''}`;
    if (!key.startsWith('owner ')) return [grant];
    return ownersRights.every((x) => list.includes(x)) ? [] : [`REVOKE ALL ON ${on} FROM ${to}`, grant];
  });
  const revoked = givenByDefault.map((name) => `REVOKE ALL ON ${on} FROM ${role(name)}`);
  return [
    ...revoked.sort(compareText),
    `ALTER VIEW ${on} OWNER TO ${quote(text(r.row, 'owner'))}`,
    ...lines.sort((a, b) => Number(a.startsWith('GRANT')) - Number(b.startsWith('GRANT')) || compareText(a, b)),
  ];
};

export const viewOpaque = (c: Context, needs: Dependences, objects: ReadonlyArray<Row>): ReadonlyArray<Opaque> => {
  const byKind = groupBy(objects, (o) => text(o, 'kind'));
  const of = (kind: string): ReadonlyArray<Row> => byKind.get(kind) ?? [];
  const returns = new Map(of('return').map((o) => [text(o, 'relation'), text(o, 'oid')]));
  const bodies = new Map(of('view').map((o) => [text(o, 'oid'), text(o, 'definition')]));
  const grants = groupBy(of('grant'), (o) => text(o, 'relation'));
  // Rights on single columns are not written down; such a view is not made again by us.
  const unsaid = new Set(of('column grant').map((o) => text(o, 'relation')));
  const givenByDefault = of('default grant').map((o) => text(o, 'name'));
  return [...c.relations.values()]
    .filter((r) => r.kind === 'v' || r.kind === 'm')
    .map((r) => {
      const body = (bodies.get(r.oid) ?? '').trim().replace(/;$/, '');
      const materialized = r.kind === 'm';
      return {
        kind: materialized ? 'materialized view' : 'view',
        name: r.name,
        on: null,
        // The rule behind a view needs the view itself, too.
        dependsOn: needs('pg_rewrite', returns.get(r.oid) ?? '').filter((d) => !sameName(d.table, r.name)),
        definition:
          body === '' || unsaid.has(r.oid)
            ? []
            : [
                `CREATE ${materialized ? 'MATERIALIZED ' : ''}VIEW ${quoteName(r.name)}${options(r)} AS\n${body}`,
                ...commentsOn(r, c),
                ...(materialized ? [] : [...defaults(r, c), ...rights(r, grants.get(r.oid) ?? [], givenByDefault)]),
              ],
      };
    });
};
