export interface Caller {
  callSid: string;
  /** E.164, or `anonymous` as a carrier's SIP trunk passes a withheld number. */
  from: string;
  to: string;
  /** Left out: somebody calls the hotline. */
  direction?: 'outbound-dial' | 'outbound-api';
  /** The call for which this leg was dialled. */
  parentCallSid?: string;
}

export const WITHHELD = 'anonymous';

/** The form fields of every request Twilio makes for an inbound call; the simulator adds the account. */
export function voiceParams(caller: Caller, callStatus: string): Record<string, string> {
  const country = caller.from.startsWith('+84') ? 'VN' : '';
  return {
    CallSid: caller.callSid,
    CallStatus: callStatus,
    Direction: caller.direction ?? 'inbound',
    ...(caller.parentCallSid === undefined ? {} : { ParentCallSid: caller.parentCallSid }),
    From: caller.from,
    To: caller.to,
    Caller: caller.from,
    Called: caller.to,
    ...place('From', country),
    ...place('Caller', country),
    ...place('To', 'VN'),
    ...place('Called', 'VN'),
  };
}

function place(who: string, country: string): Record<string, string> {
  return { [`${who}Country`]: country, [`${who}City`]: '', [`${who}State`]: '', [`${who}Zip`]: '' };
}
