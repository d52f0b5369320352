import { backOff } from './back-off.ts';

/** API Gateway ends a connection after ten idle minutes; milliseconds. */
const STILL_HERE_MS = 8 * 60_000;
const STILL_HERE = JSON.stringify({ action: 'ping' });
/** Milliseconds: a connection that stood this long was a good one. */
const STOOD_MS = 10_000;

/**
 * Keeps a connection for as long as the caller wants: each takes a ticket of its own, and whatever ends one is tried
 * again.
 *
 * @param address the connection's address with a fresh ticket; its failure counts as the connection's
 * @param heard is told each message as it came
 * @param up is told whether there is a connection
 * @returns ends it for good
 */
export function stayConnected(
  address: () => Promise<URL>,
  heard: (message: unknown) => void,
  up: (connected: boolean) => void,
): () => void {
  let socket: WebSocket | undefined;
  const ticking = setInterval(() => {
    if (socket?.readyState === WebSocket.OPEN) socket.send(STILL_HERE);
  }, STILL_HERE_MS);
  let waiting: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;
  let over = false;

  const again = () => {
    if (over) return;
    clearTimeout(waiting);
    waiting = setTimeout(connect, backOff(failures, Math.random()));
    failures += 1;
  };

  async function connect(): Promise<void> {
    const target = await address().catch(() => null);
    if (over) return;
    if (target === null) return again();
    const opened = new WebSocket(target);
    socket = opened;
    let since = 0;
    opened.onopen = () => {
      since = Date.now();
      up(true);
    };
    opened.onmessage = ({ data }) => heard(data);
    opened.onclose = () => {
      if (over) return;
      up(false);
      if (since > 0 && Date.now() - since > STOOD_MS) failures = 0;
      again();
    };
  }

  /** The cable is back: no need to wait. */
  const soon = () => {
    if (socket?.readyState === WebSocket.OPEN) return;
    failures = 0;
    again();
  };
  /** A cut cable ends no socket by itself, for minutes. */
  const cut = () => socket?.close();

  addEventListener('online', soon);
  addEventListener('offline', cut);
  void connect();
  return () => {
    over = true;
    clearTimeout(waiting);
    clearInterval(ticking);
    removeEventListener('online', soon);
    removeEventListener('offline', cut);
    socket?.close();
    up(false);
  };
}
