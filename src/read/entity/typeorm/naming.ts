/**
 * The names that TypeORM makes: its DefaultNamingStrategy, to the letter, so that its own tools find what we made.
 * https://typeorm.io/docs/advanced-topics/naming-strategy
 */
import { sha1 } from '@noble/hashes/legacy.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

const hashed = (text: string, length: number): string => bytesToHex(sha1(utf8ToBytes(text))).slice(0, length);

export const snakeCase = (text: string): string =>
  text
    .replace(/([A-Z])([A-Z])([a-z])/g, '$1_$2$3')
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase();

export const camelCase = (text: string): string =>
  text.replace(/^([A-Z])|[\s-_](\w)/g, (_, first: string | undefined, next: string | undefined) =>
    next !== undefined ? next.toUpperCase() : (first ?? '').toLowerCase(),
  );

const titleCase = (text: string): string =>
  text.replace(/\w\S*/g, (word) => word.charAt(0).toUpperCase() + word.slice(1).toLowerCase());

/** JavaScript's own order, which is the one that the hashes rest on. */
const keyOf = (table: string, columns: ReadonlyArray<string>): string =>
  `${table.replace('.', '_')}_${[...columns].sort().join('_')}`;

export const columnName = (property: string, given: string | null, prefixes: ReadonlyArray<string>): string => {
  const name = given === null || given === '' ? property : given;
  return prefixes.length > 0 ? camelCase(prefixes.join('_')) + titleCase(name) : name;
};

export const primaryKeyName = (table: string, columns: ReadonlyArray<string>): string =>
  `PK_${hashed(keyOf(table, columns), 27)}`;

export const uniqueName = (table: string, columns: ReadonlyArray<string>): string =>
  `UQ_${hashed(keyOf(table, columns), 27)}`;

export const relationName = (table: string, columns: ReadonlyArray<string>): string =>
  `REL_${hashed(keyOf(table, columns), 26)}`;

export const foreignKeyName = (table: string, columns: ReadonlyArray<string>): string =>
  `FK_${hashed(keyOf(table, columns), 27)}`;

export const indexName = (table: string, columns: ReadonlyArray<string>, where: string | null): string =>
  `IDX_${hashed(keyOf(table, columns) + (where === null || where === '' ? '' : `_${where}`), 26)}`;

export const checkName = (table: string, expression: string): string =>
  `CHK_${hashed(`${table.replace('.', '_')}_${expression}`, 26)}`;

export const joinColumnName = (relation: string, referenced: string): string => camelCase(`${relation}_${referenced}`);

export const joinTableName = (first: string, second: string, property: string): string =>
  snakeCase(`${first}_${property.replace(/\./g, '_')}_${second}`);

export const joinTableColumnName = (table: string, column: string): string => camelCase(`${table}_${column}`);

/** How the framework shortens the name of a join table beyond 63 characters. */
export const shortenedJoinTable = (name: string): string =>
  name.length <= 63
    ? name
    : name
        .split('_')
        .map((segment) => {
          const terms = segment.replace(/([a-z\xE0-\xFF])([A-Z\xC0-\xDF])/g, '$1 $2').split(' ');
          return terms.map((t) => t.slice(0, terms.length > 1 ? 2 : 3)).join('');
        })
        .join('_');
