/** The order in which names can be exchanged one at a time: chains from their end, circles through a name of nobody's. */
export interface NameChange {
  readonly from: string;
  readonly to: string;
}

const free = (wish: string, taken: ReadonlySet<string>): string => {
  for (let n = 1; ; n++) {
    const name = `altair_tmp_${n}_${wish}`.slice(0, 60);
    if (!taken.has(name)) return name;
  }
};

/**
 * `a→b, b→c` gives `b→c, a→b`; `a→b, b→a` gives `a→tmp, b→a, tmp→b`. `taken` holds every name in use before.
 * The result is as long as the input plus one for each circle.
 */
export const sequenceRenames = (
  changes: ReadonlyArray<NameChange>,
  taken: ReadonlySet<string>,
): ReadonlyArray<NameChange> => {
  const used = new Set(taken);
  const waiting = [...changes];
  const done: NameChange[] = [];
  const carry = (change: NameChange): void => {
    done.push(change);
    used.delete(change.from);
    used.add(change.to);
  };
  while (waiting.length > 0) {
    const at = waiting.findIndex((c) => !used.has(c.to));
    const next = waiting[at] ?? waiting[0];
    if (next === undefined) break;
    if (at >= 0) {
      waiting.splice(at, 1);
      carry(next);
    } else {
      const temporary = free(next.from, used);
      waiting[0] = { from: temporary, to: next.to };
      carry({ from: next.from, to: temporary });
    }
  }
  return done;
};
