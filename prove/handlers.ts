import type { Origin } from '../test/journeys/clients.ts';
import { type Desk, deskOf } from '../test/journeys/desk.ts';
import type { Dice } from './dice.ts';
import { MARKED_NAME, MARKED_WORD, type Model } from './model.ts';

const CENTRES = ['01', '48', '92', '96'] as const;

/** Handlers who work while all this happens: they look, claim, note, give back and pass on. */
export async function work(origin: Origin, dice: Dice, model: Model, enough: () => boolean): Promise<void> {
  while (!enough()) {
    await new Promise((resume) => setTimeout(resume, 250));
    try {
      const desk = await deskOf(origin, `handler.${dice.pick('desk', CENTRES)}`);
      const { items } = await desk.worklist();
      const request = items[Math.floor(dice.next('row') * items.length)];
      if (request)
        await act(desk, request, dice.pick('act', ['claim', 'release', 'notes', 'transfer'] as const));
      if (request) model.counts.acts += 1;
    } catch {
      // The system is away, or a click came too late: the person tries the next one.
    }
  }
}

async function act(
  desk: Desk,
  { id, version }: { id: string; version: number },
  what: 'claim' | 'release' | 'notes' | 'transfer',
): Promise<void> {
  const body = {
    claim: { version },
    release: { version },
    notes: { text: `gọi lại cho ${MARKED_NAME} ${MARKED_WORD}` },
    transfer: { version, centre: '79', reason: `nơi cư trú ${MARKED_WORD}` },
  }[what];
  await desk.call('POST', `/api/requests/${id}/${what}`, body);
}
