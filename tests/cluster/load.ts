import { setTimeout as pause } from 'node:timers/promises';
import type { Answer } from '../../src/protocol/answer.ts';
import type { KeptConversation } from '../../src/protocol/conversation.ts';
import { askServer, NOTHING, type Reply, sendRequest } from '../support/ask-server.ts';
import type { Cluster, ClusterServer, Life } from '../support/cluster.ts';
import { until } from '../support/until.ts';
import { type Dialogue, type Reference, whatIsWrong } from './dialogues.ts';

/** A request that did not end with what was asked for. */
export interface Failure {
  server: string;
  what: string;
  reply: Reply;
  /** `performance.now()` */
  begunAt: number;
  endedAt: number;
  /** Its server was killed before it ended. */
  isOfKilled: boolean;
}

/** A turn whose answer was received whole. */
interface Acknowledged {
  question: string;
  answer: Pick<Answer, 'id' | 'text'>;
}

/** What many clients saw. */
export interface LoadReport {
  /** Answered to the end. */
  answered: number;
  wrong: string[];
  failures: Failure[];
  /** By the id of their conversation, in order. */
  acknowledged: Map<string, Acknowledged[]>;
  longestMs: number;
}

/** Questions that are being asked. */
export interface Load {
  report: LoadReport;
  /** Resolves when so many are answered in all. */
  reaches(answered: number): Promise<void>;
  /** Lets each client end the question it is asking. */
  stop(): Promise<void>;
}

/** What is asked, and by how many at once. */
export interface LoadOptions {
  cluster: Cluster;
  dialogues: readonly Dialogue[];
  /** Null: answers may change meanwhile, only their citations are looked at. */
  answers: Reference['answers'] | null;
  texts: ReadonlyMap<string, string>;
  clients: number;
  /** Which documents are asked. */
  documentIds?: string[];
}

const PAUSE_MS = 50;
const MAX_LOAD_MS = 10 * 60_000;
const MAX_START_MS = 2 * 60_000;

/** Asks dialogues again and again, each question of another server, half of them as streams, until it is stopped. */
export function startLoad(options: LoadOptions): Load {
  const report: LoadReport = { answered: 0, wrong: [], failures: [], acknowledged: new Map(), longestMs: 0 };
  const state = { isOver: false, next: 0, nextServer: 0 };
  const clients = Array.from({ length: options.clients }, () => askDialogues(options, report, state));
  const all = Promise.all(clients);
  return {
    report,
    async reaches(answered) {
      const reached = until(() => report.answered >= answered, {
        what: `${answered} answers`,
        ...{ timeoutMs: MAX_LOAD_MS, everyMs: PAUSE_MS, state: () => `${report.answered} answers` },
      });
      // A client that fails ends the waiting, too.
      await Promise.race([reached, all]);
    },
    async stop() {
      state.isOver = true;
      await all;
    },
  };
}

type State = { isOver: boolean; next: number; nextServer: number };

async function askDialogues(options: LoadOptions, report: LoadReport, state: State): Promise<void> {
  while (!state.isOver) {
    const index = state.next % options.dialogues.length;
    state.next += 1;
    let conversationId: string | undefined;
    for (const [turn, question] of options.dialogues[index]!.entries()) {
      const expected = options.answers?.[index]?.[turn] ?? null;
      const answer = await askUntilAnswered(question, { ...options, report, state, conversationId });
      if (answer === null) return;
      const problem = whatIsWrong(answer, { expected, texts: options.texts });
      if (problem !== null) report.wrong.push(`"${question}": ${problem}`);
      conversationId = answer.conversationId;
      const turns = report.acknowledged.get(conversationId) ?? [];
      report.acknowledged.set(conversationId, [...turns, { question, answer }]);
    }
  }
}

type Asking = LoadOptions & { report: LoadReport; state: State; conversationId: string | undefined };

