/** Lets a few calls in at a time; too long a queue is turned away instead of growing. */
export interface Turnstile {
  /** Null: turned away, nothing was run. */
  readonly pass: <A>(run: () => Promise<A>) => Promise<A | null>;
}

export const makeTurnstile = (atOnce: number, mostWaiting: number): Turnstile => {
  let inside = 0;
  const waiting: Array<() => void> = [];
  const leave = (): void => {
    const next = waiting.shift();
    // The place is handed over, so that nobody slips in between.
    if (next === undefined) inside -= 1;
    else next();
  };
  return {
    pass: async (run) => {
      if (inside >= atOnce) {
        if (waiting.length >= mostWaiting) return null;
        await new Promise<void>((go) => waiting.push(go));
      } else inside += 1;
      try {
        return await run();
      } finally {
        leave();
      }
    },
  };
};
