import { statSync } from 'node:fs';
import { inspect, parseArgs } from 'node:util';
import { adviceHere } from '../config/advice-here.ts';
import { PilcrowError, reasonOf } from '../errors.ts';
import { escapeControls } from '../log.ts';
import { nativeModuleProblem } from '../runtime/native-module-problem.ts';
import { type Command, FOLDER_OPTIONS, type Given, type OptionDescriptions } from './command.ts';
import { formatCommandHelp, formatHelp } from './format-help.ts';

interface CommandEntry {
  summary: string;
  /** Loads the command when it is called, so that the help is instant. */
  load(): Promise<Command>;
}

/** Every command, in the order of the help. */
const COMMANDS: Record<string, CommandEntry> = {
  ask: { summary: 'answer one question', load: async () => (await import('./commands/ask.ts')).ask },
  chat: { summary: 'answer questions one after another', load: async () => (await import('./commands/chat.ts')).chat },
  search: {
    summary: 'list the paragraphs nearest to a query',
    load: async () => (await import('./commands/search.ts')).search,
  },
  explain: {
    summary: 'say why a question is answered as it is',
    load: async () => (await import('./commands/explain.ts')).explain,
  },
  index: {
    summary: 'bring the index up to date with the documents',
    load: async () => (await import('./commands/index-documents.ts')).indexDocuments,
  },
  add: {
    summary: 'add a page of a site, or those of a site map',
    load: async () => (await import('./commands/add.ts')).add,
  },
  refresh: {
    summary: 'take what changed of the pages of sites',
    load: async () => (await import('./commands/refresh.ts')).refresh,
  },
  doctor: {
    summary: 'check the index, the documents and the conversations',
    load: async () => (await import('./commands/doctor.ts')).doctor,
  },
  backup: {
    summary: 'copy documents, index and conversations',
    load: async () => (await import('./commands/backup.ts')).backup,
  },
  restore: { summary: 'go back to a backup', load: async () => (await import('./commands/restore.ts')).restore },
  'migrate-store': {
    summary: 'copy everything into the other kind of store',
    load: async () => (await import('./commands/migrate-store.ts')).migrateStore,
  },
  serve: {
    summary: 'answer over HTTP, with the chat page',
    load: async () => (await import('./commands/serve.ts')).serve,
  },
  mcp: {
    summary: 'answer a program over standard input and output',
    load: async () => (await import('./commands/mcp.ts')).mcp,
  },
  evaluate: {
    summary: 'measure answers on questions with known answers',
    load: async () => (await import('./commands/evaluate.ts')).evaluate,
  },
  'measure-retrieval': {
    summary: 'measure how well passages are found for queries',
    load: async () => (await import('./commands/measure-retrieval.ts')).measureRetrieval,
  },
  calibrate: {
    summary: 'learn what the scores of an embedding model mean',
    load: async () => (await import('./commands/calibrate.ts')).calibrate,
  },
};

const EXIT_FAILURE = 1;
const EXIT_USAGE = 2;
/** EX_SOFTWARE of sysexits.h. */
const EXIT_BUG = 70;

/**
 * Runs the command named by the first argument; a folder there is served.
 *
 * @returns The exit code: what the command says, 1 for an anticipated failure, 2 when the command line is wrong, 70 for a bug.
 */
export async function runCommandLine(args: string[]): Promise<number> {
  try {
    const [name, ...rest] = args;
    if (name === undefined) {
      process.stderr.write(formatHelp(COMMANDS));
      return EXIT_USAGE;
    }
    if (['--help', '-h', 'help'].includes(name)) {
      process.stdout.write(formatHelp(COMMANDS));
      return 0;
    }
    if (['--version', '-v'].includes(name)) {
      const { VERSION } = await import('../config/version.ts');
      process.stdout.write(`${VERSION}\n`);
      return 0;
    }
    if (!Object.hasOwn(COMMANDS, name) && isFolder(name)) return await runCommand('serve', ['--documents', ...args]);
    return await runCommand(name, rest);
  } catch (error) {
    return printFailure(error);
  }
}

/**
 * Writes to standard error what went wrong: the message of an anticipated failure, the stack of a bug.
 *
 * @returns The exit code that goes with it.
 */
export function printFailure(error: unknown): number {
  const moduleProblem = nativeModuleProblem(error);
  if (moduleProblem !== null) {
    process.stderr.write(`${moduleProblem}\n`);
    return EXIT_FAILURE;
  }
  if (error instanceof PilcrowError) {
    process.stderr.write(`${escapeControls(adviceHere(error.message))}
`);
    return error.code === 'USAGE_INVALID' ? EXIT_USAGE : EXIT_FAILURE;
  }
  process.stderr.write(
    `This is a bug in Pilcrow; please report it with the lines below.\n${escapeControls(inspect(error))}\n`,
  );
  return EXIT_BUG;
}

async function runCommand(name: string, args: string[]): Promise<number> {
  const entry = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!entry) {
    const names = Object.keys(COMMANDS).join(', ');
    const state = `it is no folder, and the commands are ${names}`;
    throw new PilcrowError('USAGE_INVALID', `Cannot run "${name}": ${state}; see --help`);
  }
  const command = await entry.load();
  const { positionals, values } = parseCommand(name, args, command.options);
  if (values.help) {
    process.stdout.write(formatCommandHelp(name, command));
    return 0;
  }
  const { documents, index } = values as { documents?: string; index?: string };
  if (documents !== undefined && !isFolder(documents)) {
    const state = `--documents is "${documents}", which is no folder`;
    throw new PilcrowError('USAGE_INVALID', `Cannot run "${name}": ${state}; see ${name} --help`);
  }
  if (documents !== undefined || index !== undefined) {
    const { useFolders } = await import('../config/config.ts');
    useFolders({ documents, index });
  }
  return command.run({ positionals, values });
}

function isFolder(name: string): boolean {
  return statSync(name, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

function parseCommand(name: string, args: string[], options: OptionDescriptions): Given<OptionDescriptions> {
  try {
    return parseArgs({
      args,
      options: { ...options, ...FOLDER_OPTIONS, help: { type: 'boolean', short: 'h' } },
      allowPositionals: true,
    });
  } catch (cause) {
    // Node adds a second sentence on "--", which is beside the point for a misspelt option.
    const [state] = reasonOf(cause).split('. ');
    throw new PilcrowError('USAGE_INVALID', `Cannot run "${name}": ${state}; see ${name} --help`, { cause });
  }
}
