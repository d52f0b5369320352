import { isUtf8 } from 'node:buffer';

/** A body as text, and whether letters of it were lost because its bytes are not UTF-8: a mark (U+FFFD) stands for each. */
export interface Legible {
  readonly text: string;
  readonly damaged: boolean;
}

/** What can be read of a body's bytes. */
export const legible = (bytes: Uint8Array): Legible => ({
  text: Buffer.from(bytes).toString('utf8'),
  damaged: !isUtf8(bytes),
});

/** Whether the mark of a lost letter stands in an id or an address: such a name may be two people's, or nobody's. */
export const hasLostLetter = (name: string): boolean => name.includes('\uFFFD');
