import { z } from 'zod';

type Invoke = (functionArn: string, event: unknown) => Promise<unknown>;

export interface Crowd {
  /** Invokes as soon as there is room. */
  readonly invoke: Invoke;
  /** Resolves when hardly anybody waits for an answer any more, at the latest after `patience` milliseconds. */
  calm(patience: number): Promise<void>;
}

/**
 * So many at a time keep two cores and an engine with one writer busy. More of them would only share the second that
 * each has for the table, until all are late; in the cloud every call has an instance of its own.
 */
const ROOM = 12;
/** Milliseconds: a webhook that was taken in within them has met a table that works. */
const USUAL = 1000;
/** Milliseconds without any of those: not the crowd but something behind is slow, and waiting would not help. */
const STUCK = 250;
/** What stands behind the front need not stand back for so few. */
const FEW = 2;

const succeeded = z.looseObject({ statusCode: z.literal(200) });

/** Lets calls in a few at a time, first come first served, as long as that brings their answers sooner. */
export function createCrowd(invoke: Invoke): Crowd {
  const waiting: (() => void)[] = [];
  const relieved = new Set<() => void>();
  let inside = 0;
  let moved = performance.now();

  function letIn(): void {
    while (waiting.length > 0 && (inside < ROOM || performance.now() - moved > STUCK)) {
      inside++;
      waiting.shift()?.();
    }
  }

  async function room(): Promise<void> {
    // After a pause nobody has been through for long, which says nothing.
    if (inside === 0) moved = performance.now();
    const entered = new Promise<void>((resolve) => waiting.push(resolve));
    letIn();
    const watch = setInterval(letIn, STUCK / 5);
    await entered.finally(() => clearInterval(watch));
  }

  function leave(): void {
    inside--;
    letIn();
    if (inside <= FEW) for (const relief of relieved) relief();
  }

  return {
    async invoke(functionArn, event) {
      await room();
      const from = performance.now();
      try {
        const returned = await invoke(functionArn, event);
        if (performance.now() - from < USUAL && succeeded.safeParse(returned).success)
          moved = performance.now();
        return returned;
      } finally {
        leave();
      }
    },
    async calm(patience) {
      if (inside <= FEW) return;
      await new Promise<void>((resolve) => {
        const relief = () => {
          clearTimeout(timer);
          relieved.delete(relief);
          resolve();
        };
        const timer = setTimeout(relief, patience);
        relieved.add(relief);
      });
    },
  };
}
