/**
 * One BEFORE trigger and its function. Triggers of one moment fire in the order of their names, byte by byte
 * (https://www.postgresql.org/docs/18/trigger-definition.html): "~" stands behind every letter, so that ours sees what
 * the others made of the row.
 */
import { E, type Expr, mapExpr } from '../../ir/expression.js';
import type { QName } from '../../ir/name.js';
import type { Problem } from '../../ir/problem.js';
import type { Column, Table } from '../../ir/schema.js';
import { isLeft, left, map, type Validated } from '../../prelude.js';
import { toPostgres } from '../../sql/portable.js';
import {
  columnOf,
  forwardHolds,
  type Given,
  inStep,
  isChanged,
  isGiven,
  nameProblems,
  type Sides,
  sidesOf,
} from '../in-step.js';
import type { ColumnFill, ColumnSync, EngineObject } from '../phases.js';
import { same } from './phase-same.js';
import { dollarQuoted } from './print-block.js';
import { quote, quoteName } from './quote.js';
import { type Words, words } from './words.js';

/** Functions that every server has in pg_catalog. */
const known = new Set(
  (
    'coalesce nullif greatest least lower upper initcap trim btrim ltrim rtrim lpad rpad left right substr substring ' +
    'split_part strpos position length char_length character_length octet_length concat concat_ws replace regexp_replace ' +
    'reverse repeat md5 round floor ceil ceiling trunc abs mod sign power sqrt to_char to_date to_timestamp to_number ' +
    'extract date_part date_trunc now current_timestamp current_date current_time localtimestamp localtime row'
  ).split(' '),
);

/** All of it is found under an empty search_path: nothing in it is an extension's or the schema's own. */
const isPlain = (e: Expr): boolean => {
  let plain = true;
  mapExpr(e, (x) => {
    if (x.kind === 'Native' || x.kind === 'Operator') plain = false;
    if (x.kind === 'Call' && !known.has(x.name)) plain = false;
    if (x.kind === 'Cast' && !/^[a-z][a-z0-9 ]*(?:\([0-9, ]+\))?[a-z ]*(?:\[\])*$/.test(x.type)) plain = false;
    if (x.kind === 'Collate' && x.collation !== 'C') plain = false;
    return x;
  });
  return plain;
};

const row =
  (which: 'new' | 'old') =>
  (c: Column): Expr =>
    E.column(c.name, which);

/** Engine text names the columns as they are, so it is asked of a row that has them. */
const ofRow = (w: Words, t: Table, e: Expr): string => {
  const own = toPostgres(e);
  let native = false;
  const renamed = mapExpr(own, (x) => {
    if (x.kind === 'Native') native = true;
    const mine = x.kind === 'Column' && (x.table === null || x.table === t.name.name);
    return mine && t.columns.some((c) => c.name === x.name) ? E.column(x.name, 'new') : x;
  });
  return native ? `(SELECT ${w.expr(own)} FROM (SELECT new.*) AS ${w.id(t.name.name)})` : w.expr(renamed);
};

const body = (w: Words, t: Table, s: Sides): ReadonlyArray<string> => {
  const cond = (e: Expr): string => ofRow(w, t, e);
  const set = (parts: ReadonlyArray<Given>, indent: string): ReadonlyArray<string> =>
    parts.length === 0
      ? [`${indent}NULL;`]
      : parts.map((p) => `${indent}new.${w.id(p.column.name)} := ${ofRow(w, t, p.value)};`);
  return [
    '#variable_conflict use_column',
    'BEGIN',
    `  IF tg_op = 'INSERT' THEN`,
    `    IF ${w.expr(isGiven(s.fresh, same, row('new')))} THEN`,
    // Both were given: a copy of a row. What the old side says more exactly stays.
    `      IF ${w.expr(isGiven(s.old, same, row('new')))} THEN`,
    `        IF ${cond(forwardHolds(s, same))} THEN`,
    '          RETURN new;',
    '        END IF;',
    '      END IF;',
    ...set(s.backward, '      '),
    '    ELSE',
    ...set(s.forward, '      '),
    '    END IF;',
    `  ELSIF ${w.expr(isChanged([...s.fresh.map((p) => p.column), ...s.watched], same, row('old'), row('new')))} THEN`,
    `    IF ${cond(inStep(s, same))} THEN`,
    '      RETURN new;',
    '    END IF;',
    `    IF ${w.expr(
      isChanged(
        s.fresh.map((p) => p.column),
        same,
        row('old'),
        row('new'),
      ),
    )} THEN`,
    ...set(s.backward, '      '),
    '    ELSE',
    ...set(s.forward, '      '),
    '    END IF;',
    '  END IF;',
    '  RETURN new;',
    'END',
  ];
};

