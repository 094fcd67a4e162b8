/** How much is logged; each level includes the ones before it. */
export const LOG_LEVELS = ['silent', 'error', 'warn', 'info', 'debug'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** Writes one line of text an event to standard error, so that standard output stays for results. */
export interface Log {
  error(message: string): void;
  warn(message: string): void;
  info(message: string): void;
  debug(message: string): void;
}

/** Creates a log that drops what is more detailed than `level`. */
export function createLog(level: LogLevel, write: (line: string) => void = writeToStandardError): Log {
  const threshold = LOG_LEVELS.indexOf(level);
  const at = (lineLevel: Exclude<LogLevel, 'silent'>) => (message: string) => {
    if (LOG_LEVELS.indexOf(lineLevel) <= threshold) write(`${new Date().toISOString()} ${lineLevel} ${message}\n`);
  };
  return { error: at('error'), warn: at('warn'), info: at('info'), debug: at('debug') };
}

function writeToStandardError(line: string): void {
  process.stderr.write(line);
}
