import { parse } from 'node:querystring';

/** Fields of a form as sent; a repeated name is a list. */
export type Form = Readonly<Record<string, string | string[]>>;

/** Parses `application/x-www-form-urlencoded`, keeping empty fields and repeats, which signatures cover. */
export function parseForm(body: string): Form {
  const form: Record<string, string | string[]> = Object.create(null);
  for (const [name, value] of Object.entries(parse(body, '&', '=', { maxKeys: 500 }))) {
    if (value !== undefined) form[name] = value;
  }
  return form;
}

/** The first value of a field; '' where there is none. */
export function field(form: Form, name: string): string {
  const value = form[name];
  return (typeof value === 'string' ? value : value?.[0]) ?? '';
}
