/**
 * How MySQL's information_schema writes expressions and defaults. [measured on 9.7]
 * An expression comes with every quote, backslash and line break escaped once more, and its UTF-8 bytes read as if each
 * were a character: `_utf8mb4\'Ã©\'` is `_utf8mb4'é'`. A default is bare text, and EXTRA says when it is an expression.
 */
import { E } from '../../ir/expression.js';
import type { Default } from '../../ir/schema.js';
import { isLeft } from '../../prelude.js';
import { parseExpression } from '../../sql/parse-expression.js';
import { currentTimestamp } from './canonical-default.js';
import type { CatalogDefault } from './product.js';

const escaped: Readonly<Record<string, string>> = { n: '\n', r: '\r', '0': '\u0000', Z: '\u001a' };

/** https://www.unicode.org/versions/latest/core-spec/chapter-3/#G27506 (table 3-7) */
const utf8 =
  /^(?:[\u0000-\u007f]|[\u00c2-\u00df][\u0080-\u00bf]|\u00e0[\u00a0-\u00bf][\u0080-\u00bf]|[\u00e1-\u00ec\u00ee\u00ef][\u0080-\u00bf]{2}|\u00ed[\u0080-\u009f][\u0080-\u00bf]|\u00f0[\u0090-\u00bf][\u0080-\u00bf]{2}|[\u00f1-\u00f3][\u0080-\u00bf]{3}|\u00f4[\u0080-\u008f][\u0080-\u00bf]{2})*$/;

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** Back to the bytes and read as what they are; text that is no such thing stays. */
const asUtf8 = (text: string): string =>
  /[\u0080-\u00ff]/.test(text) && utf8.test(text)
    ? decoder.decode(Uint8Array.from(text, (c) => c.charCodeAt(0)))
    : text;

export const readMysqlExpression = (text: string): string =>
  asUtf8(text.replace(/\\([\s\S])/g, (_, c: string) => escaped[c] ?? c));

const bits = (text: string): string | null => /^b'([01]+)'$/i.exec(text)?.[1] ?? null;

export const readMysqlDefault = ({ text, extra, type }: CatalogDefault): Default | null => {
  if (text === null) return null;
  if (type.kind === 'DateTime' && /^current_timestamp(?:\(\d?\))?$/i.test(text))
    return { kind: 'Expression', expr: currentTimestamp(type) };
  if (/\bDEFAULT_GENERATED\b/i.test(extra)) {
    const shown = readMysqlExpression(text);
    const parsed = parseExpression(shown, 'mysql');
    return { kind: 'Expression', expr: isLeft(parsed) ? E.native('mysql', shown) : parsed.right };
  }
  const digits = type.kind === 'Bit' ? bits(text) : null;
  if (digits !== null) return { kind: 'Value', value: { kind: 'Number', text: BigInt(`0b${digits}`).toString() } };
  const hex = type.kind === 'Binary' ? /^0x([0-9A-F]*)$/i.exec(text)?.[1] : undefined;
  return hex === undefined
    ? { kind: 'Value', value: { kind: 'String', value: text } }
    : { kind: 'Value', value: { kind: 'Bytes', hex: hex.toUpperCase() } };
};
