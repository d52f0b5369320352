import type * as z from 'zod/mini';
import { setting } from '../../adapters/configuration.ts';
import { directory } from '../../adapters/directory.ts';
import { readSettings, writeSettings } from '../../adapters/dynamodb/centres.ts';
import { joinTeam, readMembers } from '../../adapters/dynamodb/handlers.ts';
import { readLastNotices } from '../../adapters/dynamodb/notices.ts';
import { json, problem } from '../../adapters/http/problem.ts';
import { addressKeySecret, readSecret } from '../../adapters/secrets/secrets.ts';
import { webhookSecretOf } from '../../adapters/signing.ts';
import { type CentreSettings, faultOf, type SettingsFault } from '../../domain/centre/settings.ts';
import { e164 } from '../../domain/contact/phone.ts';
import type { Handler } from '../../domain/request/handling.ts';
import { type Centre, openCentre } from '../../domain/routing/directory.ts';
import { dayInVietnam, yearsDeclared } from '../../domain/time/working-time.ts';
import type { Call } from './call.ts';
import type { settingsBody } from './centre-schemas.ts';

export const readMe = async ({ table, handler }: Call) => {
  await joinTeam(table, handler);
  const { username, name, role, centre } = handler;
  return json(200, { username, name, role, centre });
};

const view = ({ code, name, provinces }: Centre, now: number) => ({
  code,
  name,
  provinces,
  open: openCentre(code, directory, dayInVietnam(now)) === code,
});

export const listCentres = async ({ now }: Call) =>
  json(200, { items: directory.centres.map((centre) => view(centre, now)) });

const unknown = () => problem(404, 'There is no such centre.');
const known = (code: string | undefined): Centre | undefined =>
  directory.centres.find((centre) => centre.code === code);

/** Whether somebody may change a centre's settings, and so sees all of them. */
const leads = ({ role, centre }: Handler, code: string): boolean =>
  role === 'national' || (role === 'lead' && centre === code);

/** A centre as everybody sees it; to its own people with what they work by, to whoever leads it with all. */
export async function readCentre({ table, handler, path, now }: Call) {
  const centre = known(path.code);
  if (!centre) return unknown();
  const { code } = centre;
  if (handler.centre !== code && !leads(handler, code)) return json(200, view(centre, now));
  return json(200, {
    ...view(centre, now),
    settings: await shown(handler, await readSettings(table, code), now),
    ...(leads(handler, code) ? { lastNotices: await readLastNotices(table, code) } : {}),
  });
}

/** The years whose holidays are only reckoned, so that the lead looks at them. */
const undeclared = (now: number): string[] => {
  const year = Number(dayInVietnam(now).slice(0, 4));
  return [year, year + 1].map(String).filter((one) => {
    const day = Date.parse(`${one}-06-01`);
    return !yearsDeclared(day, day);
  });
};

async function shown(handler: Handler, settings: CentreSettings, now: number) {
  const { code, notify, ...rest } = settings;
  const checked = { ...rest, holidaysToCheck: undeclared(now) };
  if (!leads(handler, code)) return { ...checked, notify: {} };
  if (!notify.webhook) return { ...checked, notify };
  const { key } = await readSecret(setting('ADDRESS_KEY_SECRET_ID'), addressKeySecret);
  return {
    ...checked,
    notify: { ...notify, webhook: { url: notify.webhook.url, secret: webhookSecretOf(key, code) } },
  };
}

const FAULTS: Readonly<Record<SettingsFault, string>> = {
  hours: 'Each day has sessions like 07:30 to 11:30, in order and without overlap.',
  exceptions: 'Each exception is a day of its own (YYYY-MM-DD) with sessions in order, or none.',
  'roster-phone': 'A number of the roster is no telephone number.',
  'roster-twice': 'Somebody stands twice on the roster.',
  'webhook-address': 'The address of the webhook is a public one over https, on the usual port.',
  'canned-twice': 'Two prepared answers have the same id.',
};

/** Changes a centre's settings: the lead their own, the national desk any. */
export async function changeCentre({ table, handler, path, body, now }: Call<z.infer<typeof settingsBody>>) {
  const centre = known(path.code);
  if (!centre) return unknown();
  const { code } = centre;
  if (!leads(handler, code)) return problem(403, 'Only the lead of this centre changes its settings.');
  const { version, ...entered } = body;
  const { zaloUserId, mail, webhook } = entered.notify;
  const wanted = {
    ...entered,
    roster: entered.roster.map(({ username, phone }) => ({ username, phone: e164(phone) ?? phone })),
    notify: {
      ...(mail ? { mail } : {}),
      ...(webhook ? { webhook: { url: webhook.url } } : {}),
      ...(zaloUserId ? { zaloUserId } : {}),
    },
  };
  const fault = faultOf(wanted, setting('WEBHOOK_REACH') === 'anywhere' ? 'anywhere' : 'public');
  if (fault !== null) return problem(400, FAULTS[fault], { fault });
  const names = wanted.roster.map(({ username }) => username);
  const own = (await readMembers(table, names)).filter((one) => one.centre === code && !one.disabled);
  if (own.length < names.length)
    return problem(400, 'Somebody on the roster is no handler of this centre.', { fault: 'roster-unknown' });

  const at = new Date(now).toISOString();
  const next = { ...wanted, code, version: version + 1 };
  const before = await readSettings(table, code);
  const written =
    before.version === version && (await writeSettings(table, next, { by: handler.username, at }));
  const after = {
    ...view(centre, now),
    settings: await shown(handler, written ? next : await readSettings(table, code), now),
  };
  if (written) return json(200, after);
  return problem(409, 'The settings have changed meanwhile; `centre` is how they are now.', {
    centre: after,
  });
}
