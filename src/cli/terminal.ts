/** Colour only where a person looks. */
import pico from 'picocolors';
import { type Paint, plain } from '../report/human.js';
import type { Stream } from './stream.js';

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
