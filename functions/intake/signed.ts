import { legible } from '../../adapters/http/legible.ts';
import { shortened } from '../../adapters/http/shortened.ts';

/** The body of a webhook whose signature is right. */
export interface Signed {
  /** What can be read and kept of it; empty where it is too long and of no shape that could be cut. */
  readonly body: string;
  readonly bytes: Buffer;
  /** Whether letters of it could not be read, since it is not UTF-8. */
  readonly damaged: boolean;
}

/** @param damaged whether its form has unreadable letters behind its percents; its own bytes are looked at anyway */
export function asItCame(bytes: Buffer, damaged: boolean): Signed {
  const read = legible(bytes);
  return { body: shortened(read.text) ?? '', bytes, damaged: damaged || read.damaged };
}
