/** The fast reader and the library agree on every text that the fast one takes. */
import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import type { Node } from '../../src/read/spec/node.js';
import { parseFullYaml } from '../../src/read/spec/parse-yaml.js';
import { parsePlainYaml } from '../../src/read/spec/plain-yaml.js';
import { source } from '../../src/read/spec/report.js';
import { runs } from '../support/schema-gen.js';
import { corpus, damaged } from './damage.js';

const full = (text: string): { readonly node: Node | null; readonly problems: number } => {
  const src = source('x', text);
  const node = parseFullYaml(src.report, text, 'persistence', null);
  return { node, problems: src.count() };
};

/** Whether the fast reader took it. */
const agree = (text: string): boolean => {
  const fast = parsePlainYaml(text);
  if (fast === null) return false;
  expect({ node: fast, problems: 0 }).toEqual(full(text));
  return true;
};

describe('takes what specs are written in', () => {
  test('nearly all valid examples', () => {
    const names = readdirSync('grammar/example/valid');
    const left = names.filter((n) => !agree(readFileSync(`grammar/example/valid/${n}`, 'utf8')));
    // Aliases, tags and YAML's other luxuries are the library's.
    expect(left.sort()).toEqual(['anchors.yaml', 'other-blocks-are-ignored.yaml']);
  });

  test('the shop', () => {
    for (const when of ['before', 'after']) {
      for (const name of readdirSync(`examples/${when}`)) {
        expect([name, agree(readFileSync(`examples/${when}/${name}`, 'utf8'))]).toEqual([name, true]);
      }
    }
  });

  const taken: ReadonlyArray<string> = [
    'a: 1',
    'a:\n  b: c # d\n\n# e\n  f: "g\\"h\\n"\n',
    'a:\n- b\n- c: d\n  e: f\n-\n  - g\n- - h\n  - i\n',
    "a: [b, 'c''d', {e: f}, ]\nb:",
    'a: {\n  b: c,\n  # d\n  e: [f,\n    g]\n  }\nh: i',
    'a: b#c\nd : e\n"f g": h\ni: -1\nj: a:b\nk: x y  z ',
    'a:\n\n    b: c\n\n    d:\n        - e\n',
  ];
  test.each(taken)('%j', (text) => {
    expect(agree(text)).toBe(true);
  });
});

test('leaves alone what it might get wrong', () => {
  const refused = [
    ...[
      '',
      'a',
      '- a',
      'a: b: c',
      'a: b\n  c',
      'a: "b\n c"',
      'a: |\n b',
      'a: >\n b',
      'a: &b c',
      'a: *b',
      'a: !b c',
      '? a\n: b',
    ],
    ...[
      'a: b\na: c',
      '<<: a',
      '__proto__: a',
      'a: {b}',
      'a: {b: }',
      'a: [b: c]',
      'a: [b\nc]',
      'a:\tb',
      'a: b\r\n',
      '---\na: b',
      '%a',
    ],
    ...[
      'a: "\\x41"',
      ' a: b',
      'a:\n  b: c\n d: e',
      'a:\n - b\n  - c',
      'a: @b',
      'a: `b',
      'a: %b',
      'a: [b]c',
      "a: 'b'c",
      'a: ]',
      'a: - b',
    ],
    ...['a: [b,, c]', 'a: {b: c d: e}', '{a: b}', 'a:\n  [b]', 'a\n: b', '[a]: b', 'a: {b: c', 'a: {"b":c}'],
  ];
  expect(refused.filter((text) => parsePlainYaml(text) !== null)).toEqual([]);
});

test('damaged specs are read alike', () => {
  let taken = 0;
  fc.assert(
    fc.property(damaged, (text) => {
      if (agree(text)) taken++;
    }),
    runs(5000),
  );
  expect(taken).toBeGreaterThan(500);
});

test('texts of few letters are read alike', () => {
  let taken = 0;
  const letters = [
    'a',
    'b',
    ': ',
    ':',
    '\n',
    '\n  ',
    '\n    ',
    ' ',
    '- ',
    '-',
    '#',
    ' #',
    '{',
    '}',
    '[',
    ']',
    ', ',
    ',',
    '"',
    "'",
    '\\',
    '1',
  ];
  const text = fc.array(fc.constantFrom(...letters), { maxLength: 14 }).map((parts) => `a: ${parts.join('')}`);
  fc.assert(
    fc.property(text, (t) => {
      if (agree(t)) taken++;
    }),
    runs(30_000),
  );
  expect(taken).toBeGreaterThan(2000);
});

test('what the library writes is read alike', () => {
  const word = fc.oneof(fc.string(), fc.constantFrom('a', 'b c', 'x: y', '- z', '#', 'no', '1.10', "it's", '"q"', ''));
  const { any } = fc.letrec((tie) => ({
    any: fc.oneof(
      { depthSize: 'small' },
      word,
      fc.array(tie('any'), { maxLength: 4 }),
      fc.dictionary(word, tie('any'), { maxKeys: 4 }),
    ),
  }));
  let taken = 0;
  fc.assert(
    fc.property(fc.dictionary(word, any, { minKeys: 1 }), fc.boolean(), (o, flow) => {
      if (agree(stringify(o, { collectionStyle: flow ? 'flow' : 'block', aliasDuplicateObjects: false }))) taken++;
    }),
    runs(5000),
  );
  expect(taken).toBeGreaterThan(300);
});

test('the corpus is there', () => {
  expect(corpus.length).toBeGreaterThan(50);
});
