/** Columns that take labels of a list only are texts here, each with a named CHECK. */
import { E, type Expr } from '../../ir/expression.js';
import { type Check, type Column, check, type EnumType, type Table } from '../../ir/schema.js';
import { sameId } from './ddl/tokens.js';
import { checkNameOf } from './names.js';
import { labelsOf } from './physical-type.js';

const concat = (...parts: ReadonlyArray<Expr>): Expr => parts.reduce((a, b) => E.binary('||', a, b));
const length = (e: Expr): Expr => E.call('length', e);

/**
 * A text of labels between commas, as MySQL shows a set: with two commas between them each stands in its own pair, and
 * those of the list are as long together as the whole. https://dev.mysql.com/doc/refman/8.4/en/set.html
 */
const consistsOf = (column: Expr, labels: ReadonlyArray<string>): Expr => {
  const comma = E.string(',');
  const paired = concat(comma, E.call('replace', column, comma, E.string(',,')), comma);
  const taken = labels.map((label) =>
    E.binary('-', length(paired), length(E.call('replace', paired, E.string(`,${label},`), E.string('')))),
  );
  const known = E.binary(
    '=',
    length(paired),
    taken.reduce((a, b) => E.binary('+', a, b)),
  );
  return E.binary('or', E.binary('=', column, E.string('')), known);
};

const oneOf = (column: Expr, labels: ReadonlyArray<string>): Expr => ({
  kind: 'In',
  arg: column,
  list: labels.map(E.string),
  negated: false,
});

const conditionOf = (c: Column, enums: ReadonlyArray<EnumType>): Expr | null => {
  if (c.type.kind === 'Set') return c.type.values.length === 0 ? null : consistsOf(E.column(c.name), c.type.values);
  const labels = labelsOf(c.type, enums);
  return labels.length === 0 ? null : oneOf(E.column(c.name), labels);
};

/** One of that name which is there already stays as it is. */
export const labelChecks = (table: Table, enums: ReadonlyArray<EnumType>): ReadonlyArray<Check> =>
  table.columns.flatMap((c): ReadonlyArray<Check> => {
    const condition = conditionOf(c, enums);
    if (condition === null) return [];
    const name = checkNameOf(table.name.name, c.name);
    const there = table.checks.some((k) => k.name !== null && sameId(k.name, name));
    return there ? [] : [check(condition, { name })];
  });
