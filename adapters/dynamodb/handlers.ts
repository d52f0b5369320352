import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';
import * as z from 'zod/mini';
import { type Handler, ROLES } from '../../domain/request/handling.ts';
import { auditPart } from './audit.ts';
import { handlerKey, teamKey } from './keys.ts';
import { getItem, getItems, putItem, type Table, toItem, transact } from './table.ts';

const handlerRecord: z.ZodMiniType<Handler> = z.object({
  username: z.string(),
  name: z.string(),
  role: z.enum(ROLES),
  centre: z.string(),
  disabled: z.boolean(),
  email: z.exactOptional(z.string()),
  phone: z.exactOptional(z.string()),
});

/** Names of a centre's handlers, those included who went to another centre. */
interface Team {
  /** 0 when nobody was entered yet; each change adds one. */
  readonly version: number;
  readonly members: readonly string[];
  readonly former: readonly string[];
}

const teamRecord: z.ZodMiniType<Team> = z.object({
  version: z.number(),
  members: z.array(z.string()),
  former: z.array(z.string()),
});
const NOBODY: Team = { version: 0, members: [], former: [] };

/** The person behind a user name; null when unknown or disabled: then nothing is allowed. */
export async function readHandler(table: Table, username: string): Promise<Handler | null> {
  const handler = await readMember(table, username);
  return handler === null || handler.disabled ? null : handler;
}

/** Longer than any user name of ours, and far from the 2,048 bytes of a key. */
const LONGEST_NAME = 200;

/** The person behind a user name, disabled or not. */
export async function readMember(table: Table, username: string): Promise<Handler | null> {
  if (username.length > LONGEST_NAME) return null;
  const item = await getItem(table, handlerKey(username));
  return item ? handlerRecord.parse(item.handler) : null;
}

/** Handlers by their user names, disabled ones included; who is not there is left out. */
export async function readMembers(table: Table, usernames: readonly string[]): Promise<Handler[]> {
  const found: Handler[] = [];
  for (let start = 0; start < usernames.length; start += 100) {
    const keys = usernames.slice(start, start + 100).map(handlerKey);
    for (const item of await getItems(table, keys)) if (item) found.push(handlerRecord.parse(item.handler));
  }
  return found;
}

const readTeamItem = async (table: Table, centre: string): Promise<Team> => {
  const item = await getItem(table, teamKey(centre));
  return item ? teamRecord.parse(item.team) : NOBODY;
};

/** Everybody of a centre, in the order of the names. */
export async function readTeam(table: Table, centre: string): Promise<Handler[]> {
  const { members } = await readTeamItem(table, centre);
  const handlers = await readMembers(table, members);
  return handlers.filter((one) => one.centre === centre).sort((a, b) => a.name.localeCompare(b.name, 'vi'));
}

/** The names of everybody who is or was of a centre: requests may still be with them. */
export async function namesOfTeam(table: Table, centre: string): Promise<readonly string[]> {
  const { members, former } = await readTeamItem(table, centre);
  return [...members, ...former];
}

/** Puts a handler without more ado: for the first ones, before there is anybody who could invite. */
export const writeHandler = (table: Table, handler: Handler) =>
  putItem(table, { ...handlerKey(handler.username), handler });

/** Puts a centre's first people with their list. */
export async function writeTeam(table: Table, centre: string, handlers: readonly Handler[]): Promise<void> {
  for (const handler of handlers) await writeHandler(table, handler);
  const members = handlers.map(({ username }) => username);
  await putItem(table, { ...teamKey(centre), team: { version: 1, members, former: [] } });
}

/** Whoever was put into the table by hand joins the list of the centre; those on it already change nothing. */
export async function joinTeam(table: Table, { username, centre }: Handler): Promise<void> {
  const team = await readTeamItem(table, centre);
  if (!team.members.includes(username))
    await transact(table, [teamPart(table, centre, team, [username], [])]);
}

const teamPart = (
  table: Table,
  centre: string,
  { version, members, former }: Team,
  joining: readonly string[],
  leaving: readonly string[],
): TransactWriteItem => {
  const team: Team = {
    version: version + 1,
    members: [...members.filter((name) => ![...joining, ...leaving].includes(name)), ...joining],
    former: [...former.filter((name) => ![...joining, ...leaving].includes(name)), ...leaving],
  };
  return {
    Put: {
      TableName: table.name,
      Item: toItem({ ...teamKey(centre), team }),
      ConditionExpression: version === 0 ? 'attribute_not_exists(pk)' : '#t.#v = :before',
      ...(version === 0
        ? {}
        : {
            ExpressionAttributeNames: { '#t': 'team', '#v': 'version' },
            ExpressionAttributeValues: toItem({ ':before': version }),
          }),
    },
  };
};

export interface MemberAct {
  readonly by: string;
  readonly at: string;
  readonly act: 'handler-invited' | 'handler-changed';
}

/** How often a change is decided again after somebody else changed the same team. */
const TRIES = 6;

/**
 * Changes a handler: reads, decides, writes together with the lists of the centres and the audit, one after another
 * within a centre, so that two leads cannot both leave.
 * @param decide on the handler as it is now and everybody of that centre; the handler afterwards, or a refusal
 */
export async function changeMember<Refusal extends string>(
  table: Table,
  username: string,
  act: MemberAct,
  decide: (before: Handler | null, team: readonly Handler[]) => { handler: Handler } | { refusal: Refusal },
): Promise<{ handler: Handler } | { refusal: Refusal }> {
  for (let attempt = 1; attempt <= TRIES; attempt += 1) {
    // The list is read before the handler: whatever changes in between moves the list's version.
    const first = await readMember(table, username);
    const from = first ? await readTeamItem(table, first.centre) : NOBODY;
    const before = first ? await readMember(table, username) : null;
    if (before?.centre !== first?.centre) continue;
    const outcome = decide(before, before ? await readMembers(table, from.members) : []);
    if ('refusal' in outcome) return outcome;
    const { handler } = outcome;
    const to = before?.centre === handler.centre ? from : await readTeamItem(table, handler.centre);
    const written = await transact(table, [
      {
        Put: {
          TableName: table.name,
          Item: toItem({ ...handlerKey(username), handler }),
          ...(before === null ? { ConditionExpression: 'attribute_not_exists(pk)' } : {}),
        },
      },
      teamPart(table, handler.centre, to, [username], []),
      ...(before && before.centre !== handler.centre
        ? [teamPart(table, before.centre, from, [], [username])]
        : []),
      ...[...new Set([before?.centre ?? handler.centre, handler.centre])].map((centre) =>
        auditPart(table, centre, {
          ...act,
          username,
          role: handler.role,
          centre: handler.centre,
          disabled: handler.disabled,
        }),
      ),
    ]);
    if (written.done) return outcome;
    await new Promise((resume) => setTimeout(resume, Math.random() * 30 * attempt));
  }
  throw new Error('the team changed too often meanwhile');
}
