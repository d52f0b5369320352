import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type * as z from 'zod/mini';
import { papersBody } from '../../adapters/http/papers-body.ts';
import { exportBody, personBody, unlockBody } from '../../adapters/http/person-body.ts';
import type routesFile from '../../data/routes.json';
import {
  claimRequest,
  closeRequest,
  noteRequest,
  openWalkIn,
  releaseRequest,
  transferRequest,
} from './acting.ts';
import { linkAttachment } from './attachments.ts';
import type { Call } from './call.ts';
import { callCitizen } from './calling.ts';
import * as cases from './case-schemas.ts';
import {
  askForPapers,
  assignRequest,
  decideRequest,
  editRequestFacts,
  linkRequest,
  readEligibility,
  readSuggestion,
  reopenRequest,
  runClock,
  splitRequest,
  unlinkSharedPhone,
  writeMessage,
} from './casework.ts';
import * as people from './centre-schemas.ts';
import { changeCentre, listCentres, readCentre, readMe } from './centres.ts';
import * as desk from './desk-schemas.ts';
import { readCounts as readFigureCounts } from './figures.ts';
import { giveTicket } from './live.ts';
import { listLooks, openRequest } from './opening.ts';
import { changeHandler, inviteHandler, listHandlers, readWorkload } from './people.ts';
import { readList, readOne, readTabCounts } from './reading.ts';
import * as schemas from './schemas.ts';
import { search } from './searching.ts';

/** Served by a function of its own, described here. */
type Elsewhere =
  | 'POST /api/requests/{id}/papers'
  | 'POST /api/persons/export'
  | 'POST /api/persons/erase'
  | 'POST /api/persons/unlock';

/** Every route of data/routes.json that this function serves; the compiler demands an entry for each. */
type ApiRoute = {
  [Route in keyof typeof routesFile.routes]: Route extends `${string} /api/openapi.json` | Elsewhere
    ? never
    : Route extends `${string} /api/${string}`
      ? Route
      : never;
}[keyof typeof routesFile.routes];

export interface Operation {
  readonly summary: string;
  readonly body?: z.ZodMiniType;
  readonly query?: z.ZodMiniType;
  readonly answer: z.ZodMiniType;
  readonly handle: (call: Call) => Promise<APIGatewayProxyStructuredResultV2>;
}

type Handle<Body> = (call: Call<Body>) => Promise<APIGatewayProxyStructuredResultV2>;

/** A call without a body. */
const reads = (entry: Omit<Operation, 'body'>): Operation => entry;

/** A call whose handler gets the body as its schema made it. */
const acts = <Body>(
  summary: string,
  body: z.ZodMiniType<Body>,
  handle: Handle<Body>,
  answer: z.ZodMiniType = schemas.fullRequest,
): Operation => ({
  summary,
  body,
  answer,
  handle: (call) => handle({ ...call, body: body.parse(call.body) }),
});

