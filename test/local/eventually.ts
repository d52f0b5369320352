/** Asks again until `holds` does, or throws after `patience` milliseconds with what it last saw. */
export async function eventually<Value>(
  look: () => Promise<Value> | Value,
  holds: (value: Value) => boolean,
  patience = 10_000,
): Promise<Value> {
  const ends = Date.now() + patience;
  for (;;) {
    const value = await look();
    if (holds(value)) return value;
    if (Date.now() > ends) throw new Error(`It never came about; at the end: ${JSON.stringify(value)}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
