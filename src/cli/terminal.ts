/** The process's streams: data on stdout, talk on stderr, colour only where a person looks, a closed pipe is no error. */
import pico from 'picocolors';
import { type Paint, plain } from '../report/human.js';

/** stdout and stderr; a terminal says so. */
export type Stream = NodeJS.WritableStream & { readonly isTTY?: boolean };

export const hasColour = (stream: Pick<Stream, 'isTTY'>, env: NodeJS.ProcessEnv): boolean => {
  if ((env['NO_COLOR'] ?? '') !== '') return false;
  if ((env['FORCE_COLOR'] ?? '') !== '' && env['FORCE_COLOR'] !== '0') return true;
  return stream.isTTY === true && env['TERM'] !== 'dumb';
};

export const paintFor = (stream: Pick<Stream, 'isTTY'>, env: NodeJS.ProcessEnv): Paint => {
  if (!hasColour(stream, env)) return plain;
  const c = pico.createColors(true);
  return { strong: c.bold, good: c.green, bad: c.red, doubtful: c.yellow, quiet: c.dim };
};

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
