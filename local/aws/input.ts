import { z } from 'zod';
import { AwsError } from './error.ts';

/** @throws AwsError (ValidationException) when a request does not have the form of its operation */
export function inputOf<Schema extends z.ZodType>(schema: Schema, input: unknown): z.infer<Schema> {
  const read = schema.safeParse(input);
  if (read.success) return read.data;
  throw new AwsError('ValidationException', z.prettifyError(read.error));
}
