import type { Use } from './iam/uses.ts';

/** Addresses of the local endpoints. */
export interface Endpoints {
  readonly aws: string;
  readonly providers: string;
  /** The database engine behind the AWS endpoint, where the local run reads the stream, too. */
  readonly engine: string;
}

/** Runs a function on a batch of a queue or a stream. */
export type Invoke = (functionName: string, event: unknown) => Promise<unknown>;

/** What may stand between the functions and their world, so that a campaign can disturb it from outside. */
export interface Between {
  /** Told the real endpoints, says which ones the functions are to use. */
  addresses(real: Endpoints): Endpoints;
  /** Told of everything a role did and was allowed to do. */
  used?(use: Use): void;
  /** Hands a batch to a function in place of the local run. */
  handOn?(functionName: string, event: unknown, invoke: Invoke): Promise<unknown>;
}
