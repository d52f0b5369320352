import * as z from 'zod/mini';
import { e164 } from '../../domain/contact/phone.ts';
import { UNLOCKINGS } from '../../domain/request/erasing.ts';

const id = z.string().check(z.trim(), z.minLength(1), z.maxLength(100));
const phone = z.string().check(
  z.trim(),
  z.maxLength(30),
  z.refine((raw) => e164(raw) !== null),
);
/** Names nobody: it stays on the audit trail. */
const reason = z.string().check(z.trim(), z.minLength(1), z.maxLength(2000));

const byRequest = z.strictObject({ requestId: id, reason });
const byPhone = z.strictObject({ phone, reason });
const byZalo = z.strictObject({ zaloUserId: id, reason });

/** Whose data, by one of three, and why. */
export const personBody = z.union([byRequest, byPhone, byZalo]);

/** Where the last page of an export ended. */
const cursor = z.exactOptional(z.string().check(z.minLength(1), z.maxLength(400)));

/** The same, and the cursor of the page before. */
export const exportBody = z.union([
  z.extend(byRequest, { cursor }),
  z.extend(byPhone, { cursor }),
  z.extend(byZalo, { cursor }),
]);

/** Which locked case, what becomes of it, and why. */
export const unlockBody = z.strictObject({ requestId: id, outcome: z.enum(UNLOCKINGS), reason });
