import { parseForm } from './form.ts';
import { parseWithLongIds } from './long-ids.ts';

/**
 * Bytes, as they stand in a queue's message: SQS takes 256 KB of those, and what else is kept of a webhook is some
 * hundred bytes. A table item, which holds the words and what they were taken for, has 400 KB.
 */
const MOST = 230_000;

/** UTF-16 units that a member keeps: as many as are kept of a text (domain/text/kept.ts), then ever fewer. */
const LONGEST = 20_000;
/** Members that a list keeps; a provider lists at most ten files. */
const LIST = 100;

/**
 * A signed body that fits the spill queue and the table: as it is, or where it is too long, with every member cut to the
 * same length and every list to its beginning. No provider's message is that long, and what is signed is not refused.
 * @returns null where it is too long and neither JSON nor a form
 */
export function shortened(body: string): string | null {
  if (fits(body)) return body;
  const again = /^\s*[{[]/.test(body) ? jsonOf(body) : formOf(body);
  if (again === null) return null;
  for (let longest = LONGEST; longest >= 1; longest = Math.floor(longest / 4)) {
    const cut = again(longest);
    if (fits(cut)) return cut;
  }
  return null;
}

const fits = (text: string): boolean =>
  text.length <= MOST && Buffer.byteLength(JSON.stringify(text)) <= MOST;

function jsonOf(body: string): ((longest: number) => string) | null {
  try {
    const json = parseWithLongIds(body);
    return (longest) => JSON.stringify(cut(json, longest, DEPTH));
  } catch {
    return null;
  }
}

/** A form has names and values; anything else is one name without a value. */
function formOf(body: string): ((longest: number) => string) | null {
  const form = parseForm(body);
  if (Object.values(form).every((value) => value === '')) return null;
  return (longest) =>
    new URLSearchParams(
      Object.entries(form)
        .slice(0, LIST)
        .flatMap(([name, value]) =>
          [value]
            .flat()
            .map((each): [string, string] => [beginning(name, longest), beginning(each, longest)]),
        ),
    ).toString();
}

/** Levels that are kept of what is nested; no provider's message has more than six. */
const DEPTH = 12;

const beginning = (text: string, longest: number): string => text.slice(0, longest).toWellFormed();

function cut(value: unknown, longest: number, depth: number): unknown {
  if (typeof value === 'string') return beginning(value, longest);
  if (typeof value !== 'object' || value === null) return value;
  if (depth === 0) return null;
  if (Array.isArray(value))
    return value.slice(0, Math.min(LIST, longest)).map((each) => cut(each, longest, depth - 1));
  return Object.fromEntries(entries(value, longest, depth));
}

const entries = (value: object, longest: number, depth: number) =>
  Object.entries(value)
    .slice(0, LIST)
    .map(([name, member]) => [name.slice(0, longest), cut(member, longest, depth - 1)] as const);
