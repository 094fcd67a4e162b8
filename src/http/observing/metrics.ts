import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { AnswerKind, AnswerReason, ModelFailure } from '../../protocol/answer.ts';

/** How an answer ended: its kind, or why there was none. */
export type Outcome = AnswerKind | 'failed' | 'left';
/** From the question to the paragraphs found, to the first words, and to the end. */
export type Stage = 'search' | 'first-text' | 'whole';

/** What is counted and timed, in Prometheus' terms. */
export interface Metrics {
  countAnswer(labels: { client: string; outcome: Outcome }): void;
  /** Counts a reply beside its answer, by what it replies to. */
  countReply(reason: AnswerReason): void;
  /** Counts sentences of the chat model that were left out of an answer, by reason. */
  countOmitted(reasons: Record<string, number>): void;
  timeStage(stage: Stage, seconds: number): void;
  /** Counts a stream as open. @returns The function that counts it as closed. */
  openStream(): () => void;
  /** Counts a failure of the chat model by its kind, whether its excerpts answered instead or a part of its text. */
  countModelFailure(kind: ModelFailure): void;
  /** Counts an answer of excerpts in the place of the chat model's, by why it is one. */
  countModelFallback(reason: AnswerReason): void;
  countTokens(direction: 'input' | 'output', tokens: number): void;
  timeRequest(labels: { method: string; route: string; status: string }, seconds: number): void;
  contentType: string;
  /** The text of `GET /metrics`. */
  expose(): Promise<string>;
}

const STAGES: readonly Stage[] = ['search', 'first-text', 'whole'];
const BUCKET_SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

/**
 * Creates the metrics of one server, on a registry of its own.
 *
 * @param options.runningAnswers Read at each call of `expose`.
 */
export function createMetrics({ runningAnswers }: { runningAnswers: { readonly count: number } }): Metrics {
  const registry = new Registry();
  // Memory, processor and event-loop delay of the process.
  collectDefaultMetrics({ register: registry });
  const { questions, replies, stages } = answerMetrics(registry);
  const { tokens, omitted, failures, fallbacks } = modelMetrics(registry);
  const requests = new Histogram({
    name: 'pilcrow_http_request_seconds',
    help: 'HTTP requests, from the request line to the end of the answer',
    labelNames: ['method', 'route', 'status'],
    buckets: BUCKET_SECONDS,
    registers: [registry],
  });
  const { streams } = loadMetrics(registry, runningAnswers);
  return {
    countAnswer: (labels) => questions.inc(labels),
    countReply: (reason) => replies.inc({ reason }),
    countOmitted(reasons) {
      for (const [reason, count] of Object.entries(reasons)) omitted.inc({ reason }, count);
    },
    timeStage: (stage, seconds) => stages.observe({ stage }, seconds),
    openStream() {
      streams.inc();
      return () => streams.dec();
    },
    countModelFailure: (kind) => failures.inc({ kind }),
    countModelFallback: (reason) => fallbacks.inc({ reason }),
    countTokens: (direction, count) => tokens.inc({ direction }, count),
    timeRequest: (labels, seconds) => requests.observe(labels, seconds),
    contentType: registry.contentType,
    expose: () => registry.metrics(),
  };
}

/** Creates the metrics of questions and their answers. */
function answerMetrics(registry: Registry) {
  const registers = [registry];
  const questions = new Counter({
    name: 'pilcrow_questions_total',
    help: 'Questions, by client format and by how the answer ended',
    labelNames: ['client', 'outcome'],
    registers,
  });
  const replies = new Counter({
    name: 'pilcrow_replies_total',
    help: 'Messages that asked nothing of the documents, by what was replied to',
    labelNames: ['reason'],
    registers,
  });
  const stages = new Histogram({
    name: 'pilcrow_answer_stage_seconds',
    help: 'From the question to the end of the answer (whole); of streams, also to the paragraphs found and to the first text',
    labelNames: ['stage'],
    buckets: BUCKET_SECONDS,
    registers,
  });
  // Exported with 0 before the first answer, so that queries find the series.
  for (const stage of STAGES) stages.zero({ stage });
  return { questions, replies, stages };
}

/** Creates the metrics of the chat model. */
function modelMetrics(registry: Registry) {
  const registers = [registry];
  const failures = new Counter({
    name: 'pilcrow_model_failures_total',
    help: 'Answers that the chat model did not give, or not whole, by what went wrong',
    labelNames: ['kind'],
    registers,
  });
  const fallbacks = new Counter({
    name: 'pilcrow_model_fallbacks_total',
    help: 'Answers of excerpts where the chat model was asked, by their reason',
    labelNames: ['reason'],
    registers,
  });
  const omitted = new Counter({
    name: 'pilcrow_model_sentences_omitted_total',
    help: 'Sentences of the chat model that were left out of an answer, by why they are not supported',
    labelNames: ['reason'],
    registers,
  });
  const tokens = new Counter({
    name: 'pilcrow_model_tokens_total',
    help: 'Tokens of the chat model, as its server reports them',
    labelNames: ['direction'],
    registers,
  });
  return { tokens, omitted, failures, fallbacks };
}

/** Creates the metrics of the work in progress. */
function loadMetrics(registry: Registry, runningAnswers: { readonly count: number }) {
  const registers = [registry];
  const streams = new Gauge({ name: 'pilcrow_streams_open', help: 'Answers being sent piece by piece', registers });
  new Gauge({
    name: 'pilcrow_answers_running',
    help: 'Answers being written or sent, whole or as streams',
    registers,
    collect() {
      this.set(runningAnswers.count);
    },
  });
  return { streams };
}
