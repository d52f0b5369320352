import * as z from 'zod/mini';

/** Documented as a string of a decimal number; a number is taken too. An empty word is no zero. */
const degrees = (most: number) =>
  z.pipe(
    z.union([
      z.number(),
      z.pipe(z.string().check(z.regex(/^\s*[+-]?\d{1,3}(\.\d+)?\s*$/)), z.transform(Number)),
    ]),
    z.number().check(z.minimum(-most), z.maximum(most)),
  );

/** A point on the earth as Zalo writes it; what is none is no place. */
export const place = z.looseObject({ latitude: degrees(90), longitude: degrees(180) });
