import { e164 } from '../contact/phone.ts';
import type { Means } from '../intake/decide.ts';
import { send } from '../intake/routing.ts';
import type { Matter } from '../understanding/matter.ts';
import { understand } from '../understanding/understand.ts';
import { newCode } from './code.ts';
import type { Fired } from './fire.ts';
import { freshRequest } from './fresh.ts';
import type { Handler } from './handling.ts';
import type { Facts } from './request.ts';

export interface WalkIn {
  readonly text: string;
  readonly name?: string;
  readonly phone?: string;
  readonly matter?: Matter;
  readonly urgent?: boolean;
}

/** A person who came to the office or was heard elsewhere: a request of the handler's own centre, typed in by hand. */
export function walkIn(
  told: WalkIn,
  handler: Handler,
  { now, newId, random, directory }: Pick<Means, 'now' | 'newId' | 'random' | 'directory'>,
): Fired {
  const at = new Date(now).toISOString();
  const understood = understand(told.text);
  const matter = told.matter ?? (understood.matter === 'none' ? undefined : understood.matter);
  const phone = told.phone === undefined ? undefined : (e164(told.phone) ?? told.phone);
  const facts: Facts = {
    ...(matter ? { matter } : {}),
    ...(understood.signals.length > 0 ? { signals: understood.signals } : {}),
    ...(told.urgent || understood.urgent ? { urgent: true } : {}),
    ...(told.name === undefined ? {} : { name: told.name }),
    ...(phone === undefined ? {} : { phone }),
  };
  const beginning = freshRequest(
    {
      id: newId(),
      code: newCode(random),
      channel: 'office',
      urgency: facts.urgent ? 'urgent' : 'normal',
      facts,
      address: 'office',
      earlierRequest: null,
    },
    at,
  );
  // Routing it at once makes it version 1.
  const fresh = { ...beginning, sequence: 1, version: 0 };
  const basis = { kind: 'assigned' as const, words: `Tiếp nhận tại trung tâm, do ${handler.name} nhập` };
  const sent = send(fresh, { centre: handler.centre, basis, confidence: 'sure' }, now, directory);
  const { id: _, sequence: __, updatedAt: ___, ...changes } = sent.request;
  return {
    request: sent.request,
    event: {
      requestId: fresh.id,
      sequence: 1,
      at,
      by: handler.username,
      type: 'opened',
      text: told.text,
      understood: understood.words.map(({ start, end, ledTo }) => ({ start, end, ...ledTo })),
      changes,
      publish: sent.publish,
    },
    timers: sent.timers,
  };
}
