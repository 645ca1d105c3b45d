/** Functions that have several names, and calls that mean an operator. */
import { E, type Expr, type ExprByKind } from '../expression.js';
import { lookup } from '../record.js';

const names: Readonly<Record<string, string>> = {
  length: 'char_length',
  character_length: 'char_length',
  lcase: 'lower',
  ucase: 'upper',
  pow: 'power',
  substr: 'substring',
  mid: 'substring',
  btrim: 'trim',
  ceiling: 'ceil',
  ifnull: 'coalesce',
  nvl: 'coalesce',
  date_part: 'extract',
  day: 'dayofmonth',
  char_extract: 'extract',
};
const noArguments: Readonly<Record<string, string>> = {
  now: 'current_timestamp',
  transaction_timestamp: 'current_timestamp',
  curdate: 'current_date',
  curtime: 'current_time',
  rand: 'random',
};
/** PostgreSQL has these for double precision only, or takes it for whole numbers. */
const doubles = new Set(['power', 'sqrt', 'exp', 'ln', 'log', 'sin', 'cos', 'tan', 'cbrt']);
const withoutDouble = (e: Expr): Expr => (e.kind === 'Cast' && e.type === 'double precision' ? e.arg : e);

const isZero = (e: Expr | undefined): boolean =>
  e?.kind === 'Literal' && e.value.kind === 'Number' && e.value.text === '0';

export const plainCall = (e: ExprByKind['Call']): Expr => {
  const name = (e.args.length === 0 ? lookup(noArguments, e.name) : undefined) ?? lookup(names, e.name) ?? e.name;
  const [a, b, c, ...more] = e.args;
  if (a !== undefined && b !== undefined && c === undefined) {
    if (name === 'mod') return E.binary('%', a, b);
    if (name === 'position') return E.call('locate', a, b);
    if (name === 'strpos' || name === 'instr') return E.call('locate', b, a);
    if (name === 'regexp_like') return E.binary('regexp', a, b);
    if (name === 'timezone') return { kind: 'Operator', op: 'at time zone', left: b, right: a };
    if (name === 'round' && isZero(b)) return E.call('round', a);
  }
  if (name === 'if' && a !== undefined && b !== undefined && c !== undefined && more.length === 0)
    return { kind: 'Case', operand: null, whens: [{ when: a, result: b }], otherwise: c };
  if (name === 'isnull' && a !== undefined && b === undefined) return E.isNull(a);
  if (name === 'concat' && a !== undefined)
    return { ...e, args: e.args.flatMap((x) => (x.kind === 'Call' && x.name === 'concat' ? x.args : [x])) };
  return { ...e, name, args: doubles.has(name) ? e.args.map(withoutDouble) : e.args };
};