/** Functions in the notation of the catalog, with the types of their arguments. */
export const functionName = (name: string, table: QName): QName => ({ namespace: table.namespace, name: `${name}()` });
export const triggerName = (name: string): string => `~${name}`;

export const dropFunction = (name: string, table: QName): string =>
  `DROP FUNCTION ${quoteName({ namespace: table.namespace, name })}()`;
export const dropTrigger = (name: string, table: QName): string =>
  `DROP TRIGGER ${quote(triggerName(name))} ON ${quoteName(table)}`;

/** The function and its trigger. `plain`: the body names nothing that is the schema's own. */
const objects = (
  w: Words,
  name: string,
  table: Table,
  lines: ReadonlyArray<string>,
  plain: boolean,
): Validated<Problem, ReadonlyArray<EngineObject>> => {
  const called = `${w.name({ namespace: table.name.namespace, name })}()`;
  const text = [
    `CREATE FUNCTION ${called} RETURNS trigger LANGUAGE plpgsql`,
    // What the schema itself has is looked for where it is looked for now, whatever a release sets its own path to.
    plain ? `SET search_path = ''` : 'SET search_path FROM CURRENT',
    `AS ${dollarQuoted(lines.join('\n'))}`,
  ].join('\n');
  const on = w.name(table.name);
  const trigger = `CREATE TRIGGER ${w.id(triggerName(name))} BEFORE INSERT OR UPDATE ON ${on} FOR EACH ROW EXECUTE FUNCTION ${called}`;
  return map(
    (): ReadonlyArray<EngineObject> => [
      {
        object: { kind: 'function', name: functionName(name, table.name), on: null, dependsOn: [], definition: [text] },
        drop: dropFunction(name, table.name),
      },
      {
        object: {
          kind: 'trigger',
          name: { namespace: table.name.namespace, name: triggerName(name) },
          on: table.name,
          dependsOn: [{ table: table.name, columns: null }],
          definition: [trigger],
        },
        drop: dropTrigger(name, table.name),
      },
    ],
  )(w.done(text));
};

export const syncObjects = (sync: ColumnSync): Validated<Problem, ReadonlyArray<EngineObject>> => {
  const sides = sidesOf(sync);
  const bad = nameProblems('PostgreSQL', sync);
  if (isLeft(sides) || bad.length > 0) return left([...bad, ...(isLeft(sides) ? sides.left : [])]);
  const s = sides.right;
  const w = words();
  const values = [...s.forward, ...s.backward].map((p) => toPostgres(p.value));
  const plain = [...values, forwardHolds(s, same), inStep(s, same)].every(isPlain);
  return objects(w, sync.name, sync.table, body(w, sync.table, s), plain);
};

export const fillObjects = (fill: ColumnFill): Validated<Problem, ReadonlyArray<EngineObject>> => {
  const { table, name, value } = fill;
  const column = columnOf(table, fill.column);
  const bad = nameProblems('PostgreSQL', fill);
  if (isLeft(column) || bad.length > 0) return left([...bad, ...(isLeft(column) ? column.left : [])]);
  const w = words();
  const held = `new.${w.id(column.right.name)}`;
  const lines = [
    '#variable_conflict use_column',
    'BEGIN',
    `  IF ${held} IS NULL THEN`,
    `    ${held} := ${ofRow(w, table, value)};`,
    '  END IF;',
    '  RETURN new;',
    'END',
  ];
  return objects(w, name, table, lines, isPlain(toPostgres(value)));
};
