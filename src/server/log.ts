import { type DestinationStream, type Logger, pino } from 'pino';

/**
 * The log. INVARIANT: no address of a network or a person, no URL, no body, no header and no message of an error goes
 * into it: any of them can name somebody. Routes are logged by their pattern.
 */
export const createLog = (level: string, to?: DestinationStream): Logger =>
  pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      serializers: { req: () => undefined, res: () => undefined, err: traceOf },
    },
    ...(to === undefined ? [] : [to]),
  );

/** Where an error came from, without what it says. */
export function traceOf(error: unknown): {
  readonly name: string;
  readonly code: string;
  readonly at: readonly string[];
} {
  const { name = 'unknown', code = '', stack = '' } = (error ?? {}) as { name?: string; code?: string; stack?: string };
  const at = stack.split('\n').filter((line) => /^\s+at /.test(line));
  return { name, code: String(code), at: at.slice(0, 8).map((line) => line.trim()) };
}
