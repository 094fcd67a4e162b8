import { PilcrowError } from '../errors.ts';

/** The words after a command as one text, also when they are not quoted. @throws USAGE_INVALID when there are none */
export function requireText(words: string[], { command, what }: { command: string; what: string }): string {
  const text = words.join(' ').trim();
  if (text !== '') return text;
  throw new PilcrowError('USAGE_INVALID', `Cannot run "${command}": no ${what} was given; see ${command} --help`);
}

/** The one path among the arguments. @throws USAGE_INVALID when there is none, or more than one */
export function requirePath(positionals: string[], command: string): string {
  const [given, ...more] = positionals;
  if (given !== undefined && given.trim() !== '' && more.length === 0) return given;
  throw new PilcrowError('USAGE_INVALID', `Cannot run "${command}": name one folder; see ${command} --help`);
}
