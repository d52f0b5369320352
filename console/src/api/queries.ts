import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { dayInVietnam } from '../time/wording.ts';
import { type Api, answered } from './client.ts';
import type { Full } from './types.ts';

/** What is asked for a worklist; the server knows the order. */
export interface ListQuestion {
  readonly tab?: 'new' | 'mine' | 'waiting' | 'overdue' | 'closed';
  readonly centre?: string;
}

export const LISTS = 'lists';

export const listQuery = (api: Api, question: ListQuestion, everyMs: number) =>
  infiniteQueryOptions({
    queryKey: [LISTS, question],
    queryFn: async ({ pageParam, signal }) =>
      answered(
        await api.GET('/api/requests', {
          params: { query: { ...question, ...(pageParam === null ? {} : { cursor: pageParam }) } },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: ({ cursor }) => cursor,
    refetchInterval: everyMs,
  });

export const requestQuery = (api: Api, id: string, everyMs: number) =>
  queryOptions({
    queryKey: ['request', id],
    queryFn: async ({ signal }) =>
      answered(
        await api.GET('/api/requests/{id}', { params: { path: { id }, query: { ask: 'reason' } }, signal }),
      ),
    refetchInterval: everyMs,
  });

/** How much is in each pile; a list that changes changes them too. */
export const countsQuery = (api: Api, centre: string | undefined, everyMs: number) =>
  queryOptions({
    queryKey: [LISTS, 'counts', centre],
    queryFn: async () =>
      answered(await api.GET('/api/counts', { params: { query: centre === undefined ? {} : { centre } } })),
    refetchInterval: everyMs,
  });

export const centresQuery = (api: Api) =>
  queryOptions({
    queryKey: ['centres'],
    queryFn: async () => answered(await api.GET('/api/centres')).items,
    staleTime: Number.POSITIVE_INFINITY,
  });

/** The law as of the request's day in Vietnam: a category is judged at that day. */
export const lawQuery = (api: Api, { createdAt }: Pick<Full, 'createdAt'>) => {
  const on = dayInVietnam(Date.parse(createdAt));
  return queryOptions({
    queryKey: ['eligibility', on],
    queryFn: async () => answered(await api.GET('/api/eligibility', { params: { query: { on } } })),
    staleTime: Number.POSITIVE_INFINITY,
  });
};

/** What the machine suggests for a request as it is now. */
export const suggestionQuery = (
  api: Api,
  { id, version, updatedAt }: Pick<Full, 'id' | 'version' | 'updatedAt'>,
) =>
  queryOptions({
    queryKey: ['suggestion', id, version, updatedAt],
    queryFn: async () =>
      answered(await api.GET('/api/requests/{id}/suggestion', { params: { path: { id } } })),
    staleTime: 60_000,
  });
