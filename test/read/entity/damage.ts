/** Texts that a reader understood before they were damaged. */
import fc from 'fast-check';

const change = fc.tuple(
  fc.constantFrom('cut', 'double', 'litter', 'graft'),
  fc.double({ min: 0, max: 1, noNaN: true }),
  fc.nat({ max: 40 }),
  fc.nat({ max: 10_000 }),
);

/** A piece of the text cut, doubled, littered, or put elsewhere. */
export const damaged = (text: string, scraps: ReadonlyArray<string>): fc.Arbitrary<string> =>
  fc.array(change, { minLength: 1, maxLength: 4 }).map((changes) =>
    changes.reduce((now, [kind, place, length, pick]) => {
      const at = Math.floor(place * now.length);
      const [head, tail] = [now.slice(0, at), now.slice(at)];
      if (kind === 'cut') return head + tail.slice(length);
      if (kind === 'double') return head + tail.slice(0, length) + tail;
      if (kind === 'litter') return head + (scraps[pick % scraps.length] ?? '') + tail;
      return head + now.slice(pick % now.length, (pick % now.length) + length) + tail;
    }, text),
  );
