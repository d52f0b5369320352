import * as z from 'zod';
import { find, make } from '../dom.ts';
import { english, words } from '../language.ts';
import { post } from '../server.ts';

const Centres = z.object({ items: z.array(z.looseObject({ code: z.string(), name: z.string() })) });
type Centre = z.infer<typeof Centres>['items'][number];

export interface Desks {
  /** A centre's short name, or its code while the directory is not there yet. */
  name(centre: string): string;
}

/** Where the handlers' console opens, as whom; the local sign-in asks for no password. */
export const deskAddress = (user: string, path = ''): string =>
  `/console/${path}?login_hint=${encodeURIComponent(user)}`;

/** Who works in a centre: at the national desk there is one role. */
export const handlerOf = (centre: string): string => (centre === 'national' ? centre : `handler.${centre}`);

/** The doors to the console: as a handler or the head of a centre, or as the national desk. */
export function startDesks(): Desks {
  const chosen = find('#centre', HTMLSelectElement);
  const handler = find('#as-handler', HTMLAnchorElement);
  const lead = find('#as-lead', HTMLAnchorElement);
  let centres: Centre[] = [];

  const point = () => {
    handler.href = deskAddress(`handler.${chosen.value}`);
    lead.href = deskAddress(`lead.${chosen.value}`);
  };
  chosen.addEventListener('change', point);
  find('#as-national', HTMLAnchorElement).href = deskAddress('national');

  const load = async (): Promise<void> => {
    centres = await readCentres().catch(() => []);
    if (centres.length === 0) {
      setTimeout(load, 1_000);
      return;
    }
    const options = centres.filter(({ code }) => code !== 'national');
    for (const select of document.querySelectorAll('[data-centres]'))
      select.replaceChildren(...options.map((one) => make('option', { value: one.code }, shortName(one))));
    point();
  };
  void load();

  return {
    name: (code) => {
      const known = centres.find((one) => one.code === code);
      return known ? shortName(known) : code;
    },
  };
}

async function readCentres(): Promise<Centre[]> {
  const { access_token } = z
    .object({ access_token: z.string() })
    .parse(await post('/dev/token', { user: 'national' }));
  const response = await fetch('/api/centres', { headers: { authorization: `Bearer ${access_token}` } });
  return Centres.parse(await response.json()).items.sort((one, other) =>
    shortName(one).localeCompare(shortName(other), english ? 'en' : 'vi'),
  );
}

/** `Trung tâm trợ giúp pháp lý nhà nước tỉnh Cà Mau` → `Cà Mau`. */
function shortName({ code, name }: Centre): string {
  if (code === 'national') return words('Cấp trung ương', 'National desk');
  return name.replace(/^Trung tâm trợ giúp pháp lý nhà nước (tỉnh|thành phố) /i, '');
}
