/**
 * What SQLite will do with the rows that are there. A type is an affinity: it converts what it can without loss of digits
 * and keeps the rest as it is; only STRICT tables refuse. https://www.sqlite.org/datatype3.html ·
 * https://www.sqlite.org/stricttables.html
 */
import { E, type Expr, mapExpr } from '../../ir/expression.js';
import type { Column } from '../../ir/schema.js';
import type { DataType } from '../../ir/type.js';
import { B } from '../../sql/build.js';
import { type Outcome, outcome, type Passage, type ProbeDialect, type WordTrial } from '../probe.js';
import { type Affinity, affinityOf } from './affinity.js';
import { spellingOf } from './physical-type.js';

const typeOf = (v: Expr): Expr => B.call('typeof', v);
const is = (v: Expr, ...classes: ReadonlyArray<string>): Expr => ({
  kind: 'In',
  arg: typeOf(v),
  list: classes.map(B.text),
  negated: false,
});
const isNot = (v: Expr, ...classes: ReadonlyArray<string>): Expr => ({
  kind: 'In',
  arg: typeOf(v),
  list: [...classes, 'null'].map(B.text),
  negated: true,
});

/**
 * A text that reads as a number: comparing it with a value of numeric affinity converts it, and only then are they equal.
 * https://www.sqlite.org/datatype3.html#type_conversions_prior_to_comparison
 */
const readsAsNumber = (v: Expr): Expr => B.and(is(v, 'text'), B.eq(v, B.cast(v, 'numeric')));

/** A real that is a whole number becomes an integer; beyond the integers a cast would give the nearest one instead. */
const isWholeReal = (v: Expr): Expr =>
  B.and(
    is(v, 'real'),
    B.lt(B.call('abs', v), B.num('9223372036854774784')),
    B.eq(v, B.cast(B.cast(v, 'integer'), 'real')),
  );

/** The value with the affinity applied, as INSERT stores it. */
const applied = (v: Expr, affinity: Affinity): Expr => {
  switch (affinity) {
    case 'blob':
      return v;
    case 'text':
      return B.when(is(v, 'integer', 'real'), B.cast(v, 'text'), v);
    case 'integer':
    case 'numeric':
      return B.when(readsAsNumber(v), B.cast(v, 'numeric'), B.when(isWholeReal(v), B.cast(v, 'integer'), v));
    case 'real':
      return B.when(B.or(readsAsNumber(v), is(v, 'integer')), B.cast(v, 'real'), v);
  }
};

const holds = (text: Expr, part: string): Expr => B.gt(B.call('instr', B.call('lower', text), B.text(part)), B.num(0));

/** A number's text without what its digits do not need. */
const bare = (text: Expr): Expr =>
  B.when(holds(text, '.'), B.call('rtrim', B.call('rtrim', text, B.text('0')), B.text('.')), text);

/** Rows whose value has another text, or other digits, when it is converted. */
const changed = (v: Expr, affinity: Affinity): Expr => {
  const now = applied(v, affinity);
  // A real beyond the range of integers is clamped on its way back, and would look unchanged.
  const clamped = B.gt(v, B.num('9223372036854774784'));
  const large = B.and(is(v, 'integer'), B.or(clamped, B.ne(B.cast(B.cast(v, 'real'), 'integer'), v)));
  // "007" and "+7" are 7 as numbers and something else as a postal code; blanks and an exponent are no loss.
  const written = B.call('trim', v, B.text(' \t\n\r'));
  const spelled = B.and(
    is(v, 'text'),
    isNot(now, 'text', 'blob'),
    E.not(holds(v, 'e')),
    B.ne(bare(written), bare(B.cast(now, 'text'))),
  );
  switch (affinity) {
    case 'blob':
      return outcome.never;
    case 'text':
      return B.and(is(v, 'real'), B.ne(B.cast(B.cast(v, 'text'), 'real'), v));
    case 'real':
      return B.or(spelled, large);
    default:
      return spelled;
  }
};

/** Storage classes that a STRICT table takes for the type. */
const strictClasses = (spelling: string): ReadonlyArray<string> | null => {
  const word = spelling.toUpperCase();
  if (word === 'INT' || word === 'INTEGER') return ['integer'];
  if (word === 'REAL') return ['integer', 'real'];
  if (word === 'TEXT') return ['text'];
  return word === 'BLOB' ? ['blob'] : null;
};

const numeric: ReadonlySet<DataType['kind']> = new Set(['Decimal', 'Float']);
const whole: ReadonlySet<DataType['kind']> = new Set(['Integer', 'Boolean', 'Year']);

/** A value of no such type, or longer than it says: kept all the same. */
const misfit = (now: Expr, to: DataType): Expr | null => {
  if (whole.has(to.kind)) return isNot(now, 'integer');
  if (numeric.has(to.kind)) return isNot(now, 'integer', 'real');
  if ((to.kind === 'Varchar' || to.kind === 'Char') && to.length !== null)
    return B.gt(B.call('length', now), B.num(to.length));
  return null;
};

