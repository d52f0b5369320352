import { createHash } from 'node:crypto';
import { connect, createServer, type Socket } from 'node:net';
import type { Dice } from './dice.ts';

/** What may go wrong between the local AWS endpoint and the database engine, byte by byte. */
export const SOCKET_FAULTS = [
  /** The connection ends before the engine heard the call, in the middle of its answer, or instead of it. */
  'reset-before',
  'cut',
  'reset-after',
  /** Bytes that are no HTTP. */
  'garbage',
  /** Nothing comes for a while, and then the answer. */
  'hang',
] as const;

export interface EngineSocket {
  readonly url: string;
  /** Where the engine is; connections are ended until it is known. */
  leadsTo(url: string): void;
  disturb(on: boolean): void;
  /** How often each fault was done, by `engine fault`. */
  done(): ReadonlyMap<string, number>;
  close(): Promise<void>;
}

/** How often a piece of what is said is disturbed, 0 to 1: every poll of the stream is one, too. */
const RATE = 0.004;
/** Milliseconds. */
const HANGS = [5000, 12_000, 30_000] as const;

/** Stands before the engine's own socket, which the table's calls and the reading of its stream have in common. */
export async function openEngineSocket(dice: Dice): Promise<EngineSocket> {
  const done = new Map<string, number>();
  const sockets = new Set<Socket>();
  let engine: URL | undefined;
  let disturbing = false;

  function fault(): (typeof SOCKET_FAULTS)[number] | null {
    if (!disturbing || dice.next('engine') >= RATE) return null;
    const chosen = dice.pick('engine fault', SOCKET_FAULTS);
    done.set(`engine ${chosen}`, (done.get(`engine ${chosen}`) ?? 0) + 1);
    return chosen;
  }

  const server = createServer((caller) => {
    if (engine === undefined) return void caller.destroy();
    const callee = connect(Number(engine.port), engine.hostname);
    const end = () => {
      caller.destroy();
      callee.destroy();
    };
    for (const socket of [caller, callee]) {
      sockets.add(socket);
      socket.on('error', end);
      socket.on('close', () => {
        sockets.delete(socket);
        end();
      });
    }
    let instead: ReturnType<typeof fault> = null;
    caller.on('data', (said) => {
      instead = fault();
      if (instead === 'reset-before') return end();
      callee.write(said);
    });
    callee.on('data', (said) => {
      const wanted = instead;
      instead = null;
      if (wanted === null) return void caller.write(said);
      if (wanted === 'reset-after') return end();
      if (wanted === 'cut') return void caller.write(said.subarray(0, said.length >> 1), end);
      if (wanted === 'garbage')
        return void caller.write(
          createHash('sha512')
            .update(String(dice.next('engine garbage')))
            .digest(),
          end,
        );
      callee.pause();
      setTimeout(
        () => {
          caller.write(said);
          callee.resume();
        },
        dice.pick('engine hang', HANGS),
      ).unref();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    leadsTo(url) {
      engine = new URL(url);
    },
    disturb(on) {
      disturbing = on;
    },
    done: () => done,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
