import type { Hotline } from './hotline.ts';

/** Stops the hotline on SIGTERM or SIGINT, or when npm is gone, and ends the process with code 0. */
export function stopWhenAsked(hotline: Hotline): void {
  let stopping = false;
  const stop = () => {
    // The second signal does not wait.
    if (stopping) process.exit(1);
    stopping = true;
    hotline.stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  if (process.env.npm_lifecycle_event === 'start') whenOrphaned(stop);
}

/** npm stands between the terminal and this process; killed outright, it cannot pass the signal on. */
function whenOrphaned(stop: () => void): void {
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    stop();
  }, 500);
  watch.unref();
}
