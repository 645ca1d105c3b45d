/** MikroORM's UnderscoreNamingStrategy, the one it has unless told another. https://mikro-orm.io/docs/naming-strategy */
import { md5 } from '@noble/hashes/legacy.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

export const underscore = (name: string): string => name.replace(/([a-z])([A-Z])/g, '$1_$2').toLowerCase();

export const joinKeyColumn = (name: string, referenced: string): string => `${underscore(name)}_${referenced}`;

export const joinTable = (source: string, property: string): string => `${underscore(source)}_${underscore(property)}`;

/** @param longest characters of a name on the platform; a longer one ends in a hash of itself */
export const indexName = (
  table: string,
  columns: ReadonlyArray<string>,
  type: 'index' | 'unique' | 'foreign' | 'check',
  longest: number,
): string => {
  const name = [table, ...columns.map((c) => c.replace(/\./g, '_')), type].join('_');
  if (name.length <= longest) return name;
  const hash = bytesToHex(md5(utf8ToBytes(name))).slice(0, 5);
  return `${name.slice(0, longest - 8 - type.length)}_${hash}_${type}`;
};
