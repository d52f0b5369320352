/**
 * Does something with each of many, so many of them at once.
 * @throws what the first failing one throws; others go on meanwhile
 */
export async function inLanes<T>(
  all: readonly T[],
  atOnce: number,
  act: (each: T) => Promise<unknown>,
): Promise<void> {
  const waiting = all.values();
  const lane = async () => {
    for (const next of waiting) await act(next);
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
}
