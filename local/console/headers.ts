/** What CloudFront adds to every answer of the console when it is deployed; lib/console-stack.ts has the same. */
export const consoleHeaders = ({
  files,
  live,
}: {
  files: string;
  live: string | null;
}): Record<string, string> => ({
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    `img-src 'self' data: ${files}`,
    "font-src 'self'",
    `media-src 'self' ${files}`,
    `connect-src 'self'${live === null ? '' : ` ${new URL(live).origin}`}`,
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; '),
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  'cross-origin-opener-policy': 'same-origin',
});
