import type { XmlElement } from '../../local/lobby/page/phone/twiml.ts';

/** A TwiML element as the browser's parser would give it. */
export function element(
  name: string,
  attributes: Record<string, string> = {},
  ...content: (string | XmlElement)[]
): XmlElement {
  return {
    name,
    attributes,
    text: content.map((part) => (typeof part === 'string' ? part : part.text)).join(''),
    children: content.filter((part) => typeof part !== 'string'),
  };
}

export const say = (text: string): XmlElement => element('Say', { language: 'vi-VN' }, text);
export const response = (...verbs: XmlElement[]): XmlElement => element('Response', {}, ...verbs);
