import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type * as z from 'zod/mini';
import { accounts } from '../../adapters/cognito/accounts.ts';
import { setting } from '../../adapters/configuration.ts';
import { directory } from '../../adapters/directory.ts';
import {
  changeMember,
  namesOfTeam,
  readMember,
  readMembers,
  readTeam,
} from '../../adapters/dynamodb/handlers.ts';
import { countAssigned } from '../../adapters/dynamodb/worklist.ts';
import { json, problem } from '../../adapters/http/problem.ts';
import { changedMember, invited, type TeamRefusal } from '../../domain/centre/team.ts';
import type { Handler } from '../../domain/request/handling.ts';
import type { Call } from './call.ts';
import type { invitationBody, memberBody } from './centre-schemas.ts';

type Result = Promise<APIGatewayProxyStructuredResultV2>;

const signIn = accounts(setting('USER_POOL_ID'));

const isCentre = (code: string): boolean => directory.centres.some((centre) => centre.code === code);

/** A handler as their lead sees them. */
const view = ({ username, name, role, centre, disabled, email, phone }: Handler) => ({
  username,
  name,
  role,
  centre,
  disabled,
  ...(email === undefined ? {} : { email }),
  ...(phone === undefined ? {} : { phone }),
});

/** The centre a question is about: the own one, or the one the national desk names. */
function centreAsked({ handler, query }: Call): string | null {
  const { centre = handler.centre } = query;
  return handler.role === 'national' || centre === handler.centre ? centre : null;
}

const onlyOwn = () => problem(403, 'Only the people of your own centre.');

/** Everybody of the centre; whoever does not lead it sees who is there and no addresses. */
export async function listHandlers(call: Call): Result {
  const centre = centreAsked(call);
  if (centre === null) return onlyOwn();
  const team = await readTeam(call.table, centre);
  const whole = call.handler.role !== 'handler';
  return json(200, {
    items: team.map((one) => {
      const { email: _, phone: __, ...rest } = view(one);
      return whole ? view(one) : rest;
    }),
  });
}

/** Open requests of everybody of the centre, and of whoever left some behind. */
export async function readWorkload(call: Call): Result {
  const centre = centreAsked(call);
  if (centre === null) return onlyOwn();
  const names = await namesOfTeam(call.table, centre);
  const [people, counts] = await Promise.all([
    readMembers(call.table, names),
    countAssigned(call.table, centre, names),
  ]);
  const items = people.flatMap((one) => {
    const count = counts.find(({ username }) => username === one.username);
    const { open = 0, urgent = 0 } = count ?? {};
    const here = one.centre === centre && !one.disabled;
    return here || open > 0
      ? [{ username: one.username, name: one.name, role: one.role, here, open, urgent }]
      : [];
  });
  return json(200, { items });
}

const REFUSALS: Readonly<Record<TeamRefusal | 'exists', readonly [status: number, says: string]>> = {
  'not-found': [404, 'There is no such handler.'],
  'not-allowed': [403, 'This role or this centre is not yours to give.'],
  'unknown-centre': [400, 'There is no such centre.'],
  phone: [400, 'This is no telephone number.'],
  'last-lead': [409, 'Nobody would be left to lead; name somebody else first.'],
  exists: [409, 'The user name is taken.'],
};

const refused = (refusal: TeamRefusal | 'exists') =>
  problem(REFUSALS[refusal][0], REFUSALS[refusal][1], { fault: refusal });

const unreachable = () =>
  problem(502, 'The sign-in did not answer; try the same again.', { fault: 'sign-in' });

/** Invites somebody: the account that signs in first, then what they may do; a call that failed is made again. */
export async function inviteHandler(call: Call<z.infer<typeof invitationBody>>): Result {
  const { table, handler, body, now } = call;
  const outcome = invited(handler, body, isCentre);
  if ('refusal' in outcome) return refused(outcome.refusal);
  if ((await readMember(table, body.username)) !== null) return refused('exists');
  const account = await signIn.create(outcome.handler);
  if (account === 'mail-needed')
    return problem(400, 'The sign-in needs an e-mail address of theirs.', { fault: 'email' });
  if (account === 'failed') return unreachable();
  const act = { by: handler.username, at: new Date(now).toISOString(), act: 'handler-invited' as const };
  const written = await changeMember(table, body.username, act, (before) =>
    before === null ? outcome : { refusal: 'exists' as const },
  );
  return 'refusal' in written ? refused(written.refusal) : json(200, view(written.handler));
}

/** Changes, moves or disables somebody; disabled, they are out at their next call, whatever the sign-in says. */
export async function changeHandler(call: Call<z.infer<typeof memberBody>>): Result {
  const { table, handler, path, body, now } = call;
  const act = { by: handler.username, at: new Date(now).toISOString(), act: 'handler-changed' as const };
  const written = await changeMember(table, path.username ?? '', act, (before, team) =>
    changedMember(handler, before, body, team, isCentre),
  );
  if ('refusal' in written) return refused(written.refusal);
  if (body.disabled !== undefined && !(await signIn.setEnabled(written.handler.username, !body.disabled)))
    return unreachable();
  return json(200, view(written.handler));
}
