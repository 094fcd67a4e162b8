import { cpSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { greetChatModel } from '../src/answering/model/try-chat-model.ts';
import { type Assistant, createAssistant } from '../src/assistant.ts';
import { loadConfig, PROJECT_DIRECTORY } from '../src/config/config.ts';
import { PilcrowError, reasonOf } from '../src/errors.ts';
import { type EvaluationQuestion, readQuestions } from '../src/evaluation/questions.ts';
import type { Answer } from '../src/protocol/answer.ts';
import { percentile } from './measure.ts';

/* Tries a chat model by hand: asks questions about three documents with excerpts alone and with the model, and prints what arrived of what it wrote. */

const CALIBRATION = path.join(PROJECT_DIRECTORY, 'embeddings/calibration');
/** One is in English, two are in Russian. */
const DOCUMENTS = ['backup-guide', 'boiler-manual', 'residents-meeting'];
/** Of each document: asked in the words of the text, in others, in another language, and about what it does not say. */
const ASKED: [kind: EvaluationQuestion['kind'], count: number][] = [
  ['direct', 7],
  ['paraphrase', 5],
  ['english', 3],
  ['unanswerable', 5],
];

const USAGE = `npm run try-model -- <base url> [--model NAME] [--questions N]

Asks an OpenAI-compatible server 60 questions about three documents (one English, two Russian), with excerpts alone
and with its model, and prints each answer and a table of all. What every fourth asks for is in no document.

  npm run try-model -- http://localhost:8080/v1                      # llama.cpp, llama-cpp-python: one model, any name
  npm run try-model -- http://localhost:11434/v1 --model qwen3:8b    # Ollama, vLLM and services: by its name
  CHAT_MODEL_API_KEY=… npm run try-model -- https://… --model NAME --questions 10

Ctrl+C ends it after the question under way. CONTEXT_TOKENS and CHAT_MODEL_… have their meanings in the README:
a slow model needs CHAT_MODEL_FIRST_TOKEN_SECONDS and CHAT_MODEL_ANSWER_SECONDS. LOG_LEVEL=debug says what is left out.
`;

const { baseUrl, model, questions } = readArguments();
const chosen = (await readQuestionsOfDocuments()).slice(0, questions);
const directory = await mkdtemp(path.join(tmpdir(), 'pilcrow-try-model-'));
let isStopped = false;
process.once('SIGINT', () => {
  isStopped = true;
});
try {
  await tryModel(baseUrl);
} catch (error) {
  if (!(error instanceof PilcrowError)) throw error;
  process.exitCode = 1;
  process.stderr.write(`${error.message}\n`);
} finally {
  await rm(directory, { recursive: true, force: true });
}
process.exit();

function readArguments(): { baseUrl: string; model: string; questions: number } {
  const refuse = (state: string): never => {
    process.stderr.write(`Cannot try a chat model: ${state}; npm run try-model -- --help shows how\n`);
    process.exit(1);
  };
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        model: { type: 'string', default: 'any' },
        questions: { type: 'string', default: '60' },
        help: { type: 'boolean', default: false },
      },
    });
    if (values.help) {
      process.stdout.write(USAGE);
      process.exit(0);
    }
    const [address] = positionals;
    if (address === undefined || !URL.canParse(address)) return refuse(`"${address ?? ''}" is no address of a server`);
    const count = Number(values.questions);
    if (!(Number.isInteger(count) && count > 0)) return refuse(`"${values.questions}" is no number of questions`);
    return { baseUrl: address, model: values.model, questions: count };
  } catch (error) {
    return refuse(reasonOf(error));
  }
}

async function tryModel(address: string): Promise<void> {
  for (const name of DOCUMENTS)
    cpSync(path.join(CALIBRATION, `${name}.txt`), path.join(directory, 'documents', `${name}.txt`));
  const settings = {
    ...process.env,
    DOCUMENTS_DIR: path.join(directory, 'documents'),
    INDEX_DIR: path.join(directory, 'index'),
  };
  const config = loadConfig({ ...settings, CHAT_MODEL: `openai:${model}`, CHAT_MODEL_BASE_URL: address });
  await greetChatModel(config.chatModel!);
  const plain = await createAssistant(loadConfig({ ...settings, CHAT_MODEL: '' }));
  await plain.buildIndex();
  const written = await createAssistant(config);
  const rows: Row[] = [];
  for (const question of chosen) {
    if (isStopped) break;
    const row = await ask(question, { plain, written });
    rows.push(row);
    process.stdout.write(lineOf(row));
  }
  process.stdout.write(summaryOf(rows));
  await Promise.all([plain.close(), written.close()]);
}

