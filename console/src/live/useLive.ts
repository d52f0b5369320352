import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useLocation, useSearchParams } from 'wouter';
import { answered } from '../api/client.ts';
import { LISTS } from '../api/queries.ts';
import { useDesk } from '../app/desk.ts';
import { lostServer, nowLive } from './connection.ts';
import { stayConnected } from './stay-connected.ts';

/** Milliseconds in which several pushes are one reading. */
const GATHER_MS = 200;

/** What is told when something has changed; everything else is read through the API. */
function changedRequest(message: unknown): string | null {
  try {
    const said: unknown = JSON.parse(String(message));
    const id = typeof said === 'object' && said !== null && 'requestId' in said ? said.requestId : null;
    return typeof id === 'string' ? id : null;
  } catch {
    return null;
  }
}

/** Reads anew what has changed, as soon as the server tells; where nothing is pushed, the lists are asked for by the clock. */
export function useLive(): void {
  const { api, me, config } = useDesk();
  const { liveUrl } = config;
  const queries = useQueryClient();
  const [path] = useLocation();
  const [search] = useSearchParams();
  // The national desk hears of the centre it looked at last.
  const looked = useRef(me.centre);
  if (me.role === 'national' && path === '/') looked.current = search.get('centre') ?? me.centre;
  const centre = looked.current;

  useEffect(() => {
    const cut = () => lostServer();
    addEventListener('offline', cut);
    return () => removeEventListener('offline', cut);
  }, []);

  useEffect(() => {
    if (liveUrl === null) return;
    const changed = new Set<string>();
    let reading = false;
    let ended = false;

    const read = async () => {
      if (reading) return;
      reading = true;
      while (changed.size > 0 && !ended) {
        await new Promise((later) => setTimeout(later, GATHER_MS));
        const ids = [...changed];
        changed.clear();
        await Promise.all([
          queries.invalidateQueries({ queryKey: [LISTS] }),
          ...ids.map((id) => queries.invalidateQueries({ queryKey: ['request', id] })),
        ]);
      }
      reading = false;
    };

    const end = stayConnected(
      async () => {
        const body = centre === me.centre ? {} : { centre };
        const { ticket } = answered(await api.POST('/api/live-ticket', { body }));
        const address = new URL(liveUrl);
        address.searchParams.set('ticket', ticket);
        return address;
      },
      (message) => {
        const id = changedRequest(message);
        if (id === null) return;
        changed.add(id);
        void read();
      },
      (connected) => {
        nowLive(connected ? centre : null);
        // What happened between two connections was told to nobody.
        void queries.invalidateQueries({ queryKey: [LISTS] });
        void queries.invalidateQueries({ queryKey: ['request'] });
      },
    );
    return () => {
      ended = true;
      end();
    };
  }, [api, centre, liveUrl, me.centre, queries]);
}
