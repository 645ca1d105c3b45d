/**
 * What functions make of their arguments inside an UPDATE or a copy of the table, where a strict server refuses what a
 * SELECT of them only warns of. Measured on MySQL 9.7 and MariaDB 10.11; a function that is not here may refuse anything.
 * https://dev.mysql.com/doc/refman/8.4/en/functions.html · https://mariadb.com/kb/en/built-in-functions/
 */
import type { Expr } from '../../ir/expression.js';
import { B } from '../../sql/build.js';
import { outcome } from '../probe.js';
import type { ValueKind } from './probe-kind.js';
import { noDate } from './probe-text.js';

/**
 * One letter for each argument, the last for those that follow, too. t: any value, as a text · n: a number · d: a date or a
 * time · w: a date, of which texts are known, too · c: a small number as it is written · j: JSON.
 */
const shapes: ReadonlyArray<readonly [letters: string, names: string]> = [
  ['t', 'lower lcase upper ucase trim ltrim rtrim reverse length char_length character_length octet_length bit_length'],
  ['t', 'concat concat_ws replace instr position strcmp regexp_replace regexp_substr regexp_instr regexp_like quote'],
  ['t', 'hex md5 sha1 sha ascii ord soundex crc32 to_base64 json_valid json_quote json_object json_array'],
  ['tn', 'left right substr substring mid sha2'],
  ['ttn', 'substring_index locate'],
  ['nt', 'elt'],
  ['tnnt', 'insert'],
  ['tct', 'lpad rpad'],
  ['tc', 'repeat'],
  ['c', 'space'],
  [
    'n',
    'abs round floor ceil ceiling mod power pow sqrt sign truncate degrees radians atan atan2 sin cos tan asin acos',
  ],
  ['n', 'bit_count format rand makedate from_unixtime from_days ln log10 log2'],
  ['n', 'pi uuid uuid_short now current_timestamp sysdate current_date current_time localtime localtimestamp'],
  ['n', 'curdate curtime utc_date utc_time utc_timestamp user current_user session_user system_user database schema'],
  ['n', 'version connection_id last_insert_id'],
  ['w', 'date year month day dayofmonth quarter last_day'],
  ['d', 'dayofweek dayofyear dayname monthname weekday weekofyear to_days to_seconds time_to_sec hour minute second'],
  ['d', 'microsecond unix_timestamp timestamp datediff'],
  ['dn', 'week yearweek'],
  ['dt', 'date_format date_add date_sub adddate subdate'],
  ['td', 'extract'],
  ['jt', 'json_unquote json_extract json_value json_length json_keys json_type json_contains json_search json_depth'],
];
const takes: ReadonlyMap<string, string> = new Map(
  shapes.flatMap(([letters, names]) => names.split(' ').map((name) => [name, letters] as const)),
);
/** One of them is chosen; unlike ones are read as numbers or as texts. */
const chosen: ReadonlySet<string> = new Set(['greatest', 'least']);

const logarithms: ReadonlySet<string> = new Set(['ln', 'log10', 'log2']);
const wholes: ReadonlySet<string> = new Set(['bit_count', 'rand']);
const most = 10_000;

interface Call {
  readonly name: string;
  readonly args: ReadonlyArray<Expr>;
  readonly kind: (e: Expr) => ValueKind | null;
  readonly isJson: (e: Expr) => boolean;
  /** What is refused of a value that is read as a number. */
  readonly asNumber: (e: Expr, isWhole: boolean) => Expr | null;
}

const ofDate = (e: Expr, k: ValueKind | null, known: boolean): Expr | null => {
  if (k === 'moment' || k === 'time' || k === 'null') return outcome.never;
  return known && k === 'text' ? noDate(e, 'date') : null;
};

/** True for the rows that are refused, each for a reason of its own; null = nobody can say. */
export const callRefuses = ({ name, args, kind, isJson, asNumber }: Call): ReadonlyArray<Expr | null> => {
  const { never } = outcome;
  // The unit of an interval is part of its name.
  const letters = name.startsWith('interval ') ? 'n' : takes.get(name);
  if (chosen.has(name)) return [new Set(args.map(kind)).size === 1 ? never : null];
  if (letters === undefined) return [null];
  return args.flatMap((e, at): ReadonlyArray<Expr | null> => {
    const k = kind(e);
    switch (letters[at] ?? letters.at(-1)) {
      case 'n':
        return [
          k === 'text' ? asNumber(e, wholes.has(name)) : k === 'moment' || k === 'time' ? null : never,
          ...(logarithms.has(name) ? [B.le(e, B.num('0'))] : []),
        ];
      case 'd':
        return [ofDate(e, k, false)];
      case 'w':
        return [ofDate(e, k, true)];
      case 'c':
        return [e.kind === 'Literal' && e.value.kind === 'Number' && Number(e.value.text) <= most ? never : null];
      case 'j':
        // The others may stop reading before they find what is wrong.
        return [isJson(e) ? never : name === 'json_extract' ? B.eq(B.call('json_valid', e), B.num('0')) : null];
      default:
        return [never];
    }
  });
};
