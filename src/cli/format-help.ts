import type { Command } from './command.ts';

const PROGRAM = 'node dist/main.js';
/** npm scripts with another name than their command. */
const SCRIPTS: Record<string, string> = { serve: 'start' };

/** The general help: all commands. */
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
    `"${PROGRAM} <command> --help" describes a command; npm requires "--" before the arguments of a command.`,
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
