import { DOMParser, type Element, type Node } from '@xmldom/xmldom';

/** One verb of a TwiML document. */
export interface Verb {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly text: string;
  readonly children: readonly Verb[];
}

/** Twilio refuses a larger document (error 11750). */
const MOST_BYTES = 64 * 1024;

/** What may stand in what. Sources: https://www.twilio.com/docs/voice/twiml and its pages on each verb. */
const NESTING: Readonly<Record<string, readonly string[]>> = {
  Response: ['Say', 'Play', 'Pause', 'Gather', 'Record', 'Dial', 'Redirect', 'Hangup', 'Reject'],
  Gather: ['Say', 'Play', 'Pause'],
  Dial: ['Number'],
};

/** Attributes that the verbs know, with the values they take. */
const URL_REFERENCE = /^(https?:\/\/[^\s]+|\/[^\s]*)$/;
const WHOLE = /^[1-9]\d*$/;
const FLAG = /^(true|false)$/;
const POST = /^POST$/;
const ATTRIBUTES: Readonly<Record<string, Readonly<Record<string, RegExp>>>> = {
  Response: {},
  Say: { voice: /^Google\.[a-z]{2}-[A-Z]{2}-[\w-]+$/, language: /^[a-z]{2}-[A-Z]{2}$/ },
  Play: {},
  Pause: { length: WHOLE },
  Gather: {
    input: /^(dtmf|speech|dtmf speech)$/,
    action: URL_REFERENCE,
    method: POST,
    language: /^[a-z]{2}-[A-Z]{2}$/,
    speechModel: /^(default|experimental_utterances|experimental_conversations|numbers_and_commands)$/,
    speechTimeout: WHOLE,
    timeout: WHOLE,
    numDigits: WHOLE,
    finishOnKey: /^[0-9*#]?$/,
    actionOnEmptyResult: FLAG,
    profanityFilter: FLAG,
    hints: /^.{0,5000}$/,
  },
  Record: {
    action: URL_REFERENCE,
    method: POST,
    maxLength: WHOLE,
    timeout: WHOLE,
    finishOnKey: /^[0-9*#]*$/,
    playBeep: FLAG,
    recordingStatusCallback: URL_REFERENCE,
    recordingStatusCallbackMethod: POST,
  },
  Dial: {
    action: URL_REFERENCE,
    method: POST,
    timeout: WHOLE,
    timeLimit: WHOLE,
    answerOnBridge: FLAG,
    callerId: /^\+\d{8,15}$/,
    record: /^(do-not-record|record-from-answer|record-from-answer-dual)$/,
    recordingStatusCallback: URL_REFERENCE,
    recordingStatusCallbackMethod: POST,
    sequential: FLAG,
  },
  Number: {
    url: URL_REFERENCE,
    method: POST,
    statusCallback: URL_REFERENCE,
    statusCallbackEvent: /^((initiated|ringing|answered|completed) ?)+$/,
    statusCallbackMethod: POST,
    byoc: /^BY[0-9a-f]{32}$/,
  },
  Redirect: { method: POST },
  Hangup: {},
  Reject: { reason: /^(rejected|busy)$/ },
};

/** Most legs one Dial may ring. */
const MOST_NUMBERS = 10;

/**
 * Reads a document as a telephone exchange would and judges it.
 * @throws Error saying what Twilio would refuse, with the document
 */
export function readDocument(xml: string): Verb[] {
  const refuse = (why: string): never => {
    throw new Error(`not valid TwiML: ${why}\n${xml.slice(0, 2000)}`);
  };
  if (Buffer.byteLength(xml) > MOST_BYTES) refuse('over 64 KB');
  let root: Element | null = null;
  try {
    root = new DOMParser({ onError: (_, message) => refuse(message) }).parseFromString(
      xml,
      'text/xml',
    ).documentElement;
  } catch (error) {
    refuse(error instanceof Error ? error.message : 'no XML');
  }
  if (root === null || root.nodeName !== 'Response') return refuse('no Response');
  const response = verbOf(root);
  judge(response, refuse);
  return [...response.children];
}

function verbOf(element: Element): Verb {
  const nodes: Node[] = [...element.childNodes];
  return {
    name: element.nodeName,
    attributes: Object.fromEntries([...element.attributes].map(({ name, value }) => [name, value])),
    text: nodes
      .filter(({ nodeType }) => nodeType === 3 || nodeType === 4)
      .map(({ nodeValue }) => nodeValue ?? '')
      .join('')
      .trim(),
    children: nodes.filter((node): node is Element => node.nodeType === 1).map(verbOf),
  };
}

function judge(verb: Verb, refuse: (why: string) => never): void {
  const known = ATTRIBUTES[verb.name];
  if (known === undefined) {
    refuse(`no such verb: ${verb.name}`);
    return;
  }
  for (const [name, value] of Object.entries(verb.attributes)) {
    const fits = known[name];
    if (fits === undefined) refuse(`${verb.name} knows no ${name}`);
    else if (!fits.test(value)) refuse(`${verb.name} ${name}="${value}"`);
  }
  for (const child of verb.children) {
    if (!NESTING[verb.name]?.includes(child.name)) refuse(`${child.name} inside ${verb.name}`);
    judge(child, refuse);
  }
  if ((verb.name === 'Say' || verb.name === 'Redirect' || verb.name === 'Play') && verb.text === '')
    refuse(`an empty ${verb.name}`);
  if ((verb.name === 'Response' || verb.name === 'Gather') && verb.text !== '')
    refuse(`text in ${verb.name}`);
  if (verb.name === 'Play' && !URL_REFERENCE.test(verb.text)) refuse(`Play of ${verb.text}`);
  if (verb.name === 'Redirect' && !URL_REFERENCE.test(verb.text)) refuse(`Redirect to ${verb.text}`);
  if (verb.name === 'Number' && !/^\+\d{8,15}$/.test(verb.text)) refuse(`Number ${verb.text}`);
  if (verb.name === 'Dial' && (verb.children.length === 0 || verb.children.length > MOST_NUMBERS))
    refuse('Dial needs one to ten numbers');
  // Naming a model asks for a whole number of seconds, and Vietnamese is not known to every model.
  if (verb.attributes.speechModel !== undefined && verb.attributes.speechTimeout === undefined)
    refuse('a speech model without a speech timeout');
  if (
    verb.name === 'Say' &&
    (verb.attributes.voice === undefined) !== (verb.attributes.language === undefined)
  )
    refuse('voice and language go together');
}
