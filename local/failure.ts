/** A reason not to start that a person can act on: printed as one sentence, without a stack trace. */
export class StartFailure extends Error {
  override name = 'StartFailure';
}

/** The message of anything that was thrown. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
