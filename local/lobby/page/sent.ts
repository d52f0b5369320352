import * as z from 'zod';
import type { ChatLine } from './chat-log.ts';

const Line = z.object({
  id: z.string(),
  at: z.number(),
  from: z.literal('me'),
  text: z.string(),
  note: z.string().optional(),
});

/** What a person has sent from this page, kept until the tab is closed: the hotline's outbox holds only its own side. */
export function sentLines(device: string, person: string): ChatLine[] {
  const stored = z.array(Line).safeParse(JSON.parse(sessionStorage.getItem(key(device, person)) ?? '[]'));
  if (!stored.success) return [];
  return stored.data.map(({ note, ...line }) => (note === undefined ? line : { ...line, note }));
}

export function keepLine(device: string, person: string, line: ChatLine): void {
  const others = sentLines(device, person).filter(({ id }) => id !== line.id);
  sessionStorage.setItem(key(device, person), JSON.stringify([...others, line]));
}

const key = (device: string, person: string) => `lobby.${device}.${person}`;
