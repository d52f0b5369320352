import { createHash } from 'node:crypto';
import { realpathSync, rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StartFailure } from './failure.ts';

/**
 * Holds a data folder for this process until released or until the process is gone, however it goes.
 * A listening socket and no pid file: a pid can be taken by another process after a crash, a socket cannot answer.
 *
 * @throws StartFailure when another run has the folder
 */
export async function holdFolder(folder: string): Promise<() => void> {
  const address = socketOf(folder);
  for (const attempt of [1, 2]) {
    const held = await listen(address);
    if (held) return held;
    if (attempt === 2 || (await answers(address))) break;
    rmSync(address, { force: true });
  }
  throw new StartFailure(`Another local run is using ${folder}; stop it, or set DATA_DIR to another folder.`);
}

function socketOf(folder: string): string {
  const name = `hotline-${createHash('sha256').update(realpathSync(folder)).digest('hex').slice(0, 20)}`;
  if (process.platform === 'linux') return `\0${name}`;
  return process.platform === 'win32' ? `\\\\.\\pipe\\${name}` : join(tmpdir(), `${name}.sock`);
}

function listen(address: string): Promise<(() => void) | undefined> {
  return new Promise((resolve) => {
    const server = createServer((socket) => socket.destroy());
    server.once('error', () => resolve(undefined));
    server.listen(address, () => {
      server.unref();
      resolve(() => server.close());
    });
  });
}

function answers(address: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(address);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
