import * as z from 'zod/mini';
import { PAPERS } from '../../domain/papers/paper.ts';

/** Which paper of a request is wanted, and how. */
export const papersBody = z.strictObject({
  paper: z.enum(PAPERS),
  as: z.enum(['docx', 'print']),
  /** For the notice of a transfer that is still to be made. */
  centre: z.exactOptional(z.string().check(z.minLength(1), z.maxLength(20))),
  reason: z.exactOptional(z.string().check(z.trim(), z.minLength(1), z.maxLength(2000))),
  /** A notice's number in the office's book; left out, it is left open. */
  number: z.exactOptional(z.string().check(z.trim(), z.minLength(1), z.maxLength(50))),
});
