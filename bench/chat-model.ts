import { EventEmitter, once } from 'node:events';
import { loadavg } from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { createAnswerChain } from '../src/answer-question.ts';
import { createStatementJudge } from '../src/answering/extractive/judge-statement.ts';
import { createQuoteSelector } from '../src/answering/extractive/select-quotes.ts';
import { createGroundingCheck } from '../src/answering/grounding/check-grounding.ts';
import { createChatModelAnswerer } from '../src/answering/model/chat-model-answerer.ts';
import { createChatModel } from '../src/answering/model/client/chat-model.ts';
import { documentDetailsIn } from '../src/answering/model/prompt/document-details.ts';
import { neighboursIn } from '../src/answering/model/prompt/pack-passages.ts';
import { loadPrompts } from '../src/answering/model/prompt/prompts.ts';
import { openReplier } from '../src/answering/replies/create-replier.ts';
import { buildIndex } from '../src/build-index.ts';
import { loadConfig, PROJECT_DIRECTORY } from '../src/config/config.ts';
import type { Embedder } from '../src/embeddings/embedder.ts';
import { openEmbedder } from '../src/embeddings/open-embedder.ts';
import { createLog } from '../src/log.ts';
import type { Answer, AnswerEvent } from '../src/protocol/answer.ts';
import { loadCalibration } from '../src/retrieval/calibration.ts';
import { createSentenceScorer } from '../src/retrieval/score-sentences.ts';
import { createSearch } from '../src/retrieval/search-paragraphs.ts';
import { openSqliteStore } from '../src/stores/sqlite/paragraph-store.ts';
import {
  type ModelReply,
  type ModelRequest,
  type ModelStep,
  withChatModelServer,
} from '../tests/support/chat-model-server.ts';
import { percentile } from './measure.ts';

const WARM_UP = 20;
const MEASURED = 200;
const STREAMS = 200;
const SENTENCES = 5;
const STEP_MS = 5;

const QUESTION = 'Какие специальные операции проводятся на регулярной основе?';
const CITED = 'Считаем важным проведение';
const SENTENCE = 'На регулярной основе проводятся специальные операции «Канал», «Нелегал», «ПРОКСИ» и «Наемник»';

/** A measured figure; there is nothing to compare it with but the target. */
interface ChatModelRow {
  what: string;
  unit: string;
  pilcrow: number;
  baseline: null;
  baselineIs: string;
}

/** Measures the whole chain against a scripted server of this process, so that both share a clock, and a processor. */
export async function benchChatModel(indexDirectory: string): Promise<ChatModelRow[]> {
  const embedder = openEmbedder(loadConfig({}).embedding);
  const store = openSqliteStore(indexDirectory);
  try {
    const parts = await openParts(store, embedder);
    const mark = await timeFirstText(parts, 'mark');
    const strict = await timeFirstText(parts, 'strict');
    const { ended, peakMemoryMbEach } = await streamManyAtOnce(parts);
    const row = (what: string, unit: string, pilcrow: number, target: string): ChatModelRow => {
      return { what, unit, pilcrow, baseline: null, baselineIs: `target: ${target}` };
    };
    return [
      row('end of a sentence to its text, mark, p50', 'ms', mark.p50, '15'),
      row('end of a sentence to its text, mark, p95', 'ms', mark.p95, '15'),
      row('end of a sentence to its text, strict, p50', 'ms', strict.p50, '15'),
      row('end of a sentence to its text, strict, p95', 'ms', strict.p95, '15'),
      row(`${STREAMS} streams at once, answered`, '', ended, `${STREAMS}`),
      row('the same, peak memory a stream', 'MB', peakMemoryMbEach, 'less than 1'),
      row('load average meanwhile', '', loadavg()[0]!, 'none'),
    ];
  } finally {
    store.close();
    await embedder.close();
  }
}

type Parts = Awaited<ReturnType<typeof openParts>>;

