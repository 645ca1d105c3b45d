/**
 * Annotations in comments, which came before attributes and which a project may still have Cycle read: passing over them
 * would drop what they declare. Where an attribute of the same name stands on the same thing, that one is taken.
 * @see https://github.com/spiral/attributes (SelectiveReader: attributes first, then annotations)
 */
import type { SourceFile } from '../framework.js';
import { resolveName, type Scope, shortName } from './php/scope.js';
import type { Context } from './report.js';

const tag = /@(\\?[A-Z]\w*(?:\\\w+)*)/g;
const meant = /^Cycle\\(?:Annotated\\Annotation|ORM\\Entity\\Behavior)\\/i;

/** Whether the text has what looks like one. */
export const hasAnnotations = (text: string): boolean => /\/\*\*[^/]*?@\\?[A-Z]/.test(text);

export const refuseAnnotations = (c: Context, file: SourceFile, scope: Scope): void => {
  const { name: where, text } = file;
  let line = 1;
  let counted = 0;
  for (const [start, end] of comments(text)) {
    const beside = attributesBeside(text, start, end);
    for (const found of text.slice(start, end).matchAll(tag)) {
      const [, name = ''] = found;
      if (!meant.test(resolveName(name, scope)) || new RegExp(`\\b${shortName(name)}\\b`).test(beside)) continue;
      const offset = start + found.index;
      line += text.slice(counted, offset).split('\n').length - 1;
      counted = offset;
      const at = { file: where, line, column: offset - text.lastIndexOf('\n', offset) };
      const why = 'it stands in a comment, and attributes are read';
      c.report('entity.unsupported', at, { what: `@${name}`, why }, `Write #[${name}].`);
    }
  }
};

/** What stands in attributes of the same declaration. */
const attributesBeside = (text: string, start: number, end: number): string => {
  const before =
    text
      .slice(Math.max(0, start - reach), start)
      .split(/[;{}]/)
      .at(-1) ?? '';
  const after = text.slice(end, end + reach).split(/;|\{|\/\*\*/)[0] ?? '';
  return [before, after].map((side) => (side.includes('#[') ? side.slice(side.indexOf('#[')) : '')).join(' ');
};

const reach = 2000;

const comments = (text: string): ReadonlyArray<readonly [start: number, end: number]> => {
  const found: (readonly [number, number])[] = [];
  let end = 0;
  for (;;) {
    const start = text.indexOf('/**', end);
    const close = start < 0 ? -1 : text.indexOf('*/', start + 3);
    if (close < 0) return found;
    end = close + 2;
    found.push([start, end]);
  }
};
