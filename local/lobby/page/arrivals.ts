import * as z from 'zod';
import { button, find, make } from './dom.ts';
import { moment, words } from './language.ts';
import { get, repeat } from './server.ts';
import type { Worklist } from './worklist/worklist.ts';

const Bus = z.object({
  items: z.array(
    z.looseObject({
      'detail-type': z.string(),
      time: z.string(),
      detail: z.looseObject({ requestId: z.string().optional(), centre: z.string().optional() }),
    }),
  ),
});

const EVERY_MS = 1_500;
const SHOWN = 3;

interface Arrival {
  requestId: string;
  centre: string;
  time: string;
}

/** Says which centre a request has just been routed to, and opens it there. */
export function startArrivals(worklist: Worklist): void {
  const list = find('#arrivals', HTMLOListElement);
  let shown = 'none yet';
  repeat(EVERY_MS, async () => {
    const latest = new Map<string, Arrival>();
    for (const { detail, time, ...event } of Bus.parse(await get('/dev/bus')).items) {
      const { requestId, centre } = detail;
      if (event['detail-type'] !== 'request.routed' || !requestId || !centre) continue;
      latest.delete(requestId);
      latest.set(requestId, { requestId, centre, time });
    }
    const arrivals = [...latest.values()]
      .sort((one, other) => Date.parse(other.time) - Date.parse(one.time))
      .slice(0, SHOWN);
    const state = JSON.stringify(arrivals.map((one) => [one, worklist.name(one.centre)]));
    if (state === shown) return;
    shown = state;
    list.replaceChildren(
      ...(arrivals.length > 0
        ? arrivals.map((arrival) => line(arrival, worklist))
        : [make('li', { class: 'empty' }, words('Chưa có yêu cầu nào.', 'Nothing yet.'))]),
    );
  });
}

function line({ requestId, centre, time }: Arrival, worklist: Worklist): HTMLElement {
  const name = worklist.name(centre);
  const open = button(words('Xem', 'Open'), () => worklist.open(centre, requestId));
  open.setAttribute('aria-label', words(`Xem yêu cầu ở ${name}`, `Open the request at ${name}`));
  return make(
    'li',
    {},
    make('time', { datetime: time }, moment(time, { timeStyle: 'medium' })),
    make('strong', {}, name),
    open,
  );
}
