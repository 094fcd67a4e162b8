import { IS_INSTALLED } from '../config/places.ts';
import { type Command, FOLDER_OPTIONS } from './command.ts';

const PROGRAM = IS_INSTALLED ? 'pilcrow' : 'node dist/main.js';
/** npm scripts with another name than their command. */
const SCRIPTS: Record<string, string> = { serve: 'start' };

/** The general help: all commands. */
export function formatHelp(commands: Record<string, { summary: string }>): string {
  return [
    'Pilcrow answers questions about documents and proves every answer with citations to the paragraph.',
    '',
    `Usage: ${PROGRAM} <command> [options]`,
    `       ${PROGRAM} ./folder          serve answers from the documents in this folder`,
    `       ${PROGRAM} --version`,
    '',
    ...columns(
      Object.entries(commands).map(
        ([name, { summary }]) => [name, IS_INSTALLED ? summary : `${summary} (npm ${scriptOf(name)})`] as const,
      ),
    ),
    '',
    `"${PROGRAM} <command> --help" describes a command${IS_INSTALLED ? '.' : '; npm requires "--" before the arguments of a command.'}`,
    'Settings are environment variables, or lines of the file .env; .env.example lists them.',
    '',
  ].join('\n');
}

/** The help of one command. */
export function formatCommandHelp(name: string, { usage, description, options }: Command): string {
  const described = Object.entries({ ...options, ...FOLDER_OPTIONS }).map(
    ([option, { value, multiple, help }]) =>
      [`--${option}${value ? ` ${value}` : ''}`, multiple ? `${help}; may be repeated` : help] as const,
  );
  const wanted = [usage, '[options]'].filter((part) => part !== '').join(' ');
  const direct = `${PROGRAM} ${name} ${wanted}`;
  return [
    ...(IS_INSTALLED ? [`Usage: ${direct}`] : [`Usage: npm ${scriptOf(name)} -- ${wanted}`, `       ${direct}`]),
    '',
    description,
    '',
    ...columns([...described, ['--help', 'this text']]),
    '',
  ].join('\n');
}

function scriptOf(name: string): string {
  return SCRIPTS[name] ?? `run ${name}`;
}

function columns(rows: (readonly [string, string])[]): string[] {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`);
}
