/** What SQLite keeps of a column type. */

import { keyOf } from '../../ir/name.js';
import type { EnumType } from '../../ir/schema.js';
import { type DataType, T } from '../../ir/type.js';
import { affinityOf } from './affinity.js';
import { parse, spell } from './types.js';

/** The words of a type, empty when it has none that are legal here. */
export const spellingOf = (t: DataType): string => {
  const spelled = spell(t);
  return spelled._tag === 'Right' ? spelled.right : '';
};

export const labelsOf = (t: DataType, enums: ReadonlyArray<EnumType>): ReadonlyArray<string> => {
  if (t.kind !== 'Enum') return [];
  const { type } = t;
  return type === null ? t.values : (enums.find((e) => keyOf(e.name) === keyOf(type))?.values ?? t.values);
};

const plain = (t: DataType): DataType => {
  switch (t.kind) {
    case 'Uuid':
      return T.char(36);
    // TEXT and not JSON: a type named JSON has NUMERIC affinity, which would turn the document 1.10 into 1.1.
    case 'Json':
    case 'Enum':
    case 'Set':
    case 'Text':
      return T.text();
    case 'Binary':
    case 'Blob':
      return T.blob();
    case 'Decimal':
      return T.decimal(t.precision, t.precision === null ? null : t.scale);
    case 'Float':
      return T.float(t.bits);
    case 'Native': {
      const spelled = spell(t);
      return spelled._tag === 'Right' ? parse(spelled.right) : t;
    }
    default:
      return t;
  }
};

/** STRICT tables know six types only (https://www.sqlite.org/stricttables.html). */
const strict = (t: DataType): DataType => {
  switch (t.kind) {
    case 'Boolean':
    case 'Integer':
    case 'Year':
      return T.integer(32);
    case 'Float':
    case 'Decimal':
      return T.float(64);
    case 'Blob':
    case 'Bit':
      return T.blob();
    case 'Native': {
      const word = t.spelling.toUpperCase();
      if (word === 'ANY') return T.native('ANY');
      const affinity = affinityOf(word);
      // What is no STRICT type stays, and print refuses it: only the user knows what was meant.
      return affinity === 'text' ? T.text() : t;
    }
    default:
      return T.text();
  }
};

export const physicalType = (t: DataType, isStrict: boolean): DataType => (isStrict ? strict(plain(t)) : plain(t));
