/**
 * Whether a question, with the expressions of a spec in it, would do more than read. A read-only transaction lets locks
 * and waiting through, and stored and loadable functions may have anything in them; of loadable ones not everybody may
 * read the list. So every name that is none of these is taken for one that acts.
 * https://dev.mysql.com/doc/refman/8.4/en/built-in-function-reference.html · https://mariadb.com/kb/en/function-and-operator-reference/
 */
import { mysqlReading, type NamedFunction, namedIn } from './calls.js';

const words = (text: string): ReadonlyArray<string> => text.trim().split(/\s+/);

/** Words that the grammar keeps for itself, and types. */
const grammar: ReadonlySet<string> = new Set(
  words(`all and any as between binary bit by case char character collate date datetime decimal distinct div
    double else end except exists float from group having in integer intersect interval is like limit mod not null numeric
    nvarchar nchar on or order over partition real regexp rlike row select set signed some sql_big_result then time union
    unsigned using values varbinary varchar when where with xor year`),
);

/**
 * Built into every version that is supported. An unqualified name of one is always that function; quotes, a name of a
 * schema before it or a blank behind it may make it another. https://dev.mysql.com/doc/refman/8.4/en/function-resolution.html
 */
const common = words(`
  cast coalesce count greatest if ifnull isnull least nullif strcmp
  abs acos asin atan atan2 bit_count ceil ceiling conv cos cot crc32 degrees exp floor ln log log10 log2 mod pi pow power
  radians rand round sign sin sqrt tan truncate oct hex unhex bin
  ascii bit_length char char_length character_length concat concat_ws convert elt export_set field find_in_set format
  from_base64 to_base64 insert instr lcase left length locate lower lpad ltrim make_set mid octet_length ord position quote
  regexp_instr regexp_replace regexp_substr repeat replace reverse right rpad rtrim soundex space substr substring
  substring_index trim ucase upper weight_string charset coercibility collation
  adddate addtime convert_tz curdate current_date current_time current_timestamp curtime date date_add date_format date_sub
  datediff day dayname dayofmonth dayofweek dayofyear extract from_days from_unixtime get_format hour last_day localtime
  localtimestamp makedate maketime microsecond minute month monthname now period_add period_diff quarter sec_to_time second
  str_to_date subdate subtime sysdate time time_format time_to_sec timediff timestamp timestampadd timestampdiff to_days
  to_seconds unix_timestamp utc_date utc_time utc_timestamp week weekday weekofyear year yearweek
  json_array json_array_append json_array_insert json_contains json_contains_path json_depth json_extract json_insert
  json_keys json_length json_merge_patch json_merge_preserve json_object json_quote json_remove json_replace json_search
  json_set json_type json_unquote json_valid extractvalue updatexml
  aes_decrypt aes_encrypt compress uncompress uncompressed_length md5 sha sha1 sha2 uuid inet_aton inet_ntoa inet6_aton
  inet6_ntoa is_ipv4 is_ipv6 is_ipv4_compat is_ipv4_mapped
  avg bit_and bit_or bit_xor group_concat json_arrayagg json_objectagg max min std stddev stddev_pop stddev_samp sum var_pop
  var_samp variance
  point linestring polygon st_area st_asbinary st_asgeojson st_astext st_contains st_crosses st_dimension st_disjoint
  st_distance st_equals st_geometrytype st_geomfromgeojson st_geomfromtext st_geomfromwkb st_intersects st_isempty st_length
  st_overlaps st_pointfromtext st_srid st_touches st_within st_x st_y
  connection_id current_role current_user database found_rows row_count schema session_user system_user user version`);

/** What one of the two has besides, and a function of somebody's may be called like on the other. */
const own = {
  mysql: words(
    'any_value bin_to_uuid is_uuid json_pretty json_storage_free json_storage_size random_bytes regexp_like st_isvalid uuid_to_bin',
  ),
  mariadb: words('chr json_compact json_detailed json_exists json_loose json_query json_value lengthb nvl nvl2'),
} as const;

const builtIn = {
  mysql: new Set([...common, ...own.mysql]),
  mariadb: new Set([...common, ...own.mariadb]),
} as const;

/** NEXT VALUE FOR is the one function of MariaDB that has no brackets. https://mariadb.com/kb/en/next-value-for-sequence_name/ */
const takesNumbers = (names: ReadonlyArray<string>): boolean =>
  names.includes('value') && names.includes('for') && (names.includes('next') || names.includes('previous'));

const isHarmless = (f: NamedFunction, id: keyof typeof builtIn): boolean =>
  f.plain && !f.qualified && (f.apart ? grammar.has(f.name) : grammar.has(f.name) || builtIn[id].has(f.name));

export const acts = (sql: string, id: keyof typeof builtIn): boolean => {
  const named = namedIn(sql, mysqlReading);
  return takesNumbers(named.words) || named.functions.some((f) => !isHarmless(f, id));
};
