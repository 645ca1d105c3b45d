/** Texts that were specs before they were damaged. */
import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';

const examples = (kind: string): ReadonlyArray<string> =>
  readdirSync(`grammar/example/${kind}`).map((name) => readFileSync(`grammar/example/${kind}/${name}`, 'utf8'));

const valid = examples('valid');
export const corpus = [...valid, ...examples('invalid')];

export const scraps = [
  ...['{', '}', '[', ']', ',', ':', ': ', '- ', '? ', '#', '&a ', '*a', '!', '!!', '|', '>', '"', "'", '%', '@', '`'],
  ...[
    '\n',
    '\t',
    '  ',
    '\r',
    '\u0000',
    '\ufeff',
    '\u2028',
    '\ud800',
    '<<: *a',
    '---\n',
    '...\n',
    '~',
    'null',
    '__proto__: ',
  ],
  ...[
    '(',
    ')',
    '((((',
    "''",
    '\\',
    ' desc',
    '1e9',
    '-',
    '0x',
    'Infinity',
    '\u202e',
    'é',
    '𝒳',
    'references: ',
    'type: ',
  ],
];

/** A piece of one text put into another, cut, doubled, or littered. */
export const damaged = fc
  .tuple(
    // Sound ones as often as all together: damage to what is refused anyway teaches little.
    fc.oneof(fc.nat({ max: valid.length - 1 }), fc.nat({ max: corpus.length - 1 })),
    fc.array(
      fc.tuple(
        fc.constantFrom('cut', 'double', 'litter', 'graft'),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.nat({ max: 40 }),
        fc.nat({ max: 10_000 }),
      ),
      { minLength: 1, maxLength: 4 },
    ),
  )
  .map(([which, changes]) => {
    let text = corpus[which] ?? '';
    for (const [kind, place, length, pick] of changes) {
      const at = Math.floor(place * text.length);
      const [head, tail] = [text.slice(0, at), text.slice(at)];
      if (kind === 'cut') text = head + tail.slice(length);
      else if (kind === 'double') text = head + tail.slice(0, length) + tail;
      else if (kind === 'litter') text = head + (scraps[pick % scraps.length] ?? '') + tail;
      else text = head + (corpus[pick % corpus.length] ?? '').slice(pick % 200, (pick % 200) + length * 4) + tail;
    }
    return text;
  });
