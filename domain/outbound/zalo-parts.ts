import type { OutgoingText } from '../request/request.ts';

/** Zalo takes 2000 characters (error -210 beyond). */
export const ZALO_LENGTH = 2000;

/**
 * One message as Zalo takes it: several, split behind sentences, else behind words, else anywhere. Each part has an id
 * of its own, the same at each try; buttons stand under the last.
 */
export function zaloParts(message: OutgoingText): OutgoingText[] {
  const texts = message.channel === 'zalo' ? split(message.text.normalize('NFC').trim()) : [message.text];
  const { buttons, ...plain } = message;
  return texts.map((text, part) => ({
    ...(part === texts.length - 1 && buttons ? { ...plain, buttons } : plain),
    text,
    id: part === 0 ? message.id : `${message.id}-part-${part + 1}`,
  }));
}

function split(text: string): string[] {
  const parts: string[] = [];
  let rest = text;
  while (rest.length > ZALO_LENGTH) {
    const end = lastEnd(rest.slice(0, ZALO_LENGTH + 1));
    parts.push(rest.slice(0, end).trim());
    rest = rest.slice(end).trim();
  }
  return rest === '' && parts.length > 0 ? parts : [...parts, rest];
}

/** Where the text that still fits is best cut. */
function lastEnd(fitting: string): number {
  for (const pattern of [/[.!?…:;\n](?=\s)/g, /\s/g]) {
    const found = [...fitting.matchAll(pattern)].at(-1);
    if (found && found.index > 0) return found.index + (found[0].trim() === '' ? 0 : 1);
  }
  // Never between the two halves of a character beyond the basic plane.
  return /[\uD800-\uDBFF]/.test(fitting[ZALO_LENGTH - 1] ?? '') ? ZALO_LENGTH - 1 : ZALO_LENGTH;
}