export const OPERATIONS: Readonly<Record<ApiRoute, Operation>> = {
  'GET /api/me': reads({ summary: 'Who is signed in', answer: schemas.me, handle: readMe }),
  'GET /api/requests': reads({
    summary: "A centre's worklist, the most pressing first, fifty a page",
    query: schemas.worklistQuery,
    answer: schemas.worklistPage,
    handle: readList,
  }),
  'POST /api/requests': acts('Enter a walk-in or a call taken elsewhere', schemas.walkInBody, openWalkIn),
  'GET /api/requests/{id}': reads({
    summary:
      'A request with its timeline; each look is on the audit trail. `ask=reason` refuses the national desk a centre’s request until it has said why',
    query: schemas.requestQuery,
    answer: schemas.fullRequest,
    handle: readOne,
  }),
  'POST /api/requests/{id}/claim': acts('Take a request up', schemas.versionBody, claimRequest),
  'POST /api/requests/{id}/release': acts(
    'Give a request back to the worklist',
    schemas.versionBody,
    releaseRequest,
  ),
  'POST /api/requests/{id}/call': acts(
    "Ring the handler's telephone, then the citizen's",
    schemas.callBody,
    callCitizen,
  ),
  'POST /api/requests/{id}/notes': acts('Add a note', schemas.noteBody, noteRequest),
  'POST /api/requests/{id}/transfer': acts(
    'Pass a request to the competent centre',
    schemas.transferBody,
    transferRequest,
  ),
  'POST /api/requests/{id}/close': acts('Close a request', schemas.closeBody, closeRequest),
  'POST /api/requests/{id}/assign': acts(
    'Give a request to somebody of the centre (lead, national desk)',
    cases.assignBody,
    assignRequest,
  ),
  'POST /api/requests/{id}/reopen': acts('Take an ended request up again', cases.reopenBody, reopenRequest),
  'POST /api/requests/{id}/waiting': acts('Ask for papers', cases.waitingBody, askForPapers),
  'POST /api/requests/{id}/facts': acts(
    'Set facts by hand; what the machine had stays visible',
    cases.factsBody,
    editRequestFacts,
  ),
  'POST /api/requests/{id}/messages': acts(
    'Write to the citizen, through the gate',
    cases.messageBody,
    writeMessage,
  ),
  'POST /api/requests/{id}/decision': acts('Decide by law', cases.decisionBody, decideRequest),
  'POST /api/requests/{id}/clocks': acts('Start a term of the law, or meet it', cases.clockBody, runClock),
  'POST /api/requests/{id}/link': acts('Join two requests', cases.linkBody, linkRequest),
  'POST /api/requests/{id}/unlink': acts(
    'Take a number shared on Zalo back: it is somebody else’s',
    cases.unlinkBody,
    unlinkSharedPhone,
  ),
  'POST /api/requests/{id}/split': acts(
    'Take entries into a request of their own, or take a link back',
    cases.splitBody,
    splitRequest,
  ),
  'GET /api/requests/{id}/suggestion': reads({
    summary: 'What the machine suggests; a person decides',
    answer: cases.suggestion,
    handle: readSuggestion,
  }),
  'GET /api/eligibility': reads({
    summary: 'The law as data, as of a day',
    query: cases.eligibilityQuery,
    answer: cases.eligibility,
    handle: readEligibility,
  }),
  'POST /api/requests/{id}/attachments/{attachmentId}/link': acts(
    'A link to a file that opens for two minutes; who opened it is on the timeline',
    schemas.emptyBody,
    linkAttachment,
    schemas.fileLink,
  ),
  'GET /api/centres': reads({
    summary: 'The directory of centres',
    answer: people.centres,
    handle: listCentres,
  }),
  'GET /api/centres/{code}': reads({
    summary: 'One centre; to its own people with its settings',
    answer: people.centre,
    handle: readCentre,
  }),
  'PUT /api/centres/{code}': acts(
    'Change the settings of a centre: hours, exceptions, roster, notices, prepared answers',
    people.settingsBody,
    changeCentre,
    people.centre,
  ),
  'GET /api/handlers': reads({
    summary: 'The people of a centre',
    query: people.ofCentre,
    answer: people.members,
    handle: listHandlers,
  }),
  'POST /api/handlers': acts('Invite a handler', people.invitationBody, inviteHandler, people.member),
  'PUT /api/handlers/{username}': acts(
    'Change, move or disable a handler',
    people.memberBody,
    changeHandler,
    people.member,
  ),
  'GET /api/workload': reads({
    summary: 'Open requests of each handler of a centre',
    query: people.ofCentre,
    answer: people.workload,
    handle: readWorkload,
  }),
  'GET /api/counts': reads({
    summary: 'How many requests there are in each tab of a worklist',
    query: people.ofCentre,
    answer: desk.counts,
    handle: readTabCounts,
  }),
  'POST /api/requests/search': acts(
    'Find requests by code, telephone number or name',
    desk.searchBody,
    search,
    desk.found,
  ),
  'POST /api/requests/{id}/open': acts(
    "Open a centre's request to the national desk, with the reason",
    desk.openBody,
    openRequest,
  ),
  'GET /api/requests/{id}/looks': reads({
    summary: 'Who has read a request',
    answer: desk.looks,
    handle: listLooks,
  }),
  'POST /api/live-ticket': acts(
    'A ticket for the live connection: for one use, within 30 seconds',
    desk.ticketBody,
    giveTicket,
    desk.ticket,
  ),
  'GET /api/figures': reads({
    summary: 'What came and what became of it, day by day',
    query: desk.figuresQuery,
    answer: desk.figures,
    handle: readFigureCounts,
  }),
};

/** Routes of other functions, for the document only. */
export const ELSEWHERE: Readonly<
  Record<
    Elsewhere,
    { summary: string; body: z.ZodMiniType } & (
      | { readonly files: readonly string[] }
      | { readonly answer: z.ZodMiniType }
    )
  >
> = {
  'POST /api/persons/export': {
    summary: 'Everything that is held on one person, for their right to see and to have a copy, page by page',
    body: exportBody,
    answer: desk.personExport,
  },
  'POST /api/persons/erase': {
    summary:
      'Erase one person; an accepted case goes on, and is hidden and locked once it is over. What takes longer than an answer goes on by itself',
    body: personBody,
    answer: desk.personErased,
  },
  'POST /api/persons/unlock': {
    summary: 'End the lock of a case: give it back to its centre, or let the erasure that waited go on',
    body: unlockBody,
    answer: desk.caseUnlocked,
  },
  'POST /api/requests/{id}/papers': {
    summary: 'A paper filled from what is known, as DOCX or as a page to print; noted in the timeline',
    body: papersBody,
    files: ['application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'text/html'],
  },
};

export const operationOf = (route: string): Operation | null =>
  Object.entries(OPERATIONS).find(([key]) => key === route)?.[1] ?? null;
