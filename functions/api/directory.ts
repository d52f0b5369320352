import { directory } from '../../adapters/directory.ts';
import type { Centre } from '../../domain/routing/directory.ts';
import { openCentre } from '../../domain/routing/directory.ts';
import { dayInVietnam } from '../../domain/time/working-time.ts';
import type { Call } from './call.ts';
import { json, problem } from './problem.ts';

export const readMe = async ({ handler }: Call) => {
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

export const readCentre = async ({ path, now }: Call) => {
  const centre = directory.centres.find(({ code }) => code === path.code);
  return centre ? json(200, view(centre, now)) : problem(404, 'There is no such centre.');
};
