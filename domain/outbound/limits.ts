/** How many messages leave within a stretch of time; `within` in milliseconds. */
export interface Limit {
  readonly name: string;
  readonly most: number;
  readonly within: number;
}

/** One person gets no more than this, whatever goes wrong on our side. */
export const personLimit = (address: string): Limit => ({ name: address, most: 60, within: 3_600_000 });

/**
 * Zalo's package "Tăng trưởng" allows 100 requests a minute, token refreshes and second tries included; Twilio sends ten
 * messages a second for an alphanumeric sender (https://www.twilio.com/docs/glossary/what-is-mps).
 */
export const providerLimit = (channel: 'sms' | 'zalo'): Limit =>
  channel === 'zalo'
    ? { name: 'provider-zalo', most: 90, within: 60_000 }
    : { name: 'provider-sms', most: 540, within: 60_000 };

/** When the current stretch ends, ISO 8601. */
export const nextStretch = ({ within }: Limit, now: number): string =>
  new Date((Math.floor(now / within) + 1) * within).toISOString();
