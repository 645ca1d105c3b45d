/**
 * The one encoder of PHP string literals. Text stands in single quotes, where PHP knows two escapes only and interpolates
 * nothing (https://www.php.net/manual/en/language.types.string.php). Line breaks and characters that cannot be seen or
 * that turn the reading direction are written as escapes in double quotes, so that neither an editor, a checkout with
 * other line endings nor a reader's eye can change what is run.
 */
const hidden = /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/;
const cut = new RegExp(`(${hidden.source}+)`, 'u');

const short: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

const encode = (character: string): string =>
  short[character] ?? `\\u{${(character.codePointAt(0) ?? 0).toString(16).toUpperCase()}}`;

const single = (text: string): string => `'${text.replace(/[\\']/g, '\\$&')}'`;
const double = (characters: string): string => `"${[...characters].map(encode).join('')}"`;

/** `'text'`, or `'one' . "\n" . 'two'`; each line break ends a line of the source when `indent` is given. */
export const phpLiteral = (text: string, indent: string | null = null): string => {
  const parts = text.split(cut).filter((part) => part !== '');
  if (parts.length === 0) return "''";
  return parts
    .map((part, i) => {
      const literal = hidden.test(part) ? double(part) : single(part);
      if (i === 0) return literal;
      const afterBreak = indent !== null && (parts[i - 1] ?? '').endsWith('\n');
      return afterBreak ? `\n${indent}. ${literal}` : ` . ${literal}`;
    })
    .join('');
};
