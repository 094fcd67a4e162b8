import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, describe, it } from 'node:test';
import { type Assistant, createAssistant } from '../../../src/assistant.ts';
import { loadConfig } from '../../../src/config/config.ts';
import type { Answer } from '../../../src/protocol/answer.ts';
import { startPostgres } from '../../support/postgres.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

/** A question about the declaration, with the paragraphs that answer it. */
interface KnownQuestion {
  question: string;
  paragraphs?: number[];
}

const file = new URL('../../questions/declaration.jsonl', import.meta.url);
const questions = readFileSync(file, 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as KnownQuestion);

const postgres = await startPostgres();
/** PGlite takes half a second a question: there some of them are asked. */
const asked = questions.filter((_, index) => postgres.isReal || index % 6 === 0);
const assistants: Assistant[] = [];
after(async () => {
  for (const assistant of assistants) await assistant.close();
  await postgres.stop();
});

async function openIndexed(settings: Record<string, string>): Promise<Assistant> {
  const assistant = await createAssistant(
    loadConfig({ ...settings, STORE_CONVERSATIONS: 'false', LOG_LEVEL: 'error' }),
  );
  assistants.push(assistant);
  await assistant.buildIndex();
  return assistant;
}

/** What is said and what it is proven with, to the letter. */
const proven = ({ kind, text, citations }: Answer) => JSON.stringify([kind, text, citations]);

describe('answers from PostgreSQL', () => {
  it('are the same as from SQLite in at least 97 of 100 cases, with the right paragraph first as often', async () => {
    const { url, schema } = postgres.config;
    const sqlite = await openIndexed({ INDEX_DIR: temporaryDirectory() });
    const other = await openIndexed({ DATABASE_URL: url, DATABASE_SCHEMA: schema });
    const right = { sqlite: 0, postgres: 0 };
    const different: string[] = [];
    for (const { question, paragraphs = [] } of asked) {
      const ask = (assistant: Assistant) => assistant.ask({ message: question });
      const [a, b] = await Promise.all([ask(sqlite), ask(other)]);
      if (proven(a) !== proven(b)) different.push(question);
      if (paragraphs.includes(a.paragraphs[0]?.paragraph ?? 0)) right.sqlite += 1;
      if (paragraphs.includes(b.paragraphs[0]?.paragraph ?? 0)) right.postgres += 1;
    }
    assert.ok(different.length <= Math.ceil(asked.length * 0.03), different.join('\n'));
    assert.ok(right.sqlite > asked.length / 3 && right.postgres >= right.sqlite, JSON.stringify(right));
  });
});
