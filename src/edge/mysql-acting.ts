/**
 * Whether a question, with the expressions of a spec in it, would do more than read. A read-only transaction lets locks
 * and waiting through, and stored and loadable functions may have anything in them; of loadable ones not everybody may
 * read the list. So every name that is none of these is taken for one that acts.
 * https://dev.mysql.com/doc/refman/8.4/en/built-in-function-reference.html · https://mariadb.com/kb/en/function-and-operator-reference/
 */
import { mysqlReading, namedIn } from './calls.js';

const words = (text: string): ReadonlyArray<string> => text.trim().split(/\s+/);

/**
 * An unqualified name of a built-in function is always that function; a name of a schema before it makes it another.
 * https://dev.mysql.com/doc/refman/8.4/en/function-resolution.html
 */
const reading: ReadonlySet<string> = new Set([
  // Words that the grammar keeps for itself, and types.
  ...words(`all and any as between binary bit by case char character collate convert count date datetime decimal
    distinct div double else end except exists float from group having if in integer intersect interval is like limit mod
    not null numeric nvarchar nchar on or order over partition real regexp rlike row select set signed some sql_big_result
    then time union unsigned using values varbinary varchar when where with xor year`),
  // Comparison and choice.
  ...words('cast coalesce greatest ifnull isnull least nullif nvl nvl2 strcmp decode_oracle'),
  // Numbers.
  ...words(`abs acos asin atan atan2 bit_count ceil ceiling conv cos cot crc32 crc32c degrees exp floor ln log log10 log2
    pi pow power radians rand round sign sin sqrt tan truncate oct hex unhex bin`),
  // Texts.
  ...words(`ascii bit_length char_length character_length concat concat_ws chr elt export_set field find_in_set format
    from_base64 to_base64 insert instr lcase left length lengthb locate lower lpad ltrim make_set mid natural_sort_key
    octet_length ord position quote regexp_instr regexp_like regexp_replace regexp_substr repeat replace reverse right
    rpad rtrim sformat soundex space substr substring substring_index to_char trim ucase upper weight_string charset
    coercibility collation`),
  // Moments.
  ...words(`adddate add_months addtime curdate current_date current_time current_timestamp curtime date_add date_format
    date_sub datediff day dayname dayofmonth dayofweek dayofyear extract from_days from_unixtime get_format hour last_day
    localtime localtimestamp makedate maketime microsecond minute month monthname now period_add period_diff quarter
    sec_to_time second str_to_date subdate subtime sysdate time_format time_to_sec timediff timestamp timestampadd
    timestampdiff to_days to_seconds unix_timestamp utc_date utc_time utc_timestamp week weekday weekofyear yearweek`),
  // Documents.
  ...words(`json_array json_array_append json_array_insert json_compact json_contains json_contains_path json_depth
    json_detailed json_equals json_exists json_extract json_insert json_keys json_length json_loose json_merge
    json_merge_patch json_merge_preserve json_normalize json_object json_overlaps json_pretty json_query json_quote
    json_remove json_replace json_schema_valid json_search json_set json_storage_size json_type json_unquote json_valid
    json_value member of extractvalue updatexml`),
  // Digests and identifiers.
  ...words(`aes_decrypt aes_encrypt compress uncompress uncompressed_length md5 sha sha1 sha2 uuid uuid_to_bin bin_to_uuid
    is_uuid inet_aton inet_ntoa inet6_aton inet6_ntoa is_ipv4 is_ipv6 is_ipv4_compat is_ipv4_mapped`),
  // Sums over rows.
  ...words(
    'avg bit_and bit_or bit_xor group_concat json_arrayagg json_objectagg max min std stddev sum var_pop variance',
  ),
  // Shapes.
  ...words(`point linestring polygon st_area st_asbinary st_asgeojson st_astext st_contains st_crosses st_dimension
    st_disjoint st_distance st_equals st_geometrytype st_geomfromgeojson st_geomfromtext st_geomfromwkb st_intersects
    st_isempty st_isvalid st_latitude st_length st_longitude st_overlaps st_pointfromtext st_srid st_touches st_within
    st_x st_y`),
  // The session.
  ...words('connection_id current_user database found_rows row_count schema session_user system_user user version'),
]);

/** NEXT VALUE FOR is the one function of MariaDB that has no brackets. https://mariadb.com/kb/en/next-value-for-sequence_name/ */
const takesNumbers = (names: ReadonlyArray<string>): boolean =>
  names.includes('value') && names.includes('for') && (names.includes('next') || names.includes('previous'));

export const acts = (sql: string): boolean => {
  const named = namedIn(sql, mysqlReading);
  return takesNumbers(named.words) || named.functions.some((f) => f.qualified || !reading.has(f.name.toLowerCase()));
};
