/**
 * Addresses of the synthetic citizen, one for each way in: numbers of country code 999, which E.164 keeps in reserve and
 * nobody can have or dial, and a name where Zalo's users have digits.
 */
export const SYNTHETIC = {
  sms: '+99900000001',
  voice: '+99900000002',
  /** Through the domestic aggregator. */
  aggregator: '+99900000003',
  zalo: 'synthetic-citizen',
} as const;

const ADDRESSES: readonly string[] = [
  `tel:${SYNTHETIC.sms}`,
  `tel:${SYNTHETIC.voice}`,
  `tel:${SYNTHETIC.aggregator}`,
  `zalo:${SYNTHETIC.zalo}`,
];

/** Whether a contact is our own test of the line. */
export const isSynthetic = (address: string): boolean => ADDRESSES.includes(address);