async function openParts(store: ReturnType<typeof openSqliteStore>, embedder: Embedder) {
  const directory = path.join(PROJECT_DIRECTORY, 'documents');
  await buildIndex({ store, embedder }, { directory, maxBytes: 1_000_000 });
  const { calibration } = await loadCalibration(loadConfig({}).embedding);
  return {
    replier: await openReplier({ promptsDirectory: path.join(PROJECT_DIRECTORY, 'prompts'), chatModel: null }, store),
    search: createSearch({ store, embedder, calibration }),
    selectQuotes: createQuoteSelector({ calibration }),
    canonicalText: async (documentId: string) => (await store.document(documentId))?.text ?? null,
    neighbours: neighboursIn(store),
    detailsOf: documentDetailsIn(store),
    checkGrounding: createGroundingCheck({ embedder }),
    judgeStatement: createStatementJudge({ scorer: createSentenceScorer({ embedder }), calibration }),
    prompts: await loadPrompts(path.join(PROJECT_DIRECTORY, 'prompts')),
    contextTokens: 3000,
    log: createLog('error'),
  };
}

/** Answers questions with a model that replies as scripted. */
async function withChain(
  parts: Parts,
  { grounding, reply }: { grounding: 'strict' | 'mark'; reply: (request: ModelRequest) => ModelReply },
  run: (ask: (onEvent: (event: AnswerEvent) => void) => Promise<Answer | null>) => Promise<void>,
): Promise<void> {
  await withChatModelServer(reply, async (server) => {
    const model = await createChatModel(server.config());
    const chain = createAnswerChain({ ...parts, answerer: createChatModelAnswerer({ ...parts, model, grounding }) });
    await run(async (onEvent) => {
      let answer: Answer | null = null;
      for await (const events of await chain.stream({ message: QUESTION })) {
        for (const event of events) {
          onEvent(event);
          if (event.event === 'answer-end') answer = event.data;
        }
      }
      return answer;
    });
  });
}

/** From the token that shows that the first sentence is over to our first text. */
async function timeFirstText(parts: Parts, grounding: 'strict' | 'mark'): Promise<{ p50: number; p95: number }> {
  const times: number[] = [];
  let writtenAt = Number.NaN;
  let shownAt = Number.NaN;
  const shown = new EventEmitter();
  const reply = (request: ModelRequest): ModelReply => [
    `${SENTENCE} [${labelOf(request)}].`,
    when(() => setTimeout(10)),
    when(async () => {
      writtenAt = performance.now();
    }),
    ' Далее ',
    when(() => once(shown, 'text')),
    'всё.',
  ];
  await withChain(parts, { grounding, reply }, async (ask) => {
    for (let run = 0; run < WARM_UP + MEASURED; run += 1) {
      shownAt = Number.NaN;
      await ask(({ event }) => {
        if (event !== 'text-delta' || !Number.isNaN(shownAt)) return;
        shownAt = performance.now();
        shown.emit('text');
      });
      if (run >= WARM_UP) times.push(shownAt - writtenAt);
    }
  });
  return { p50: percentile(times, 0.5), p95: percentile(times, 0.95) };
}

/** Memory is that of the whole process, the scripted server and its connections included. */
async function streamManyAtOnce(parts: Parts): Promise<{ ended: number; peakMemoryMbEach: number }> {
  const gate = new EventEmitter().setMaxListeners(STREAMS + 1);
  let peak = 0;
  const clock = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage.rss());
    gate.emit('step');
  }, STEP_MS);
  const reply = (request: ModelRequest): ModelReply =>
    `${SENTENCE} [${labelOf(request)}]. `
      .repeat(SENTENCES)
      .split(/(?<= )/)
      .flatMap((word) => [when(() => once(gate, 'step')), word]);
  let ended = 0;
  let before = Number.NaN;
  await withChain(parts, { grounding: 'strict', reply }, async (ask) => {
    await ask(() => undefined);
    before = process.memoryUsage.rss();
    peak = before;
    const answers = await Promise.all(Array.from({ length: STREAMS }, () => ask(() => undefined)));
    ended = answers.filter((answer) => answer?.kind === 'answered' && answer.model).length;
  });
  clearInterval(clock);
  return { ended, peakMemoryMbEach: (peak - before) / STREAMS / 1e6 };
}

/** A step of a script that waits for what begins when the step is reached. */
function when(wait: () => Promise<unknown>): ModelStep {
  return {
    get until() {
      return wait();
    },
  };
}

/** The label that the cited sentence has in the prompt. */
function labelOf({ body }: ModelRequest): number {
  return Number(new RegExp(`\\[(\\d+)\\] ${CITED}`).exec(JSON.stringify(body.messages))?.[1]);
}
