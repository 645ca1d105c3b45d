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
