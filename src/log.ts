import { inspect } from 'node:util';
import { pino } from 'pino';

/** Control characters besides tabs and line breaks, and marks that turn the direction of what follows. */
const CONTROLS = /[^\P{Cc}\t\n]|[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

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
    // JSON has its own escapes for most of them, and takes these.
    { write: (line: string) => write(escapeControls(line)) },
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
      const line = escapeControls(`${lineLevel} ${message}${pairs.join('')}${thrown}`).replaceAll('\n', '\\n');
      write(`${new Date().toISOString()} ${line}\n`);
    };
}

function writeToStandardError(line: string): void {
  process.stderr.write(line);
}

/**
 * Makes a line for a terminal or a log safe that has words of others, as the name of a file: what a terminal would obey or turn round is written as `\u001b`, which
 * is how JSON has it, too.
 */
export function escapeControls(text: string): string {
  return text.replace(CONTROLS, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
