/** The process's streams: data on stdout, talk on stderr; a closed pipe is no error. */

/** stdout and stderr; a terminal says so. */
export type Stream = NodeJS.WritableStream & { readonly isTTY?: boolean };

/** Resolves when the text has left the process; a reader that went away (`| head`) took what it wanted. */
export const write = (stream: Stream, text: string): Promise<void> =>
  new Promise((done, fail) => {
    if (text === '') {
      done();
      return;
    }
    stream.once('error', (error: NodeJS.ErrnoException) => (error.code === 'EPIPE' ? done() : fail(error)));
    stream.write(text, (error) => {
      if (error === null || error === undefined) done();
    });
  });
