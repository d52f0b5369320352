import { LOG_MESSAGES, type LogCode, type LogDetail } from './messages.ts';

export type LogLevel = 'info' | 'warn' | 'error';

/** One line of JSON on standard output, which Lambda keeps. */
export function log(level: LogLevel, code: LogCode, detail: LogDetail = {}): void {
  process.stdout.write(`${JSON.stringify({ level, code, message: LOG_MESSAGES[code], ...detail })}\n`);
}

/** The kind of an error without its message, which may quote a citizen's words. */
export const errorKind = (error: unknown): string => (error instanceof Error ? error.name : typeof error);
