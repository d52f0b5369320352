import { randomBytes } from 'node:crypto';
import type { Store } from '../store.ts';

export interface ProviderFile {
  readonly bytes: Buffer;
  readonly contentType: string;
}

/** The files that citizens have left with the providers; a deleted one stays deleted. */
export interface ProviderFiles {
  /** Puts a file there; resolves to the address that the provider's webhook would name. */
  put(provider: 'twilio' | 'zalo', file: ProviderFile): Promise<string>;
  /** What lies under a path. */
  get(path: string): ProviderFile | null;
  /** Resolves to whether there was one to delete. */
  remove(path: string): Promise<boolean>;
  /** Paths of what was put there or deleted. */
  list(): { path: string; deleted: boolean }[];
}

interface Kept {
  readonly bytes: Buffer;
  readonly contentType: string;
  readonly deleted: boolean;
}

/**
 * Where the lobby's telephone and chat leave their files. What nobody put there is a tone for a recording and a small
 * picture for a photograph, so that a webhook made by hand leads to something real.
 */
export function providerFiles(store: Store, accountSid: string): ProviderFiles {
  const files = store.records<Kept>('provider-files');
  const found = (path: string): ProviderFile | null => {
    const kept = files.get([path]);
    if (kept?.deleted) return null;
    return kept ?? sample(path);
  };
  return {
    get: found,
    async put(provider, { bytes, contentType }) {
      const id = randomBytes(16).toString('hex');
      const path =
        provider === 'twilio' ? `/2010-04-01/Accounts/${accountSid}/Recordings/RE${id}` : `/lobby/${id}`;
      await store.commit(() => files.put([path], { bytes, contentType, deleted: false }));
      return `https://${provider === 'twilio' ? 'api.twilio.com' : 'photo-stal-12.zdn.vn'}${path}`;
    },
    async remove(path) {
      if (found(path) === null) return false;
      await store.commit(() => files.put([path], { bytes: Buffer.alloc(0), contentType: '', deleted: true }));
      return true;
    },
    list: () =>
      [...files.getRange()].map(({ key, value }) => ({
        path: String([key].flat()[0]),
        deleted: value.deleted,
      })),
  };
}

function sample(path: string): ProviderFile | null {
  if (/\/Recordings\/RE\w+$/.test(path)) return { bytes: tone(2), contentType: 'audio/x-wav' };
  if (/\/Media\/ME\w+$/.test(path) || /\.(jpe?g|png)$/i.test(path))
    return { bytes: PICTURE, contentType: 'image/png' };
  return null;
}

/** A grey square of 8 by 8 points. */
const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAAAAADhZOFXAAAADklEQVR42mPYAAUMlDEAMKIsAYKJkUQAAAAASUVORK5CYII=',
  'base64',
);

/** Samples a second, as a telephone has them. */
const RATE = 8000;

/** A soft tone of 440 Hz as a WAV file, mono, 16 bits. */
export function tone(seconds: number): Buffer {
  const samples = RATE * seconds;
  const header = Buffer.alloc(44);
  header.write('RIFF', 0);
  header.writeUInt32LE(36 + samples * 2, 4);
  header.write('WAVEfmt ', 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(RATE, 24);
  header.writeUInt32LE(RATE * 2, 28);
  header.writeUInt16LE(2, 32);
  header.writeUInt16LE(16, 34);
  header.write('data', 36);
  header.writeUInt32LE(samples * 2, 40);
  const wave = Buffer.alloc(samples * 2);
  for (let index = 0; index < samples; index += 1)
    wave.writeInt16LE(Math.round(4000 * Math.sin((2 * Math.PI * 440 * index) / RATE)), index * 2);
  return Buffer.concat([header, wave]);
}
