/** An element of a TwiML document, free of the browser, so that the reading can be tested as a table. */
export interface XmlElement {
  name: string;
  attributes: Record<string, string>;
  text: string;
  children: XmlElement[];
}

export type Prompt =
  | { verb: 'say'; text: string; language: string }
  | { verb: 'play'; url: string }
  | { verb: 'pause'; seconds: number };

export interface Gather {
  verb: 'gather';
  dtmf: boolean;
  speech: boolean;
  /** Where the input goes; undefined: to the address of the document itself. */
  action: string | undefined;
  /** Seconds of silence. */
  timeout: number;
  finishOnKey: string;
  /** Infinity: until the finishing key or silence. */
  numDigits: number;
  actionOnEmptyResult: boolean;
  language: string;
  prompts: Prompt[];
}

export interface RecordVerb {
  verb: 'record';
  action: string | undefined;
  /** Seconds. */
  maxLength: number;
  finishOnKey: string;
  recordingStatusCallback: string | undefined;
}

export interface Dial {
  verb: 'dial';
  numbers: string[];
  action: string | undefined;
  /** The number that the dialled telephone shows. */
  callerId: string | undefined;
  /** What whoever picks up hears before the two are joined; undefined: they are joined at once. */
  whisper: string | undefined;
}

export type Step =
  | Prompt
  | Gather
  | RecordVerb
  | Dial
  | { verb: 'redirect'; url: string }
  | { verb: 'hangup' }
  | { verb: 'unknown'; name: string };

const ANY_KEY = '1234567890*#';

/**
 * What a voice document asks for, in order, with Twilio's defaults filled in.
 * Source: twilio.com/docs/voice/twiml. Undefined where the document is no `<Response>`.
 */
export function readTwiml(root: XmlElement): Step[] | undefined {
  return root.name === 'Response' ? root.children.map(step) : undefined;
}

function step(element: XmlElement): Step {
  const { attributes } = element;
  switch (element.name) {
    case 'Say':
    case 'Play':
    case 'Pause':
      return prompt(element);
    case 'Gather': {
      const input = (attributes.input ?? 'dtmf').split(/\s+/);
      return {
        verb: 'gather',
        dtmf: input.includes('dtmf'),
        speech: input.includes('speech'),
        action: attributes.action,
        timeout: seconds(attributes.timeout, 5),
        finishOnKey: attributes.finishOnKey ?? '#',
        numDigits: seconds(attributes.numDigits, Number.POSITIVE_INFINITY),
        actionOnEmptyResult: attributes.actionOnEmptyResult === 'true',
        language: attributes.language ?? 'en-US',
        prompts: element.children.filter(({ name }) => ['Say', 'Play', 'Pause'].includes(name)).map(prompt),
      };
    }
    case 'Record':
      return {
        verb: 'record',
        action: attributes.action,
        maxLength: seconds(attributes.maxLength, 3600),
        finishOnKey: attributes.finishOnKey ?? ANY_KEY,
        recordingStatusCallback: attributes.recordingStatusCallback,
      };
    case 'Dial': {
      const numbers = element.children.map(({ text }) => text.trim()).filter(Boolean);
      return {
        verb: 'dial',
        numbers: numbers.length > 0 ? numbers : [element.text.trim()],
        action: attributes.action,
        callerId: attributes.callerId,
        whisper: element.children[0]?.attributes.url,
      };
    }
    case 'Redirect':
      return { verb: 'redirect', url: element.text.trim() };
    case 'Hangup':
    case 'Reject':
      return { verb: 'hangup' };
    default:
      return { verb: 'unknown', name: element.name };
  }
}

function prompt(element: XmlElement): Prompt {
  if (element.name === 'Play') return { verb: 'play', url: element.text.trim() };
  if (element.name === 'Pause') return { verb: 'pause', seconds: seconds(element.attributes.length, 1) };
  return {
    verb: 'say',
    text: element.text.replace(/\s+/g, ' ').trim(),
    language: element.attributes.language ?? 'en-US',
  };
}

function seconds(value: string | undefined, otherwise: number): number {
  const number = Number(value);
  return value !== undefined && Number.isFinite(number) ? number : otherwise;
}
