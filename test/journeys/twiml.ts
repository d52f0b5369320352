/** What a call is told to do next, read from TwiML as a telephone exchange would. */
export interface Told {
  readonly status: number;
  readonly xml: string;
  readonly says: readonly string[];
  /** Address for keys, speech or silence; null where nothing is asked. */
  readonly answerAt: string | null;
  readonly keys: number | null;
  readonly recordAt: string | null;
  readonly redirectTo: string | null;
  readonly hangsUp: boolean;
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const plain = (text: string) => text.replace(/&(\w+);/g, (whole, name: string) => ENTITIES[name] ?? whole);

function attribute(xml: string, verb: string, name: string): string | null {
  const tag = new RegExp(`<${verb}\\b([^>]*)>`).exec(xml)?.[1];
  const value = tag === undefined ? undefined : new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1];
  return value === undefined ? null : plain(value);
}

export function readTwiml(status: number, xml: string): Told {
  const keys = attribute(xml, 'Gather', 'numDigits');
  const redirect = /<Redirect\b[^>]*>([^<]*)</.exec(xml)?.[1];
  return {
    status,
    xml,
    says: [...xml.matchAll(/<Say\b[^>]*>([^<]*)</g)].map((match) => plain(match[1] ?? '')),
    answerAt: attribute(xml, 'Gather', 'action'),
    keys: keys === null ? null : Number(keys),
    recordAt: attribute(xml, 'Record', 'action'),
    redirectTo: redirect === undefined ? null : plain(redirect),
    hangsUp: /<Hangup\s*\/>/.test(xml),
  };
}
