import { parse } from 'node:querystring';

/** Fields of a form as sent; a repeated name is a list. */
export type Form = Readonly<Record<string, string | string[]>>;

const MOST_FIELDS = { maxKeys: 500 };

/** Parses `application/x-www-form-urlencoded`, keeping empty fields and repeats, which signatures cover. */
export const parseForm = (body: string): Form => fields(parse(body, '&', '=', MOST_FIELDS));

/** The same by the byte: each character of a name or value stands for one (latin1), whatever letters they were meant to be. */
export const parseFormBytes = (body: Buffer): Form =>
  fields(
    parse(body.toString('latin1'), '&', '=', {
      ...MOST_FIELDS,
      decodeURIComponent: (text) =>
        text.replace(/%([0-9a-f]{2})/gi, (_, digits: string) =>
          String.fromCharCode(Number.parseInt(digits, 16)),
        ),
    }),
  );

function fields(parsed: ReturnType<typeof parse>): Form {
  const form: Record<string, string | string[]> = Object.create(null);
  for (const [name, value] of Object.entries(parsed)) {
    if (value !== undefined) form[name] = value;
  }
  return form;
}

/** The first value of a field; '' where there is none. */
export function field(form: Form, name: string): string {
  const value = form[name];
  return (typeof value === 'string' ? value : value?.[0]) ?? '';
}
