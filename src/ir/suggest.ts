/**
 * "Did you mean": the candidate nearest to a mistyped word, or null when none is near enough to be believed.
 * Distance is optimal string alignment (a swap of neighbours counts once), case is ignored, ties go to the first.
 */
export const suggest = (word: string, candidates: Iterable<string>): string | null => {
  const wanted = word.toLowerCase();
  // One mistake in three letters; a long wrong word is never within reach of a short right one.
  const reach = Math.max(1, Math.floor(Math.min(wanted.length, 60) / 3));
  let best: string | null = null;
  let least = reach + 1;
  for (const candidate of candidates) {
    const distance = distanceWithin(wanted, candidate.toLowerCase(), least - 1);
    if (distance < least) {
      least = distance;
      best = candidate;
    }
  }
  return best === word ? null : best;
};

/** The distance, or anything above `limit` when it is greater. */
const distanceWithin = (a: string, b: string, limit: number): number => {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let before: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let lowest = i;
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min((above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (above[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
      }
      row.push(cost);
      lowest = Math.min(lowest, cost);
    }
    if (lowest > limit) return limit + 1;
    before = above;
    above = row;
  }
  return above[b.length] ?? limit + 1;
};
