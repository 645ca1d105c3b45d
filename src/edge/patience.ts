/**
 * How long anything is waited for. Servers have time limits of their own; these are for a network that has gone silent,
 * which neither side is told of.
 */
import type { ConnectionTarget } from './database.js';

export interface Patience {
  /** Milliseconds for reaching the server, and again for being let in. */
  readonly connect: number;
  /** Milliseconds for the whole catalog: thousands of tables take their time. */
  readonly catalog: number;
  /** Milliseconds that the server itself may take for one question. */
  readonly statement: number;
  /** Milliseconds for the answer to one question; longer than the server's own limit for it. */
  readonly question: number;
  /** Milliseconds for closing in order. */
  readonly farewell: number;
}

export const usual: Patience = { connect: 10_000, catalog: 60_000, statement: 5000, question: 10_000, farewell: 2000 };

/** As the target says it. */
export const patienceFor = ({ question }: Pick<ConnectionTarget, 'question'>): Patience =>
  question === undefined
    ? usual
    : { ...usual, statement: question, question: question + usual.question - usual.statement };

/** What the work comes to, or what `late` says when it takes longer. */
export const within = async <A, B>(milliseconds: number, work: Promise<A>, late: () => B): Promise<A | B> => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const end = new Promise<B>((resolve) => {
    timer = setTimeout(() => resolve(late()), milliseconds);
  });
  try {
    return await Promise.race([work, end]);
  } finally {
    clearTimeout(timer);
  }
};