/** Null: it is over. */
async function askUntilAnswered(question: string, asking: Asking): Promise<Answer | null> {
  const { report, state, conversationId, documentIds } = asking;
  while (!state.isOver) {
    const isStreamed = state.next % 2 === 0;
    const body = { message: question, conversationId, documentIds };
    const reply = await requestNext(asking, 'question', ({ url }) => askServer(url, body, { isStreamed }));
    if (reply.answer !== null) {
      report.answered += 1;
      return reply.answer;
    }
    await pause(PAUSE_MS);
    const kept = conversationId === undefined ? null : await keptAfterAll(question, { ...asking, conversationId });
    if (kept) return kept;
  }
  return null;
}

/** The answer to a question that failed for its reader: it may have been saved all the same, and then asking again would save it twice. */
async function keptAfterAll(question: string, asking: Asking & { conversationId: string }): Promise<Answer | null> {
  const { report, state, conversationId } = asking;
  const before = report.acknowledged.get(conversationId)!.length;
  while (!state.isOver) {
    let turns: KeptConversation['turns'] = [];
    const read = async (response: Response): Promise<Reply> => {
      turns = ((await response.json()) as KeptConversation).turns;
      return { ...NOTHING, outcome: 'answered' };
    };
    const { outcome, status } = await requestNext(asking, 'conversation', ({ url }) =>
      sendRequest(() => fetch(`${url}/api/conversations/${conversationId}`), read),
    );
    if (status === 404) return null;
    if (outcome === 'answered') {
      const [kept, ...more] = turns.slice(before);
      return kept?.question === question && more.length === 0 ? kept.answer : null;
    }
    await pause(PAUSE_MS);
  }
  return null;
}

/** Asks the next server that runs, and notes what is to be noted. */
async function requestNext(
  { cluster, report, state }: Pick<Asking, 'cluster' | 'report' | 'state'>,
  what: string,
  ask: (life: Life) => Promise<Reply>,
): Promise<Reply> {
  const { server, life } = await nextServer(cluster, state);
  const begunAt = performance.now();
  const reply = await ask(life);
  const endedAt = performance.now();
  report.longestMs = Math.max(report.longestMs, endedAt - begunAt);
  if (reply.outcome !== 'answered') {
    report.failures.push({ server: server.name, what, reply, begunAt, endedAt, isOfKilled: life.killedAt !== null });
  }
  return reply;
}

/** One that runs, in the life that it has when it is chosen. */
async function nextServer({ servers }: Cluster, state: State): Promise<{ server: ClusterServer; life: Life }> {
  const next = () => {
    for (let tried = 0; tried < servers.length; tried += 1) {
      state.nextServer = (state.nextServer + 1) % servers.length;
      const server = servers[state.nextServer]!;
      const { life } = server;
      if (life !== null) return { server, life };
    }
    return null;
  };
  return await until(next, { what: 'a server that runs', timeoutMs: MAX_START_MS, everyMs: PAUSE_MS });
}

/** The turns of a conversation, or null when it is not there. @throws Error when the server does not say */
export async function readTurns(url: string, id: string): Promise<KeptConversation['turns'] | null> {
  const response = await fetch(`${url}/api/conversations/${id}`);
  if (response.status === 404) return null;
  if (!response.ok) throw new Error(`Cannot read the conversation: ${response.status}`);
  return ((await response.json()) as KeptConversation).turns;
}

/** Looks for every turn whose answer was received, on each server in turn; returns what is missing. */
export async function lookForTurns({ servers }: Cluster, { acknowledged }: LoadReport): Promise<string[]> {
  const lost: string[] = [];
  const lives = servers.flatMap(({ life }) => life ?? []);
  for (const [index, [id, expected]] of [...acknowledged].entries()) {
    const turns = await readTurns(lives[index % lives.length]!.url, id);
    const is = turns?.map(({ question, answer }) => [question, answer.id, answer.text]);
    const should = expected.map(({ question, answer }) => [question, answer.id, answer.text]);
    // One more may be there, whose answer no client received.
    if (JSON.stringify(is?.slice(0, should.length)) !== JSON.stringify(should)) {
      lost.push(`conversation ${id}: ${is?.length ?? 'no'} turns of ${should.length}`);
    }
  }
  return lost;
}
