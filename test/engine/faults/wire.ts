/** A wire between a driver and its server that breaks at the k-th message of the server, in the way that is asked for. */
import { connect, createServer, type Socket } from 'node:net';

export const ways = ['reset', 'cut', 'silence', 'denied', 'bad row', 'noise'] as const;
export type Way = (typeof ways)[number];

export interface Break {
  readonly at: number;
  readonly way: Way;
  /** From then on, on every connection; else this once. */
  readonly always: boolean;
}

export interface Wire {
  readonly port: number;
  /** Messages of the server so far. */
  readonly count: () => number;
  /** At which message it broke the first time; null when it did not. */
  readonly broke: () => number | null;
  readonly close: () => Promise<void>;
}

/** How the two protocols cut their bytes into messages, say no, and give a row. */
interface Protocol {
  /** Length of the first message in the bytes; null = more is needed. */
  readonly length: (bytes: Buffer) => number | null;
  /** A message in the place of this one that refuses; null = nobody could be refused here. */
  readonly refusal: (message: Buffer, fromStart: number) => Buffer | null;
  /** Whether messages are to be swallowed up to this one, which is let through again. */
  readonly isEndOfRefusal: (message: Buffer) => boolean;
  /** The row with other values in it; null = it is none. */
  readonly badRow: (message: Buffer) => Buffer | null;
}

const text = (s: string): Buffer => Buffer.from(s, 'latin1');

/** https://www.postgresql.org/docs/18/protocol-message-formats.html */
const postgres: Protocol = {
  length: (b) => (b.length < 5 || b.length < 1 + b.readInt32BE(1) ? null : 1 + b.readInt32BE(1)),
  refusal: (m) => {
    // Ready for the next question: what is refused comes before it.
    if (m[0] === 0x5a) return null;
    const fields = text('SERROR\0VERROR\0C42501\0Mas the test wants it, and a secret\0\0');
    const head = Buffer.alloc(5);
    head.write('E', 0, 'latin1');
    head.writeInt32BE(4 + fields.length, 1);
    return Buffer.concat([head, fields]);
  },
  isEndOfRefusal: (m) => m[0] === 0x5a,
  badRow: (m) => {
    if (m[0] !== 0x44) return null;
    const bad = Buffer.from(m);
    let at = 7;
    for (let column = 0; column < m.readInt16BE(5); column++) {
      const size = m.readInt32BE(at);
      at += 4;
      if (size > 0) {
        bad.fill('x', at, at + size);
        at += size;
      }
    }
    return bad;
  },
};

/** https://dev.mysql.com/doc/dev/mysql-server/latest/page_protocol_basic_packets.html */
const mysql: Protocol = {
  length: (b) => (b.length < 4 || b.length < 4 + b.readUIntLE(0, 3) ? null : 4 + b.readUIntLE(0, 3)),
  refusal: (m, fromStart) => {
    // Only the first message of an answer can be a refusal; the very first two are the greeting.
    if (m[3] !== 1 || fromStart < 3) return null;
    const body = Buffer.concat([Buffer.from([0xff, 1142 & 0xff, 1142 >> 8]), text('#42000as the test wants it')]);
    const head = Buffer.alloc(4);
    head.writeUIntLE(body.length, 0, 3);
    head[3] = 1;
    return Buffer.concat([head, body]);
  },
  isEndOfRefusal: (m) => m[3] === 1,
  badRow: (m) => {
    // A row of the binary protocol begins with 0, and is longer than an OK message.
    if (m[4] !== 0 || m.length < 20) return null;
    const bad = Buffer.from(m);
    for (let i = Math.ceil(m.length / 2); i < m.length; i++) bad[i] = (bad[i] ?? 0) ^ 0x15;
    return bad;
  },
};

export const wire = async (
  kind: 'postgres' | 'mysql',
  server: { readonly host: string; readonly port: number },
  what: Break | null,
): Promise<Wire> => {
  const protocol = kind === 'postgres' ? postgres : mysql;
  const sockets = new Set<Socket>();
  let count = 0;
  let broke: number | null = null;

  const listener = createServer((ours) => {
    const theirs = connect(server.port, server.host);
    for (const s of [ours, theirs]) {
      sockets.add(s.on('error', () => {}));
      s.on('close', () => sockets.delete(s));
    }
    ours.on('close', () => theirs.destroy());
    theirs.on('close', () => {
      if (!silent) ours.destroy();
    });
    let pending = Buffer.alloc(0);
    let fromStart = 0;
    let swallowing = false;
    let silent = false;
    const end = (): void => {
      ours.resetAndDestroy();
      theirs.destroy();
    };
    const give = (message: Buffer): void => {
      count += 1;
      fromStart += 1;
      if (silent || ours.destroyed) return;
      if (swallowing) {
        if (!protocol.isEndOfRefusal(message)) return;
        swallowing = false;
      }
      const now = what !== null && count >= what.at && (what.always || broke === null);
      if (!now || what === null) {
        ours.write(message);
        return;
      }
      const instead =
        what.way === 'denied'
          ? protocol.refusal(message, fromStart)
          : what.way === 'bad row'
            ? protocol.badRow(message)
            : null;
      if ((what.way === 'denied' || what.way === 'bad row') && instead === null) {
        ours.write(message);
        return;
      }
      broke ??= count;
      switch (what.way) {
        case 'reset':
          end();
          return;
        case 'cut':
          ours.write(message.subarray(0, Math.ceil(message.length / 2)), () => ours.destroy());
          theirs.destroy();
          return;
        case 'silence':
          silent = true;
          return;
        case 'noise':
          ours.write(Buffer.from(message.map((b) => b ^ 0xa5)));
          return;
        default:
          if (instead !== null) ours.write(instead);
          swallowing = what.way === 'denied';
      }
    };
    theirs.on('data', (bytes) => {
      pending = Buffer.concat([pending, bytes]);
      for (let n = protocol.length(pending); n !== null; n = protocol.length(pending)) {
        const message = Buffer.from(pending.subarray(0, n));
        pending = pending.subarray(n);
        give(message);
      }
    });
    ours.on('data', (bytes) => {
      if (!theirs.destroyed) theirs.write(bytes);
    });
  });
  await new Promise<void>((go) => listener.listen(0, '127.0.0.1', go));
  const address = listener.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    count: () => count,
    broke: () => broke,
    close: async () => {
      for (const s of sockets) s.destroy();
      await new Promise<void>((go) => listener.close(() => go()));
    },
  };
};
