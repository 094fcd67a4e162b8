import type { parseArgs } from 'node:util';

/** An option of a command: `node:util` parses it, the help tells it. */
export interface OptionDescription {
  type: 'string' | 'boolean';
  multiple?: boolean;
  /** What stands for the value in the help, such as `ID`. */
  value?: string;
  help: string;
}

export type OptionDescriptions = Record<string, OptionDescription>;

/** What was typed after the name of a command. */
export interface Given<Options extends OptionDescriptions> {
  positionals: string[];
  values: ReturnType<typeof parseArgs<{ options: Options }>>['values'];
}

/** One command of the command line. */
export interface Command<Options extends OptionDescriptions = OptionDescriptions> {
  /** What may stand after its name, without the options. */
  usage: string;
  /** What it does and what its exit codes mean. */
  description: string;
  options: Options;
  /** @returns The exit code. */
  run(given: Given<Options>): Promise<number>;
}

/** Ties the types of a command's options to what its `run` is given. */
export function defineCommand<const Options extends OptionDescriptions>(command: Command<Options>): Command {
  return command;
}
