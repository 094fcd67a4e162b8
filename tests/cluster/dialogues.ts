import { readFileSync } from 'node:fs';
import type { Answer } from '../../src/protocol/answer.ts';
import type { DocumentText } from '../../src/protocol/documents.ts';
import { askServer } from '../support/ask-server.ts';
import type { ClusterServer } from '../support/cluster.ts';

/** Questions that are asked one after another in one conversation. */
export type Dialogue = readonly string[];

/** What does not differ between two answers to the same question. */
type SameAnswer = Pick<Answer, 'kind' | 'text' | 'reason' | 'citations' | 'confidence'>;

/** The answers of a single, undisturbed server. */
export interface Reference {
  dialogues: readonly Dialogue[];
  /** By dialogue and turn. */
  answers: readonly (readonly SameAnswer[])[];
}

const TURNS = 3;

/** Dialogues of questions about the declaration; the last of each leans on those before. */
export function readDialogues(limit = Number.POSITIVE_INFINITY): Dialogue[] {
  const file = new URL('../questions/declaration.jsonl', import.meta.url);
  const lines = readFileSync(file, 'utf8').trim().split('\n');
  const questions = lines.map((line) => (JSON.parse(line) as { question: string }).question);
  const dialogues: Dialogue[] = [];
  for (let from = 0; from + TURNS <= questions.length && dialogues.length < limit; from += TURNS) {
    const followUp = dialogues.length % 2 === 0 ? 'А когда это было?' : 'Кто это подписал?';
    dialogues.push([...questions.slice(from, from + TURNS - 1), followUp]);
  }
  return dialogues;
}

/** Asks one server everything, one question at a time. */
export async function askUndisturbed(server: ClusterServer, dialogues: readonly Dialogue[]): Promise<Reference> {
  const answers: SameAnswer[][] = [];
  for (const dialogue of dialogues) {
    const given: SameAnswer[] = [];
    let conversationId: string | undefined;
    for (const message of dialogue) {
      const { answer } = await askServer(server.life!.url, { message, conversationId }, { isStreamed: false });
      if (answer === null) throw new Error(`Cannot ask "${message}": an undisturbed server does not answer`);
      conversationId = answer.conversationId;
      given.push(sameOf(answer));
    }
    answers.push(given);
  }
  return { dialogues, answers };
}

/** The canonical texts of all documents of a server, by id. */
export async function readTexts(server: ClusterServer): Promise<Map<string, string>> {
  const { documents } = (await (await server.call('/api/documents')).json()) as { documents: { id: string }[] };
  const texts = new Map<string, string>();
  for (const { id } of documents) {
    const { text } = (await (await server.call(`/api/documents/${encodeURIComponent(id)}`)).json()) as DocumentText;
    texts.set(id, text);
  }
  return texts;
}

/** What is wrong with an answer, or null. @param expected Null: only what it cites is compared. */
export function whatIsWrong(
  answer: Answer,
  { expected, texts }: { expected: SameAnswer | null; texts: ReadonlyMap<string, string> },
): string | null {
  for (const { documentId, start, end, quote } of answer.citations) {
    if (texts.get(documentId)?.slice(start, end) !== quote) return `"${quote}" is not in "${documentId}"`;
  }
  if (expected === null) return null;
  const [is, should] = [JSON.stringify(sameOf(answer)), JSON.stringify(expected)];
  return is === should ? null : `${is} instead of ${should}`;
}

function sameOf({ kind, text, reason, citations, confidence }: Answer): SameAnswer {
  // The order in which a database adds numbers up is not always the same: the last digits are not, either.
  return { kind, text, reason, citations, confidence: Number(confidence.toFixed(9)) };
}
