/** Ways in, as a digit of the number. */
const WAYS = { sms: 1, voice: 2, aggregator: 3 } as const;

/**
 * Addresses of the synthetic citizen who tries the ways to a centre: numbers of country code 999, which E.164 keeps in
 * reserve and nobody can have or dial, and a name where Zalo's users have digits. Each centre has a citizen of its own, so
 * that a request which is stuck there takes no words that were meant for another.
 * @param centre its code: `01`, `01-2`, `national`
 */
export function syntheticCitizen(centre: string) {
  const number = (way: number): string => `+9990000${way}${centre.replace(/\D/g, '').padEnd(3, '0')}`;
  return {
    sms: number(WAYS.sms),
    voice: number(WAYS.voice),
    /** Through the domestic aggregator. */
    aggregator: number(WAYS.aggregator),
    zalo: `synthetic-citizen-${centre}`,
  };
}

/** Whether a contact is our own test of the line. */
export const isSynthetic = (address: string): boolean =>
  /^(tel:\+999\d{8}|zalo:synthetic-citizen-[\da-z-]+)$/.test(address);
