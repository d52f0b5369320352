import { closeSync, existsSync, fstatSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { type Database, open } from 'lmdb';
import { reasonOf, StartFailure } from './failure.ts';

export interface Store {
  /** A named list of records; keys sort as lmdb sorts them. */
  records<Value>(name: string): Database<Value, string[] | (string | number)[]>;
  /** Runs the writes of `work` as one transaction; resolves when they are on the disk, not merely in memory. */
  commit(work: () => void): Promise<void>;
  close(): Promise<void>;
}

/**
 * The durable state of the local run (queues, deliveries under way, histories, checkpoints), in one lmdb folder.
 * One environment for all of it: moving a message from the bus into a queue is a single transaction.
 *
 * @throws StartFailure when the folder cannot be read as such
 */
export function openStore(folder: string): Store {
  const root = openRoot(folder);
  return {
    records: (name) => root.openDB({ name }),
    async commit(work) {
      await root.transaction(work);
      await root.flushed;
    },
    close: () => root.close(),
  };
}

function openRoot(folder: string) {
  const unreadable = (reason: string) =>
    new StartFailure(
      `The local state in ${folder} cannot be read (${reason}); move the folder away or start with --fresh.`,
    );
  const file = join(folder, 'data.mdb');
  if (existsSync(file) && !isWholeEnvironment(file)) throw unreadable('it is damaged');
  try {
    return open({ path: folder, maxDbs: 32 });
  } catch (error) {
    throw unreadable(reasonOf(error));
  }
}

/** Where lmdb's first two pages, its alternating heads, have what is checked here (lmdb-js 3, 64 bits). */
const head = { pageSize: 4096, length: 160, magic: 24, lastPage: 144, transaction: 152 } as const;

/**
 * Pages at the end that a transaction took and gave back are counted and never written, so that a sound file may be a
 * little shorter than its head says.
 */
const NEVER_WRITTEN = 256;

/** lmdb ends the process when it maps a file that is something else or was cut short, so the file is looked at first. */
function isWholeEnvironment(path: string): boolean {
  const file = openSync(path, 'r');
  try {
    const { size } = fstatSync(file);
    if (size === 0) return true;
    const heads = [0, head.pageSize].map((position) => {
      const bytes = Buffer.alloc(head.length);
      readSync(file, bytes, 0, head.length, position);
      return bytes;
    });
    if (!heads.every((bytes) => bytes.readUInt32LE(head.magic) === 0xbeefc0de)) return false;
    const [newest] = heads.sort((a, b) =>
      Number(b.readBigUInt64LE(head.transaction) - a.readBigUInt64LE(head.transaction)),
    );
    if (newest === undefined) return false;
    const pages = Number(newest.readBigUInt64LE(head.lastPage)) + 1;
    return size >= (pages - NEVER_WRITTEN) * head.pageSize;
  } finally {
    closeSync(file);
  }
}
