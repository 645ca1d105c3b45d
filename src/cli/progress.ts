/** A line on a terminal's stderr that says how far a long asking is; short ones and other readers see nothing of it. */
import type { Stream } from './stream.js';

export interface Progress {
  readonly tell: (done: number, all: number) => void;
  readonly end: () => void;
}

/** Nobody waits consciously for less. */
const quietly = 1000;

export const progressOn = (stream: Stream, what: string, now: () => number = Date.now): Progress => {
  const start = now();
  let shown = false;
  return {
    tell: (done, all) => {
      if (!stream.isTTY || now() - start < quietly) return;
      shown = true;
      void stream.write(`\r\u001b[2K${what} ${done}/${all}`);
    },
    end: () => {
      if (shown) void stream.write('\r\u001b[2K');
    },
  };
};
