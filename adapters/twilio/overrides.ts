/**
 * What Twilio is to do with every address of ours: over Singapore, and twice again where it cannot connect, gets no
 * answer in time or a server error. It reads this itself; the server never sees it, and it is not signed.
 * Source: https://www.twilio.com/docs/usage/webhooks/webhooks-connection-overrides
 */
export const OVERRIDES = '#e=singapore&rc=2&rp=ct,rt,5xx';
