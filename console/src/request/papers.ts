import type { paths } from '../api/schema.d.ts';

type Body = paths['/api/requests/{id}/papers']['post']['requestBody']['content']['application/json'];
export type PaperKind = Body['paper'];

/** In the order in which a case needs them. */
const ORDER: Record<PaperKind, true> = { application: true, transfer: true, refusal: true };
export const PAPERS = Object.keys(ORDER) as PaperKind[];

/** The page of a paper, with the number a person has read in the office's book; an application has none. */
export const paperPage = (requestId: string, paper: PaperKind, number: string): string =>
  `/requests/${requestId}/papers/${paper}${
    paper !== 'application' && number.trim() !== ''
      ? `?${new URLSearchParams({ number: number.trim() })}`
      : ''
  }`;
