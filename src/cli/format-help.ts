import type { Command } from './command.ts';

const PROGRAM = 'node dist/main.js';
/** Where the name of the npm script is not the name of the command. */
const SCRIPTS: Record<string, string> = { serve: 'start' };

/** The general help: what there is. */
export function formatHelp(commands: Record<string, { summary: string }>): string {
  return [
    'Pilcrow answers questions about documents and proves every answer with citations to the paragraph.',
    '',
    `Usage: ${PROGRAM} <command> [options]`,
    '',
    ...columns(
      Object.entries(commands).map(([name, { summary }]) => [name, `${summary} (npm ${scriptOf(name)})`] as const),
    ),
    '',
    `"${PROGRAM} <command> --help" tells more about a command; npm wants "--" before what is for the command.`,
    'Settings are environment variables; .env.example lists them.',
    '',
  ].join('\n');
}

/** The help of one command. */
export function formatCommandHelp(name: string, { usage, description, options }: Command): string {
  const described = Object.entries(options).map(
    ([option, { value, multiple, help }]) =>
      [`--${option}${value ? ` ${value}` : ''}`, multiple ? `${help}; may be repeated` : help] as const,
  );
  return [
    `Usage: npm ${scriptOf(name)} -- ${[usage, '[options]'].filter((part) => part !== '').join(' ')}`,
    `       ${PROGRAM} ${[name, usage, '[options]'].filter((part) => part !== '').join(' ')}`,
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
