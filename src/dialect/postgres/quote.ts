/** Spelling of names and text. https://www.postgresql.org/docs/18/sql-syntax-lexical.html */
import type { QName } from '../../ir/name.js';
import { type Problem, problem } from '../../ir/problem.js';

/** NAMEDATALEN - 1: longer names are cut by the server with no more than a NOTICE. */
export const maxIdentifierBytes = 63;

const encoder = new TextEncoder();
export const byteLength = (text: string): number => encoder.encode(text).length;

export const quote = (identifier: string): string => `"${identifier.replaceAll('"', '""')}"`;

export const quoteName = (name: QName): string =>
  name.namespace === null ? quote(name.name) : `${quote(name.namespace)}.${quote(name.name)}`;

/** A backslash needs E'' wherever standard_conforming_strings may be off; E'' reads the same under both settings. */
export const quoteText = (text: string): string => {
  const doubled = text.replaceAll("'", "''");
  return text.includes('\\') ? `E'${doubled.replaceAll('\\', '\\\\')}'` : `'${doubled}'`;
};

/** Why a name cannot be used as it is, or null. */
export const nameProblem = (identifier: string): Problem | null => {
  if (identifier === '') return problem('dialect.identifier', { name: identifier, why: 'it is empty' });
  if (identifier.includes('\u0000')) return problem('dialect.identifier', { name: identifier, why: 'it holds U+0000' });
  const bytes = byteLength(identifier);
  return bytes <= maxIdentifierBytes
    ? null
    : problem(
        'dialect.identifier',
        { name: identifier, why: `it has ${bytes} bytes and PostgreSQL keeps ${maxIdentifierBytes}` },
        null,
        'Choose a shorter name.',
      );
};

/** Types of pg_catalog, which is searched first where no namespace is said: `"path"` is the geometric type. */
export const builtIn: ReadonlySet<string> = new Set(
  (
    'aclitem bit bool box bpchar bytea char cid cidr circle cstring date datemultirange daterange event_trigger ' +
    'fdw_handler float4 float8 gtsvector index_am_handler inet int2 int2vector int4 int4multirange int4range int8 ' +
    'int8multirange int8range internal interval json jsonb jsonpath language_handler line lseg macaddr macaddr8 money ' +
    'name numeric nummultirange numrange oid oidvector path point polygon record refcursor regclass regcollation ' +
    'regconfig regdictionary regnamespace regoper regoperator regproc regprocedure regrole regtype table_am_handler ' +
    'text tid time timestamp timestamptz timetz trigger tsm_handler tsmultirange tsquery tsrange tstzmultirange ' +
    'tstzrange tsvector txid_snapshot unknown uuid varbit varchar void xid xid8 xml any anyarray anycompatible ' +
    'anycompatiblearray anycompatiblemultirange anycompatiblenonarray anycompatiblerange anyelement anyenum ' +
    'anymultirange anynonarray anyrange'
  ).split(' '),
);

/**
 * Why a type cannot be called so, or null.
 * https://www.postgresql.org/docs/18/ddl-schemas.html#DDL-SCHEMAS-CATALOG
 */
export const typeNameProblem = ({ namespace, name }: QName): Problem | null =>
  namespace === null && builtIn.has(name)
    ? problem(
        'dialect.identifier',
        { name, why: 'PostgreSQL has a type of that name, which is found first' },
        null,
        'Give the type another name, or a namespace.',
      )
    : null;
