/**
 * Vietnamese telephone numbers as they come: `0912…`, `84912…`, `+84 912…`, with dots or spaces.
 * @returns E.164 (`+84912345678`), or null for what is no number (hidden caller, SIP address, alphanumeric sender)
 */
export function e164(raw: string): string | null {
  const compact = raw.trim().replace(/[\s.\-()]/g, '');
  if (/^\+\d{8,15}$/.test(compact)) return compact;
  if (/^00\d{8,15}$/.test(compact)) return `+${compact.slice(2)}`;
  if (/^84\d{8,10}$/.test(compact)) return `+${compact}`;
  if (/^0\d{8,10}$/.test(compact)) return `+84${compact.slice(1)}`;
  return null;
}
