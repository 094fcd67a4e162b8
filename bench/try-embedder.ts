import { readFileSync } from 'node:fs';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import path from 'node:path';
import { createAssistant } from '../src/assistant.ts';
import { loadConfig, PROJECT_DIRECTORY } from '../src/config/config.ts';
import { splitParagraphs } from '../src/documents/canonical-text/split-paragraphs.ts';
import { cosineOf } from '../src/embeddings/cosine.ts';
import { locateModel } from '../src/embeddings/model-files.ts';
import { openEmbedder } from '../src/embeddings/open-embedder.ts';
import { evaluateQuestions } from '../src/evaluation/evaluate.ts';
import { type EvaluationQuestion, readQuestions } from '../src/evaluation/questions.ts';
import { summarize } from '../src/evaluation/summarize.ts';
import { loadCalibration } from '../src/retrieval/calibration.ts';
import { splitSentences } from '../src/text/split-sentences.ts';
import { runBare } from './bare-onnx.ts';
import { percentile, timeEach } from './measure.ts';

/* Tries an embedding model: what it finds by itself and within the product, how fast, how large. */

const CALIBRATION = path.join(PROJECT_DIRECTORY, 'embeddings/calibration');
const DECLARATION = path.join(PROJECT_DIRECTORY, 'tests/questions/declaration.jsonl');
const QUESTIONS_TIMED = 60;

interface Source {
  paragraphs: string[];
  questions: (EvaluationQuestion & { gold: NonNullable<EvaluationQuestion['gold']> })[];
}

const model = process.argv[2] ?? 'embeddings/model';
const config = loadConfig({ ...process.env, EMBEDDING_MODEL: model });
const embedder = openEmbedder(config.embedding);
const { dimensions } = await embedder.model();
const sources = await readSources();
const paragraphs = sources.flatMap((source) => source.paragraphs);
const sentences = paragraphs.map((text) => splitSentences(text).map(({ start, end }) => text.slice(start, end)));
const texts = [...paragraphs, ...sentences.flat()];
await embedder.embed(paragraphs, 'passage');

const startedAt = performance.now();
const vectors = await embedInBatches(texts);
const seconds = (performance.now() - startedAt) / 1000;
const dense = await denseHits(vectors);
const questions = sources.flatMap((source) => source.questions).slice(0, QUESTIONS_TIMED);
const times = await timeEach(questions, ({ question }) => embedder.embed([`${question} `], 'query'));
const memory = process.memoryUsage().rss / 1e6;
await embedder.close();
const bare = await runBare(config.embedding, texts);
const product = await evaluateProduct();

const percent = (share: number | null) => (share === null ? '–' : share.toFixed(2));
process.stdout.write(`Model                                    ${model}
Weights                                  ${(await loadCalibration(config.embedding)).origin}
Size of its files                        ${((await sizeOf((await locateModel(config.embedding)).directory)) / 1e6).toFixed(1)} MB
Numbers of a vector in the index         ${dimensions}
hit@1 by paragraph, by its vector alone  ${dense.byParagraph.toFixed(2)} of ${dense.asked} questions, each in its document
hit@1 by the better of it and a sentence ${dense.bySentence.toFixed(2)}
tests/questions: hit@1, fused            ${percent(product.answerable.hitAt1)}
  answerable: answered, related          ${percent(product.answerable.outcomes.answered)}, ${percent(product.answerable.outcomes.related)}
  nothing there, near: answered          ${percent(product['unanswerable near'].outcomes.answered)}
  nothing there, far: answered           ${percent(product['unanswerable far'].outcomes.answered)}
Paragraphs and sentences a second        ${(texts.length / seconds).toFixed(0)}; ONNX Runtime alone on ${availableParallelism()} threads ${(texts.length / bare.seconds).toFixed(0)}: ${(bare.seconds / seconds).toFixed(2)}
Milliseconds a question, median          ${percentile(times, 0.5).toFixed(1)}
Memory of the process                    ${memory.toFixed(0)} MB
`);
process.exit(0);

async function readSources(): Promise<Source[]> {
  const names = (await readdir(CALIBRATION)).filter((name) => name.endsWith('.txt'));
  return Promise.all(
    names.map(async (name) => {
      const text = readFileSync(path.join(CALIBRATION, name), 'utf8');
      const asked = await readQuestions([path.join(CALIBRATION, name.replace(/txt$/, 'jsonl'))]);
      return {
        paragraphs: splitParagraphs(text).map(({ start, end }) => text.slice(start, end)),
        questions: asked.flatMap((question) =>
          question.gold && question.history.length === 0 ? [{ ...question, gold: question.gold }] : [],
        ),
      };
    }),
  );
}

/** As an index is made: texts of like length come together, and each core has its own. */
async function embedInBatches(all: string[]): Promise<Float32Array[]> {
  const places = all.map((_, place) => place).sort((a, b) => all[a]!.length - all[b]!.length);
  const found: Float32Array[] = new Array(all.length);
  const batches = Array.from({ length: Math.ceil(places.length / 64) }, (_, index) =>
    places.slice(index * 64, (index + 1) * 64),
  );
  const work = async () => {
    for (let batch = batches.shift(); batch; batch = batches.shift()) {
      const embedded = await embedder.embed(
        batch.map((place) => all[place]!),
        'passage',
      );
      for (const [index, place] of batch.entries()) found[place] = embedded[index]!;
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
  return found;
}

async function denseHits(found: Float32Array[]) {
  let [paragraph, sentence, asked, byParagraph, bySentence] = [0, paragraphs.length, 0, 0, 0];
  for (const source of sources) {
    const own = source.paragraphs.map((_, index) => {
      const count = sentences[paragraph + index]!.length;
      const ofSentences = found.slice(sentence, sentence + count);
      sentence += count;
      return { whole: found[paragraph + index]!, ofSentences };
    });
    paragraph += own.length;
    const embedded = await embedder.embed(
      source.questions.map(({ question }) => question),
      'query',
    );
    for (const [index, { gold }] of source.questions.entries()) {
      const vector = embedded[index]!;
      const wholes = own.map(({ whole }) => cosineOf(vector, whole));
      const better = own.map(({ ofSentences }, place) =>
        Math.max(wholes[place]!, ...ofSentences.map((one) => cosineOf(vector, one))),
      );
      const isRight = (scores: number[]) => gold.paragraphs.includes(scores.indexOf(Math.max(...scores)) + 1);
      asked += 1;
      byParagraph += Number(isRight(wholes));
      bySentence += Number(isRight(better));
    }
  }
  return { asked, byParagraph: byParagraph / asked, bySentence: bySentence / asked };
}

async function evaluateProduct() {
  const indexDirectory = await mkdtemp(path.join(tmpdir(), 'pilcrow-try-embedder-'));
  const assistant = await createAssistant({ ...config, indexDirectory });
  try {
    await assistant.buildIndex();
    const { all: _, ...groups } = summarize(await evaluateQuestions(assistant, await readQuestions([DECLARATION])));
    return groups as Record<
      'answerable' | 'unanswerable near' | 'unanswerable far',
      ReturnType<typeof summarize>['all']
    >;
  } finally {
    await assistant.close();
    await rm(indexDirectory, { recursive: true, force: true });
  }
}

async function sizeOf(directory: string): Promise<number> {
  const files = await readdir(directory, { recursive: true, withFileTypes: true });
  const sizes = await Promise.all(
    files.filter((file) => file.isFile()).map(async (file) => (await stat(path.join(file.parentPath, file.name))).size),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}
