import * as z from 'zod';
import { type Desks, deskAddress, handlerOf } from './desks/desks.ts';
import { find, make } from './dom.ts';
import { moment, words } from './language.ts';
import { get, repeat } from './server.ts';

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

/** Says which centre a request has just been routed to, and leads to it in the console. */
export function startArrivals(desks: Desks): void {
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
    const state = JSON.stringify(arrivals.map((one) => [one, desks.name(one.centre)]));
    if (state === shown) return;
    shown = state;
    list.replaceChildren(
      ...(arrivals.length > 0
        ? arrivals.map((arrival) => line(arrival, desks))
        : [make('li', { class: 'empty' }, words('Chưa có yêu cầu nào.', 'Nothing yet.'))]),
    );
  });
}

function line({ requestId, centre, time }: Arrival, desks: Desks): HTMLElement {
  const name = desks.name(centre);
  const open = make(
    'a',
    {
      class: 'door',
      href: deskAddress(handlerOf(centre), `requests/${encodeURIComponent(requestId)}`),
      target: '_blank',
      rel: 'noopener',
    },
    words('Xem', 'Open'),
  );
  open.setAttribute('aria-label', words(`Xem yêu cầu ở ${name}`, `Open the request at ${name}`));
  return make(
    'li',
    {},
    make('time', { datetime: time }, moment(time, { timeStyle: 'medium' })),
    make('strong', {}, name),
    open,
  );
}
