/** A small deterministic source of choices. fast-check gives the seed and shrinks the sizes; this spends them quickly. */
export interface Random {
  /** 0 … below-1. */
  readonly int: (below: number) => number;
  /** True once in `outOf` times. */
  readonly once: (outOf: number) => boolean;
  readonly pick: <A>(from: ReadonlyArray<A>) => A;
  readonly maybe: <A>(from: ReadonlyArray<A>) => A | undefined;
  /** Up to `count` different ones, in a random order. */
  readonly some: <A>(from: ReadonlyArray<A>, count: number) => ReadonlyArray<A>;
}

/** Mulberry32. */
export const random = (seed: number): Random => {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const int = (below: number): number => Math.floor(next() * below);
  const maybe = <A>(from: ReadonlyArray<A>): A | undefined => from[int(from.length)];
  return {
    int,
    once: (outOf) => int(outOf) === 0,
    maybe,
    pick: (from) => {
      const found = maybe(from);
      if (found === undefined) throw new Error('nothing to pick from');
      return found;
    },
    some: (from, count) => {
      const left = [...from];
      const out: (typeof left)[number][] = [];
      while (out.length < count && left.length > 0) out.push(...left.splice(int(left.length), 1));
      return out;
    },
  };
};
