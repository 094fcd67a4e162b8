import type { parseArgs } from 'node:util';

/** An option of a command, for `parseArgs` of `node:util` and for the help. */
interface OptionDescription {
  type: 'string' | 'boolean';
  multiple?: boolean;
  /** The placeholder of its value in the help, such as `ID`. */
  value?: string;
  help: string;
}

export type OptionDescriptions = Record<string, OptionDescription>;

/** The arguments after the name of a command. */
export interface Given<Options extends OptionDescriptions> {
  positionals: string[];
  values: ReturnType<typeof parseArgs<{ options: Options }>>['values'];
}

/** Options that every command has. */
export const FOLDER_OPTIONS: Record<'documents' | 'index', OptionDescription & { type: 'string' }> = {
  documents: { type: 'string', value: 'DIR', help: 'the folder of the documents, instead of DOCUMENTS_DIR' },
  index: { type: 'string', value: 'DIR', help: 'the folder of the index, instead of INDEX_DIR' },
};

/** One command of the command line. */
export interface Command<Options extends OptionDescriptions = OptionDescriptions> {
  /** Its positional arguments, for the help. */
  usage: string;
  /** What it does, and what its exit codes mean. */
  description: string;
  options: Options;
  /** @returns The exit code. */
  run(given: Given<Options>): Promise<number>;
}

/** Infers the types of the values that `run` gets from a command's options. */
export function defineCommand<const Options extends OptionDescriptions>(command: Command<Options>): Command {
  return command;
}
