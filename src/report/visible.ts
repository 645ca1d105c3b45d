/**
 * Text that came from outside, made safe to show: characters that move the cursor, start an escape sequence, end a line
 * or turn the reading direction are written as `\u{…}` (CWE-150). What is shown is then what is there.
 */
const hidden = /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g;

export const visible = (text: string): string =>
  text.replace(hidden, (c) => `\\u{${(c.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(2, '0')}}`);