interface Row {
  question: EvaluationQuestion;
  excerpts: Answer;
  answer: Answer;
  seconds: number;
}

async function readQuestionsOfDocuments(): Promise<EvaluationQuestion[]> {
  const all = await Promise.all(DOCUMENTS.map((name) => readQuestions([path.join(CALIBRATION, `${name}.jsonl`)])));
  return all.flatMap((questions) =>
    ASKED.flatMap(([kind, count]) =>
      questions.filter((question) => question.kind === kind && question.history.length === 0).slice(0, count),
    ),
  );
}

async function ask(
  question: EvaluationQuestion,
  { plain, written }: Record<'plain' | 'written', Assistant>,
): Promise<Row> {
  const excerpts = await plain.ask({ message: question.question });
  const startedAt = performance.now();
  const answer = await written.ask({ message: question.question });
  return { question, excerpts, answer, seconds: (performance.now() - startedAt) / 1000 };
}

/** Whether what is shown, or what it cites, has the answer; null for a question without one. */
function holdsAnswer({ gold }: EvaluationQuestion, { text, citations }: Answer): boolean | null {
  if (gold === null) return null;
  const shown = [text, ...citations.map(({ quote }) => quote)].join('\n').toLowerCase();
  return gold.answer.every((group) => group.some((alternative) => shown.includes(alternative.toLowerCase())));
}

function lineOf({ question, excerpts, answer, seconds }: Row): string {
  const held = (of: Answer) => ({ true: ' right', false: ' wrong', null: '' })[`${holdsAnswer(question, of)}`];
  const omitted = Object.entries(answer.omitted?.reasons ?? {}).map(([reason, count]) => `${reason} ${count}`);
  const failure = answer.model?.failure === undefined ? '' : ` failed: ${answer.model.failure}`;
  const tokens = answer.model ? `${answer.model.inputTokens ?? '?'} + ${answer.model.outputTokens ?? '?'} tokens` : '';
  return [
    `\n${question.question}`,
    `  excerpts ${excerpts.kind}${held(excerpts)}; model ${answer.kind}${held(answer)}${answer.reason === null ? '' : ` (${answer.reason})`}`,
    `  ${seconds.toFixed(1)} s ${tokens}${failure}${omitted.length > 0 ? `; left out: ${omitted.join(', ')}` : ''}`,
    `  ${answer.text.replaceAll('\n', '\n  ')}\n`,
  ].join('\n');
}

function summaryOf(rows: Row[]): string {
  const count = (fits: (row: Row) => boolean) => rows.filter(fits).length;
  const isRight = ({ question }: Row, answer: Answer) => holdsAnswer(question, answer) === true;
  const answerable = count(({ question }) => question.gold !== null);
  const reasons = new Map<string, number>();
  for (const [reason, sentences] of rows.flatMap(({ answer }) => Object.entries(answer.omitted?.reasons ?? {})))
    reasons.set(reason, (reasons.get(reason) ?? 0) + sentences);
  const times = rows.map(({ seconds }) => seconds).sort((a, b) => a - b);
  return `
Questions                                        ${rows.length}, ${answerable} with an answer
Hold it: excerpts; with the model                ${count((row) => isRight(row, row.excerpts))}; ${count((row) => isRight(row, row.answer))}
Answered without one there: excerpts; model      ${count(({ question, excerpts }) => question.gold === null && excerpts.kind === 'answered')}; ${count(({ question, answer }) => question.gold === null && answer.kind === 'answered')}
Right excerpts displaced by what does not hold it ${count((row) => isRight(row, row.excerpts) && row.excerpts.kind === 'answered' && !isRight(row, row.answer))}
Related turned answered without holding it       ${count((row) => row.excerpts.kind === 'related' && row.answer.kind === 'answered' && !isRight(row, row.answer))}
Excerpts in place of the model                   ${count(({ answer }) => answer.reason?.startsWith('model-') === true)}
Sentences left out                               ${[...reasons].map(([reason, sentences]) => `${reason} ${sentences}`).join(', ') || 'none'}
Seconds, median and longest                      ${percentile(times, 0.5).toFixed(1)}; ${Math.max(...times).toFixed(1)}
`;
}
