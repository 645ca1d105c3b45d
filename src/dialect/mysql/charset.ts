/**
 * Character sets and collations. One table says what a set's own collation is; a column or table then always states
 * both or neither, so that what is printed does not depend on a server's settings.
 * https://dev.mysql.com/doc/refman/8.4/en/charset-charsets.html · https://mariadb.com/kb/en/supported-character-sets-and-collations/
 */
import type { DataType } from '../../ir/type.js';
import type { Product } from './product.js';

const ownCollation: Readonly<Record<string, string>> = {
  armscii8: 'armscii8_general_ci',
  ascii: 'ascii_general_ci',
  big5: 'big5_chinese_ci',
  binary: 'binary',
  cp1250: 'cp1250_general_ci',
  cp1251: 'cp1251_general_ci',
  cp1256: 'cp1256_general_ci',
  cp1257: 'cp1257_general_ci',
  cp850: 'cp850_general_ci',
  cp852: 'cp852_general_ci',
  cp866: 'cp866_general_ci',
  cp932: 'cp932_japanese_ci',
  dec8: 'dec8_swedish_ci',
  eucjpms: 'eucjpms_japanese_ci',
  euckr: 'euckr_korean_ci',
  gb18030: 'gb18030_chinese_ci',
  gb2312: 'gb2312_chinese_ci',
  gbk: 'gbk_chinese_ci',
  geostd8: 'geostd8_general_ci',
  greek: 'greek_general_ci',
  hebrew: 'hebrew_general_ci',
  hp8: 'hp8_english_ci',
  keybcs2: 'keybcs2_general_ci',
  koi8r: 'koi8r_general_ci',
  koi8u: 'koi8u_general_ci',
  latin1: 'latin1_swedish_ci',
  latin2: 'latin2_general_ci',
  latin5: 'latin5_turkish_ci',
  latin7: 'latin7_general_ci',
  macce: 'macce_general_ci',
  macroman: 'macroman_general_ci',
  sjis: 'sjis_japanese_ci',
  swe7: 'swe7_swedish_ci',
  tis620: 'tis620_thai_ci',
  ucs2: 'ucs2_general_ci',
  ujis: 'ujis_japanese_ci',
  utf16: 'utf16_general_ci',
  utf16le: 'utf16le_general_ci',
  utf32: 'utf32_general_ci',
  utf8mb3: 'utf8mb3_general_ci',
};

/** `utf8mb4` is the product's own. */
export const collationOf =
  (utf8mb4: string) =>
  (charset: string): string =>
    charset === 'utf8mb4' ? utf8mb4 : (ownCollation[charset] ?? `${charset}_general_ci`);

/** utf8 is an old name of utf8mb3; both products print the new one by now. */
const modern = (name: string): string => name.toLowerCase().replace(/^utf8(?=_|$)/, 'utf8mb3');

export interface Charset {
  readonly charset: string | null;
  readonly collation: string | null;
}

/** Both or neither. `uca1400_ai_ci` (MariaDB 10.10) names no character set: then it is the stated one's, or nobody's. */
export const bothOrNeither = (product: Product, stated: Charset): Charset => {
  if (stated.collation !== null) {
    const collation = modern(stated.collation);
    const own = collation.startsWith('uca1400_') ? null : (collation.split('_')[0] ?? null);
    return { charset: stated.charset !== null ? modern(stated.charset) : own, collation };
  }
  if (stated.charset !== null) {
    const charset = modern(stated.charset);
    return { charset, collation: product.defaultCollation(charset) };
  }
  return { charset: null, collation: null };
};

export const hasCharset = (type: DataType): boolean =>
  type.kind === 'Varchar' ||
  type.kind === 'Char' ||
  type.kind === 'Text' ||
  type.kind === 'Enum' ||
  type.kind === 'Set' ||
  (type.kind === 'Native' &&
    /^(?:national |n(?:var)?char|long varchar|(?:var)?char|(?:tiny|medium|long)?text)/.test(type.spelling));

/** A name for this server: `utf8mb3_bin` was `utf8_bin` before MySQL 8.0.30 and MariaDB 10.6. */
export const spoken = (product: Product, name: string): string =>
  product.features.namesUtf8mb3 ? name : name.replace(/^utf8mb3(?=_|$)/, 'utf8');

const superset: Readonly<Record<string, ReadonlyArray<string>>> = {
  ascii: ['utf8mb4', 'utf8mb3', 'latin1', 'utf16', 'utf32'],
  latin1: ['utf8mb4', 'utf8mb3', 'utf16', 'utf32'],
  utf8mb3: ['utf8mb4', 'utf16', 'utf32'],
  utf8mb4: ['utf16', 'utf32'],
};

/** Every character of `from` is in `to`. */
export const holds = (from: string, to: string): boolean => from === to || (superset[from]?.includes(to) ?? false);
