import { availableParallelism } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import {
  AutoModelForSequenceClassification,
  AutoTokenizer,
  type PreTrainedModel,
  type PreTrainedTokenizer,
  type Tensor,
} from '@xenova/transformers';
import type { RerankerConfig } from '../../config/config.ts';
import { batchByLength } from '../../embeddings/batch-by-length.ts';
import { locateModel, type ModelLocation } from '../../embeddings/model-files.ts';
import { useModelFiles } from '../../embeddings/use-model-files.ts';
import { reasonOf } from '../../errors.ts';

/** A request to the worker: passages to judge, to give up judging them, or to end. */
export type RerankRequest =
  | { id: number; question: string; passages: readonly string[] }
  | { giveUp: number }
  | 'close';

/** What the worker posts: once `ready` or `failed`, then one message a request that was not given up. */
export type RerankMessage =
  | { type: 'ready' }
  | { type: 'failed'; reason: string; location: ModelLocation }
  | { type: 'scored'; id: number; scores: number[] }
  | { type: 'task-failed'; id: number; reason: string };

const port = parentPort!;
const config = workerData as RerankerConfig;
const say = (message: RerankMessage) => port.postMessage(message);

interface CrossEncoder {
  tokenizer: PreTrainedTokenizer;
  model: PreTrainedModel;
}

/** Requests that are being answered. */
const running = new Set<number>();
let isClosing = false;

async function load(): Promise<CrossEncoder | null> {
  const location = await locateModel(config);
  try {
    const name = useModelFiles(location, config);
    const tokenizer = await AutoTokenizer.from_pretrained(name);
    const model = await AutoModelForSequenceClassification.from_pretrained(name, {
      dtype: config.dtype,
      // A question waits for it, unlike for the embedding of documents.
      session_options: { intraOpNumThreads: availableParallelism(), interOpNumThreads: 1, enableCpuMemArena: false },
    });
    await scoreBatch({ tokenizer, model }, '¶', ['¶']);
    say({ type: 'ready' });
    return { tokenizer, model };
  } catch (error) {
    say({ type: 'failed', reason: reasonOf(error), location });
    port.close();
    return null;
  }
}

/** Judges passages in batches of like length. Null when it is given up. */
async function score(
  loaded: CrossEncoder,
  { id, question, passages }: { id: number; question: string; passages: readonly string[] },
): Promise<number[] | null> {
  const scores = passages.map(() => 0);
  for (const places of batchByLength(lengthsOf(loaded.tokenizer, question, passages))) {
    if (isClosing || !running.has(id)) return null;
    const judged = await scoreBatch(
      loaded,
      question,
      places.map((place) => passages[place]!),
    );
    for (const [index, place] of places.entries()) scores[place] = judged[index]!;
  }
  return scores;
}

/** Tokens of each pair. */
function lengthsOf(tokenizer: PreTrainedTokenizer, question: string, passages: readonly string[]): number[] {
  const questions = passages.map(() => question);
  const pairs = tokenizer(questions, { text_pair: [...passages], truncation: true, return_tensor: false });
  return pairs.input_ids.map(({ length }) => length);
}

/** One logit a pair; of two classes, by how much the second, "relevant", is ahead. */
async function scoreBatch({ tokenizer, model }: CrossEncoder, question: string, passages: string[]): Promise<number[]> {
  const questions = passages.map(() => question);
  const inputs = tokenizer(questions, { text_pair: passages, padding: true, truncation: true });
  const { logits }: { logits: Tensor } = await model(inputs);
  const [, classes] = logits.dims;
  if (classes !== 1 && classes !== 2) throw new Error(`it has ${String(classes)} classes, a reranker has 1 or 2`);
  const values = logits.data as Float32Array;
  const scores = passages.map((_, row) => (classes === 1 ? values[row]! : values[2 * row + 1]! - values[2 * row]!));
  if (!scores.every(Number.isFinite)) throw new Error('it gives scores that are no numbers');
  return scores;
}

async function answer(loaded: CrossEncoder, request: Exclude<RerankRequest, 'close' | { giveUp: number }>) {
  const { id } = request;
  try {
    const scores = await score(loaded, request);
    if (scores !== null) say({ type: 'scored', id, scores });
  } catch (error) {
    say({ type: 'task-failed', id, reason: reasonOf(error) });
  } finally {
    running.delete(id);
    endWhenIdle();
  }
}

/** Ends the thread from inside: terminating it in the middle of native code would end the whole process. */
function endWhenIdle(): void {
  if (isClosing && isLoaded && running.size === 0) process.exit();
}

let isLoaded = false;
const loading = load().finally(() => {
  isLoaded = true;
});
port.on('message', async (request: RerankRequest) => {
  if (request === 'close') isClosing = true;
  else if ('giveUp' in request) running.delete(request.giveUp);
  else running.add(request.id);
  const loaded = await loading;
  if (request === 'close' || loaded === null) endWhenIdle();
  else if ('id' in request) await answer(loaded, request);
});
await loading;
