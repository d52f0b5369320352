/** What CloudFront adds to every answer of the console when it is deployed; lib/console-stack.ts has the same. */
export const consoleHeaders = (elsewhere: readonly string[]): Record<string, string> => ({
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    `img-src 'self' data: ${elsewhere.join(' ')}`.trim(),
    "font-src 'self'",
    `media-src 'self' ${elsewhere.join(' ')}`.trim(),
    `connect-src 'self' ${elsewhere.join(' ')}`.trim(),
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
