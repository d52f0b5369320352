import { useEffect, useState } from 'react';
import { serverNow } from './server-time.ts';

const EVERY_MS = 15_000;

/** The server's time, anew every quarter of a minute, so that "còn 25 phút" stays true. */
export function useNow(): number {
  const [now, setNow] = useState(serverNow);
  useEffect(() => {
    const timer = setInterval(() => setNow(serverNow()), EVERY_MS);
    return () => clearInterval(timer);
  }, []);
  return now;
}
