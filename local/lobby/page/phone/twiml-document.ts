import type { XmlElement } from './twiml.ts';

/** Reads XML with the browser's parser; undefined where it is not well-formed. */
export function readXml(body: string): XmlElement | undefined {
  const parsed = new DOMParser().parseFromString(body, 'application/xml');
  return parsed.querySelector('parsererror') ? undefined : plain(parsed.documentElement);
}

function plain(element: Element): XmlElement {
  return {
    name: element.localName,
    attributes: Object.fromEntries([...element.attributes].map(({ name, value }) => [name, value])),
    text: element.textContent ?? '',
    children: [...element.children].map(plain),
  };
}
