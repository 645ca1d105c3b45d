/** The process's streams: data on stdout, talk on stderr; a closed pipe is no error. */
import { fstatSync, writeSync } from 'node:fs';

export interface Stream {
  readonly isTTY: boolean;
  /** Of a terminal, in characters. */
  readonly columns: number | undefined;
  /** Resolves when the text has left the process; a reader that went away (`| head`) took what it wanted. */
  readonly write: (text: string | Uint8Array) => Promise<void>;
}

export interface Streams {
  readonly stdout: Stream;
  readonly stderr: Stream;
}

type NodeStream = NodeJS.WritableStream & { readonly isTTY?: boolean; readonly columns?: number };

const isClosed = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'EPIPE';

export const streamOf = (stream: NodeStream): Stream => ({
  isTTY: stream.isTTY === true,
  get columns() {
    return stream.columns;
  },
  write: (text) =>
    new Promise((done, fail) => {
      if (text.length === 0) {
        done();
        return;
      }
      stream.once('error', (error) => (isClosed(error) ? done() : fail(error)));
      stream.write(text, (error) => {
        if (error === null || error === undefined) done();
      });
    }),
});

/** A terminal is one, and so is /dev/null. */
const isDevice = (number: number): boolean => {
  try {
    return fstatSync(number).isCharacterDevice();
  } catch {
    return true;
  }
};

/** Writes at once, as Node does to files and pipes, and gives what is left. */
const written = (number: number, bytes: Uint8Array): Uint8Array => {
  let at = 0;
  try {
    while (at < bytes.length) at += writeSync(number, bytes, at);
  } catch (error) {
    // Nobody reads any more. All else is left to Node's stream: it waits for a pipe that is full, and knows what to say.
    if (isClosed(error)) return bytes.subarray(bytes.length);
  }
  return bytes.subarray(at);
};

/** Node needs longer to make such a stream than most of our texts to be written: it is made for terminals and full pipes. */
const standardStream = (number: 1 | 2, make: () => NodeStream): Stream => {
  let made: Stream | null = null;
  const stream = (): Stream => {
    if (made !== null) return made;
    const own = make();
    own.on('error', (error) => {
      if (!isClosed(error)) throw error;
    });
    made = streamOf(own);
    return made;
  };
  const device = isDevice(number);
  return {
    get isTTY() {
      return device && stream().isTTY;
    },
    get columns() {
      return device ? stream().columns : undefined;
    },
    write: async (text) => {
      const rest = device || made !== null ? text : written(number, Buffer.from(text));
      if (rest.length > 0) await stream().write(rest);
    },
  };
};

export const standard: Streams = {
  stdout: standardStream(1, () => process.stdout),
  stderr: standardStream(2, () => process.stderr),
};
