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
  try {
    return open({ path: folder, maxDbs: 32 });
  } catch (error) {
    throw new StartFailure(
      `The local state in ${folder} cannot be read (${reasonOf(error)}); move the folder away or start with --fresh.`,
    );
  }
}
