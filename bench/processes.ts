/** Whole processes, timed side by side: each round runs every candidate once, so that a busy machine hits all alike. */
import { spawnSync } from 'node:child_process';

export interface Candidate {
  readonly name: string;
  readonly args: ReadonlyArray<string>;
  /** Exit codes that are answers. */
  readonly fine: ReadonlyArray<number>;
}

export const median = (times: ReadonlyArray<number>): number => {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
};

const once = (c: Candidate): number => {
  const started = performance.now();
  const done = spawnSync(process.execPath, [...c.args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  const time = performance.now() - started;
  if (done.status === null || !c.fine.includes(done.status))
    throw new Error(`${c.name} ended with ${done.status}: ${done.stderr.slice(0, 2000)}${done.stdout.slice(0, 2000)}`);
  return time;
};

/** Milliseconds by candidate, the median of the rounds; the first round warms the disk up and does not count. */
export const race = (candidates: ReadonlyArray<Candidate>, rounds: number): ReadonlyMap<string, number> => {
  const times = new Map<string, number[]>(candidates.map((c) => [c.name, []]));
  for (let round = 0; round <= rounds; round++)
    for (const c of candidates) {
      const time = once(c);
      if (round > 0) times.get(c.name)?.push(time);
    }
  return new Map([...times].map(([name, list]) => [name, median(list)]));
};
