import { type Assistant as OpenAssistant, createAssistant as openAssistant } from '../assistant.ts';
import { type Config, loadConfig } from '../config/config.ts';
import { SETTING_NAMES } from '../config/settings.ts';
import { PilcrowError } from '../errors.ts';
import { createApp as createServerApp } from '../http/app.ts';
import { createLog, type Log } from '../log.ts';
import { selectDocuments } from '../retrieval/select-documents.ts';
import type * as declared from './pilcrow-types.ts';
import type { Assistant, Options, Question, Selection } from './pilcrow-types.ts';

export { PilcrowError };

const DEFAULT_LIMIT = 10;

/** What `createApp` needs of an assistant beside its surface. */
const opened = new WeakMap<Assistant, { assistant: OpenAssistant; config: Config; log: Log }>();

/** Opens an assistant, as its type describes. */
export const createAssistant: typeof declared.createAssistant = async (options = {}) => {
  const config = loadConfig({ LOG_LEVEL: 'warn', ...environmentOf(options) }, { directory: process.cwd() });
  const log = createLog(config.logLevel);
  const inner = await openAssistant(config, { log });
  const questionOf = async (given: string | (Question & Selection)): Promise<Question> => {
    const { tags, ...question } = typeof given === 'string' ? { message: given } : given;
    const { documentIds } = question;
    return { ...question, documentIds: await selectDocuments({ documentIds, tags }, inner.documents) };
  };
  const assistant: Assistant = {
    ask: async (question, more) => inner.ask(await questionOf(question), more),
    async *stream(question, more) {
      yield* inner.streamAnswer(await questionOf(question), more);
    },
    search: (query, { limit = DEFAULT_LIMIT, ...selection } = {}) => inner.search(query, { limit, ...selection }),
    documents: () => inner.documents(),
    update: () => inner.buildIndex(),
    chain: inner.chain,
    retriever: ({ limit = DEFAULT_LIMIT, ...more } = {}) => inner.retriever({ limit, ...more }),
    close: () => inner.close(),
  };
  try {
    for (const { error } of (await inner.buildIndex()).problems) log.warn(error.message);
  } catch (error) {
    await inner.close();
    throw error;
  }
  opened.set(assistant, { assistant: inner, config, log });
  return assistant;
};

/** Creates the app of an assistant, as its type describes. */
export const createApp: typeof declared.createApp = (assistant) => {
  const parts = opened.get(assistant);
  if (!parts) throw new TypeError('Cannot create the app: this assistant is not one of createAssistant');
  return createServerApp(parts);
};

/** The options as the environment would give them. */
function environmentOf(options: Options): Record<string, string> {
  const unknown = Object.keys(options).filter((name) => !SETTING_NAMES.includes(name));
  if (unknown.length > 0) {
    const state = `${unknown.map((name) => `"${name}"`).join(', ')} is no setting`;
    throw new PilcrowError('CONFIG_INVALID', `Cannot create the assistant: ${state}; README lists them all`);
  }
  return Object.fromEntries(
    Object.entries(options)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name, String(value)]),
  );
}
