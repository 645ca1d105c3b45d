/**
 * One socket, once. Left to itself the package opens another one whenever the server hangs up: at once and for ever when
 * something that is no PostgreSQL listens there, and later on a session whose settings nobody has read back.
 */
import { connect, type Socket } from 'node:net';

const failure = (code: string): Error => Object.assign(new Error(code), { code });

export interface OneSocket {
  readonly open: () => Promise<Socket>;
  readonly destroy: () => void;
}

export const oneSocket = (host: string, port: number, timeout: number): OneSocket => {
  let made: Socket | null = null;
  const open = (): Promise<Socket> => {
    if (made !== null) return Promise.reject(failure('CONNECTION_CLOSED'));
    return new Promise((resolve, reject) => {
      const socket = host.startsWith('/') ? connect(`${host}/.s.PGSQL.${port}`) : connect(port, host);
      made = socket;
      const timer = setTimeout(() => socket.destroy(failure('CONNECT_TIMEOUT')), timeout);
      const failed = (error: Error): void => {
        clearTimeout(timer);
        reject(error);
      };
      socket.once('error', failed);
      socket.once('connect', () => {
        clearTimeout(timer);
        socket.removeListener('error', failed);
        // The package looks here for the name that a certificate must bear.
        resolve(Object.assign(socket, { host, port }));
      });
    });
  };
  return { open, destroy: () => made?.destroy() };
};