/** Functions that give a value for every argument; `abs` and those of JSON, for example, end the statement for some. */
const tame: ReadonlySet<string> = new Set([
  'coalesce',
  'concat',
  'ifnull',
  'iif',
  'instr',
  'length',
  'char_length',
  'lower',
  'ltrim',
  'max',
  'min',
  'nullif',
  'replace',
  'round',
  'rtrim',
  'substr',
  'substring',
  'trim',
  'typeof',
  'upper',
]);

const mayFail = (e: Expr): boolean => {
  let found = false;
  mapExpr(e, (x) => {
    if (x.kind === 'Native' || (x.kind === 'Call' && !tame.has(x.name))) found = true;
    return x;
  });
  return found;
};

const pass = (p: Passage): Outcome => {
  const spelling = spellingOf(p.to.type);
  const affinity = affinityOf(spelling);
  // INTEGER PRIMARY KEY is the rowid itself: anything else is a "datatype mismatch".
  // https://www.sqlite.org/lang_createtable.html#rowids_and_the_integer_primary_key
  const isRowid = p.isRowKey && spelling.toUpperCase() === 'INTEGER';
  const classes = isRowid ? ['integer'] : p.strict ? strictClasses(spelling) : null;
  const value = p.strict && classes === null ? p.value : applied(p.value, affinity);
  const worked = p.by !== 'type' && mayFail(p.value);
  const refused = classes === null ? (worked ? null : outcome.never) : isNot(value, ...classes);
  const strange = p.strict || isRowid || p.by === 'write' ? null : misfit(value, p.to.type);
  const from = p.from === null ? null : affinityOf(spellingOf(p.from.type));
  const kept = p.by === 'write' || (p.by === 'type' && from === affinity);
  return {
    refused,
    changed: kept ? outcome.never : changed(p.value, affinity),
    value,
    trial: worked,
    ...(strange === null ? {} : { misfit: strange }),
  };
};

/**
 * A column's affinity converts what it is compared with; an expression has none, but for a CAST. A CAST of what the affinity
 * leaves as it is would change it. https://www.sqlite.org/datatype3.html#comparison_expressions
 */
const compared = (value: Expr, column: Column): { readonly as: Expr; readonly unless: Expr | null } => {
  const affinity = affinityOf(spellingOf(column.type));
  if (affinity === 'blob') return { as: B.when(E.boolean(true), value, E.null), unless: null };
  if (affinity === 'text') return { as: B.cast(value, 'text'), unless: is(value, 'blob') };
  return { as: B.cast(value, 'numeric'), unless: isNot(value, 'integer', 'real') };
};

const numberAffinity = (a: Affinity): boolean => a === 'integer' || a === 'real' || a === 'numeric';

/** Only names of functions and collations can be wrong, whatever the columns hold. */
const words: WordTrial = {
  nullOf: () => E.null,
  fits: () => null,
  isNoCondition: null,
  lookedUp: null,
  calm: (e) => e,
  knows: { current_timestamp: 'DateTime', current_date: 'Date' },
  elsewhere: null,
};

export const probe: ProbeDialect = {
  words,
  pass,
  key: (value, part) => {
    if (part.collation !== null) return B.collate(value, part.collation);
    if (part.column === null) return value;
    const { column, stored } = part;
    if (
      stored !== null &&
      (stored.collation ?? 'BINARY').toUpperCase() === (column.collation ?? 'BINARY').toUpperCase()
    )
      return value;
    return numberAffinity(affinityOf(spellingOf(column.type))) ? value : B.collate(value, column.collation ?? 'BINARY');
  },
  refusesInside: () => outcome.never,
  misreads: () => [],
  differs: () => false,
  compared,
  endsEarlier: () => false,
  uncopyable: () => null,
  virtualUnchecked: false,
  recomputes: () => false,
  recomputesRow: () => false,
  rechecks: () => false,
  defaultsByRow: true,
  refusesDefault: () => null,
  fillsByUpdate: () => false,
  triesDefault: () => false,
  renumbered: null,
  mismatch: () => null,
  refusesParent: () => null,
  unlike: () => null,
  lacksClass: () => null,
  // Any words are a type; what STRICT tables have is another matter, and no table is printed with others.
  lacksType: () => null,
  holdsLabels: () => null,
  refusesKey: () => null,
  target: 'unique key',
  // A TEXT PRIMARY KEY takes NULLs. https://www.sqlite.org/quirks.html#primary_keys_can_sometimes_contain_nulls
  keysAreNotNull: false,
  entry: null,
  viewsFollowRenames: true,
  estimates: null,
  rowsOf: null,
  uses: () => null,
  brief: (value, characters) => B.call('substr', B.cast(value, 'text'), B.num(1), B.num(characters)),
  backslashes: [],
  comments: ['--', '/*'],
  pace: null,
  surplusFirst: false,
  manyGroups: '',
  history: null,
  lax: null,
};
