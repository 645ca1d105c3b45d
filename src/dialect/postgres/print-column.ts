/** A column's definition, as in CREATE TABLE and ADD COLUMN. */
import type { Column, Default, Identity } from '../../ir/schema.js';
import type { Features } from './capabilities.js';
import { unsupported } from './print-parts.js';
import type { Words } from './words.js';

const serialOf = { 8: 'smallserial', 16: 'smallserial', 24: 'serial', 32: 'serial', 64: 'bigserial' } as const;

export const printDefault = (w: Words, value: Default): string => {
  const e = value.kind === 'Value' ? ({ kind: 'Literal', value: value.value } as const) : value.expr;
  // The grammar takes a b_expr here: anything with AND, IN or IS needs parentheses.
  const text = w.expr(e);
  return e.kind === 'Literal' || e.kind === 'Call' || e.kind === 'Native' ? text : `(${text})`;
};

export const identityOptions = (i: Extract<Identity, { kind: 'Identity' }>): string => {
  const options = [
    ...(i.increment === null ? [] : [`INCREMENT BY ${i.increment}`]),
    ...(i.start === null ? [] : [`START WITH ${i.start}`]),
  ];
  return options.length === 0 ? '' : ` (${options.join(' ')})`;
};

const wholeNumber = (text: string | null): boolean => text === null || /^-?\d+$/.test(text);

export const printIdentity = (w: Words, i: Identity): string => {
  if (i.kind !== 'Identity') return w.refuse(unsupported(`${i.kind} here`));
  if (!wholeNumber(i.start) || !wholeNumber(i.increment))
    w.refuse(unsupported('an identity that does not start or step by a whole number'));
  return `GENERATED ${i.generation.toUpperCase()} AS IDENTITY${identityOptions(i)}`;
};

export const printColumn = (w: Words, c: Column, features: Features): string => {
  const serial = c.identity?.kind === 'Serial' ? c.identity : null;
  if (serial !== null && serial.sequence !== null)
    w.refuse(unsupported('a serial column whose sequence has a name of its own'));
  if (serial !== null && c.type.kind !== 'Integer') w.refuse(unsupported('a serial column that is not an integer'));
  if (c.comment !== null) w.refuse(unsupported('a comment inside a column definition'));
  const type = serial !== null && c.type.kind === 'Integer' ? serialOf[c.type.bits] : w.type(c.type);
  const stored = c.generated?.stored ?? true;
  if (!stored && !features.virtualColumns) w.refuse(unsupported('a virtual column', 'It needs PostgreSQL 18.'));
  return [
    w.id(c.name),
    type,
    ...(c.collation === null ? [] : [`COLLATE ${w.collation(c.collation)}`]),
    ...(c.generated === null
      ? []
      : [`GENERATED ALWAYS AS (${w.expr(c.generated.expr)}) ${stored ? 'STORED' : 'VIRTUAL'}`]),
    ...(c.identity === null || serial !== null ? [] : [printIdentity(w, c.identity)]),
    ...(c.default === null ? [] : [`DEFAULT ${printDefault(w, c.default)}`]),
    ...(c.nullable || serial !== null ? [] : ['NOT NULL']),
  ].join(' ');
};
