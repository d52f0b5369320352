/**
 * What a person is typing, kept in this tab until it is sent: a lost network, a new sign-in or a reload loses nothing.
 * It is the tab's own storage, so that nothing of a citizen stays on a shared PC when the tab is closed.
 */
const PREFIX = 'draft:';

const key = (username: string, requestId: string, field: string): string =>
  `${PREFIX}${username}:${requestId}:${field}`;

export const readDraft = (username: string, requestId: string, field: string): string =>
  sessionStorage.getItem(key(username, requestId, field)) ?? '';

export function writeDraft(username: string, requestId: string, field: string, text: string): void {
  if (text === '') sessionStorage.removeItem(key(username, requestId, field));
  else sessionStorage.setItem(key(username, requestId, field), text);
}

/** At signing out: the next person at this PC finds nothing. */
export function forgetDrafts(): void {
  for (const name of Object.keys(sessionStorage)) {
    if (name.startsWith(PREFIX)) sessionStorage.removeItem(name);
  }
}

export const hasDrafts = (): boolean => Object.keys(sessionStorage).some((name) => name.startsWith(PREFIX));
