import { inspect } from 'node:util';
import { pino } from 'pino';

/** How much is logged; each level includes the ones before it. */
export const LOG_LEVELS = ['silent', 'error', 'warn', 'info', 'debug'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];
type LineLevel = Exclude<LogLevel, 'silent'>;

/** Fields of a line besides its message. `error` is what was thrown: it is logged with its stack and its causes. */
interface LogFields {
  requestId?: string;
  error?: unknown;
  [name: string]: unknown;
}

/** Writes one line an event to standard error, so that standard output stays for results. The words of users and documents belong to `debug` only. */
export type Log = Record<LineLevel, (message: string, fields?: LogFields) => void>;

/**
 * Creates a log that drops what is more detailed than `level`.
 *
 * @param options.isForPeople Lines of text; otherwise lines of JSON, for programs. By default, whether standard error is a terminal.
 */
export function createLog(
  level: LogLevel,
  write: (line: string) => void = writeToStandardError,
  { isForPeople = process.stderr.isTTY === true } = {},
): Log {
  const log = isForPeople ? textLine(level, write) : jsonLine(level, write);
  return { error: log('error'), warn: log('warn'), info: log('info'), debug: log('debug') };
}

function jsonLine(level: LogLevel, write: (line: string) => void) {
  const logger = pino(
    {
      level,
      // Neither process id nor host name: what collects the lines knows them.
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      messageKey: 'message',
      formatters: { level: (label) => ({ level: label }) },
      serializers: { error: pino.stdSerializers.errWithCause },
    },
    { write },
  );
  return (lineLevel: LineLevel) =>
    (message: string, fields: LogFields = {}) =>
      logger[lineLevel](fields, message);
}

function textLine(level: LogLevel, write: (line: string) => void) {
  const threshold = LOG_LEVELS.indexOf(level);
  return (lineLevel: LineLevel) =>
    (message: string, { error, ...fields }: LogFields = {}) => {
      if (LOG_LEVELS.indexOf(lineLevel) > threshold) return;
      const pairs = Object.entries(fields).map(([name, value]) => ` ${name}=${String(value)}`);
      const thrown = error === undefined ? '' : `: ${inspect(error).replace(/\s*\n\s*/g, ' | ')}`;
      write(`${new Date().toISOString()} ${lineLevel} ${message}${pairs.join('')}${thrown}\n`);
    };
}

function writeToStandardError(line: string): void {
  process.stderr.write(line);
}
