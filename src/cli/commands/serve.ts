import { constants } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { openAccessNotice } from '../../config/access.ts';
import { describeDatabase } from '../../config/database.ts';
import { isThisMachine } from '../../config/this-machine.ts';
import { reasonOf } from '../../errors.ts';
import { defineCommand } from '../command.ts';
import { followDocuments, updateWithPatience } from '../follow-documents.ts';
import { type OpenAssistant, withAssistant } from '../open-assistant.ts';
import { proposeQuestions } from '../propose-questions.ts';
import { describeAddress, describeProposals } from '../terminal/describe-server.ts';

/** How long a stop waits for an update of the index, in milliseconds; and for the store to say whether there is one. */
const INDEXING_GRACE_MS = 5_000;
const ASKING_MS = 500;

/** Serves answers until a signal stops it. */
export const serve = defineCommand({
  usage: '',
  description:
    'Brings the index up to date, then answers on HOST and PORT and follows what changes in DOCUMENTS_DIR. Files that cannot be\n' +
    'read are logged. With a database (DATABASE_URL) it indexes the folder only while the database is empty, unless\n' +
    'WATCH_DOCUMENTS=true.\n' +
    'It prints where, and questions that the documents answer. Where PORT is not set and 3000 is in use, it takes a free port.\n' +
    'Where only this machine reaches it and ADMIN_TOKEN is not set, a printed link lets one browser add documents.\n' +
    'SIGTERM or Ctrl-C: takes no new questions, finishes running answers or aborts them within 8 s, exit code 0. A second one ends it at once.',
  options: {},
  run: () => withAssistant(serveUntilStopped, { keepsConversations: true }),
});

async function serveUntilStopped(open: OpenAssistant): Promise<number> {
  const { assistant, config, log } = open;
  const { answering } = await updateWithPatience(open);
  const [{ createApp }, { createRunningAnswers }, { startServer }, { createInvitation }] = await Promise.all([
    import('../../http/app.ts'),
    import('../../http/api/answers/running-answers.ts'),
    import('../../http/server.ts'),
    import('../../http/security/invitation.ts'),
  ]);
  await remarkOnSettings(open);
  if (!config.database) await warnOfNoGraph(open);
  await assistant.library.removeLeftovers().catch((error: unknown) => {
    log.warn('Cannot look for unfinished uploads', { error });
  });
  const invitation = createInvitation(config);
  const http = { ...config.http, ...(invitation && { adminToken: invitation.token }) };
  const runningAnswers = createRunningAnswers({ limit: http.maxAnswersAtOnce });
  const app = createApp({ assistant, config: { host: config.host, http }, log, runningAnswers, invitation });
  const server = await startServer({ app, config, log, stopAnswers: runningAnswers.stop });
  const url = `${server.url}${http.basePath}`;
  log.info('Listening', { url });
  process.stdout.write(describeAddress(url, invitation?.path));
  void answering.then(() => printProposals(open, url)).catch(() => {});
  const stopping = new AbortController();
  void greetModel(open, stopping.signal);
  const stopFollowing = config.watchesDocuments ? followDocuments(open) : async () => {};
  try {
    const failing = answering.then(() => new Promise<never>(() => {}));
    const signal = await Promise.race([receiveStopSignal(), failing]);
    log.info(`Stopping after ${signal}: finishing the answers begun`);
  } finally {
    stopping.abort();
    await Promise.all([server.stop(), within(INDEXING_GRACE_MS, stopFollowing())]);
  }
  await leaveIndexing(open);
  return 0;
}

/** Ends the process while documents are being indexed, which may take hours: as after a kill, the next start goes on from there. */
async function leaveIndexing({ assistant, log }: OpenAssistant): Promise<void> {
  const indexing = await within(ASKING_MS, assistant.indexing()).catch(() => null);
  if (indexing === null) return;
  const { done, total } = indexing;
  log.info(`Stopped after ${done} of ${total} files were indexed; the next start goes on from there`);
  process.exit(0);
}

/** What a promise gives, or null when that takes longer. */
async function within<Value>(ms: number, promise: Promise<Value>): Promise<Value | null> {
  const waiting = new AbortController();
  try {
    return await Promise.race([promise, sleep(ms, null, { signal: waiting.signal })]);
  } finally {
    waiting.abort();
  }
}

/** Logs which settings may not be what was meant. */
async function remarkOnSettings({ config, log }: OpenAssistant): Promise<void> {
  const { loadCalibration } = await import('../../retrieval/calibration.ts');
  const { host, http } = config;
  const notice = openAccessNotice(config);
  if (notice !== null) log.warn(notice);
  if (!isThisMachine(host) && http.allowedHosts.length === 0) {
    log.warn(`HOST is "${host}": other machines reach this server, by any name; set ALLOWED_HOSTS to its names`);
  }
  if (http.trustProxy === true) {
    log.warn('TRUST_PROXY is "true": every caller can claim any address; name the proxy, or say how many there are');
  }
  if ((await loadCalibration(config.embedding)).origin === 'built-in') {
    log.info('The embedding model has no calibration: it answers on the weights of the built-in model', {
      model: config.embedding.model,
      advice: 'run "npm run calibrate" to learn its own',
    });
  }
  if (config.database) {
    const { write, read } = config.database;
    log.info('Keeping everything in a database', {
      database: describeDatabase(write),
      replica: read && describeDatabase(read),
    });
  }
}

/** Says where questions are compared with every paragraph, as no graph can be built: that costs time from tens of thousands on. */
async function warnOfNoGraph({ log }: OpenAssistant): Promise<void> {
  const { graphProblem } = await import('../../stores/sqlite/vectors/hnswlib.ts');
  if (graphProblem !== null) log.warn(graphProblem);
}

/** Asks the chat model once, so that its log says at the start whether it answers. */
async function greetModel({ config: { chatModel }, log }: OpenAssistant, signal: AbortSignal): Promise<void> {
  if (chatModel === null) return;
  const { greetChatModel } = await import('../../answering/model/try-chat-model.ts');
  try {
    await greetChatModel(chatModel, { signal });
    log.info('The chat model answers', { model: chatModel.model });
  } catch (error) {
    if (!signal.aborted) log.warn(`${reasonOf(error)}; until then the excerpts answer`);
  }
}

/** Prints questions to begin with, once they are found: the server answers meanwhile, and may be stopped. */
async function printProposals({ assistant, log }: OpenAssistant, url: string): Promise<void> {
  try {
    const questions = await proposeQuestions(assistant);
    if (questions.length > 0) process.stdout.write(describeProposals(url, questions));
  } catch (error) {
    log.debug('Cannot propose questions', { error });
  }
}

/** Waits for the first signal to stop; from then on the next one ends the process at once. */
function receiveStopSignal(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    let isStopping = false;
    const stop = (signal: NodeJS.Signals) => {
      if (isStopping) process.exit(128 + constants.signals[signal]);
      isStopping = true;
      resolve(signal);
    };
    process.on('SIGINT', stop);
    process.on('SIGTERM', stop);
  });
}
