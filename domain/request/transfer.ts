import { send } from '../intake/routing.ts';
import { type Directory, NATIONAL, openCentre } from '../routing/directory.ts';
import { dayInVietnam } from '../time/working-time.ts';
import { recorded } from './act.ts';
import { stopped } from './clocks.ts';
import { writtenCode } from './code.ts';
import { type Handling, isTheirs } from './handling.ts';
import { after } from './lifecycle.ts';
import { telling } from './reply.ts';

/** Moves after which the national desk decides (DESIGN: Routing), so that nobody is sent round for ever. */
const MOST_TRANSFERS = 2;

/**
 * Passes a request to the competent centre and tells the citizen which one (Điều 35 Luật Trợ giúp pháp lý); the new
 * centre's clock starts anew.
 */
export const transfer =
  (version: number, centre: string, reason: string, directory: Directory): Handling =>
  (request, handler, at) => {
    if (version !== request.version) return { refusal: 'stale-version', request };
    if (after('transfer', request.state) === null) return { refusal: 'wrong-state', request };
    if (!isTheirs(request, handler)) return { refusal: 'not-yours', request };
    const known = directory.centres.some(({ code }) => code === centre);
    if (!known || centre === request.centre) return { refusal: 'unknown-centre', request };
    const transfers = request.transfers + 1;
    const bounced = transfers >= MOST_TRANSFERS && handler.role !== 'national';
    const to = bounced ? NATIONAL : openCentre(centre, directory, dayInVietnam(Date.parse(at)));
    const from = directory.centres.find(({ code }) => code === request.centre)?.name ?? '';
    const words = bounced
      ? `Đã chuyển ${transfers} lần, cấp trung ương quyết định. Lý do lần này: ${reason}`
      : `Chuyển từ ${from}. Lý do: ${reason}`;
    const moved = send(
      {
        ...request,
        state: 'new',
        assignee: null,
        transfers,
        clocks: stopped(request.clocks, at),
        sequence: request.sequence + 1,
      },
      { centre: to, basis: { kind: 'assigned', words }, confidence: 'sure' },
      Date.parse(at),
      directory,
    );
    const name = directory.centres.find(({ code }) => code === to)?.name ?? '';
    const message = telling(request, {
      key: 'transferred',
      params: { code: writtenCode(request.code), centre: name },
    });
    const event = {
      type: 'transferred' as const,
      reason,
      at,
      by: handler.username,
      ...(message ? { messages: [message], channel: message.channel } : {}),
      publish: [...moved.publish, ...(message ? [{ type: 'message.requested' as const }] : [])],
    };
    return { ...recorded(request, moved.request, event), timers: moved.timers };
  };
