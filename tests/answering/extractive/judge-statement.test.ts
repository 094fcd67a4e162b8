import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { createStatementJudge, type StatementJudge } from '../../../src/answering/extractive/judge-statement.ts';
import { loadCalibration } from '../../../src/retrieval/calibration.ts';
import { createSentenceScorer } from '../../../src/retrieval/score-sentences.ts';
import type { SearchResult } from '../../../src/retrieval/search-paragraphs.ts';
import { temporaryDirectory, writeFiles } from '../../support/temporary-directory.ts';
import { embeddingConfig } from '../../support/tiny-model.ts';
import { indexDeclaration } from '../indexed-declaration.ts';

const MANUAL = `Kiln manual

The kiln weighs 64 kg and stands on four wheels. It heats up to 1,200 °C in three hours.

The lid stays locked until the chamber is below 60 °C. The guarantee covers the heating coils for five years.

The controller shows the temperature, the time left and the number of the programme.`;

describe('a statement judge', { timeout: 60_000 }, () => {
  const indexing = indexDeclaration(writeFiles(temporaryDirectory(), { 'kiln.txt': MANUAL }));
  let ask: (question: string) => Promise<SearchResult>;
  let judge: StatementJudge;
  before(async () => {
    const { search, embedder } = await indexing;
    const { calibration } = await loadCalibration(embeddingConfig({}));
    judge = createStatementJudge({ scorer: createSentenceScorer({ embedder }), calibration });
    ask = (question) => search({ question, context: [] });
  });

  /** Judges what somebody says with words of the manual as its proof. */
  async function judged(question: string, text: string, quote: string) {
    const found = await ask(question);
    const { paragraph } = found.paragraphs.find((ranked) => ranked.paragraph.text.includes(quote))!;
    const start = paragraph.start + paragraph.text.indexOf(quote);
    return (await judge(found, { text, cited: [{ paragraph, start, end: start + quote.length }] }))!;
  }

  const GUARANTEE = 'The guarantee covers the heating coils for five years.';
  const QUESTION = 'How long is the guarantee on the heating coils?';

  it('finds a statement on the best excerpt as good as that', async () => {
    const { kind, behind, odds } = await judged(QUESTION, 'The coils are guaranteed for five years.', GUARANTEE);
    assert.equal(kind, 'answered');
    assert.ok(behind < 1, `${behind} behind`);
    assert.ok(odds.confidence > 0.5, `confidence ${odds.confidence}`);
  });

  it('finds one beside the point far behind', async () => {
    const weight = 'The kiln weighs 64 kg and stands on four wheels.';
    const { behind } = await judged(QUESTION, 'The kiln weighs 64 kg.', weight);
    assert.ok(behind > 3, `${behind} behind`);
  });

  it('finds one ahead that says the words of the question itself', async () => {
    const said = await judged(QUESTION, 'The guarantee on the heating coils is five years long.', GUARANTEE);
    const short = await judged(QUESTION, 'Five years.', GUARANTEE);
    assert.ok(said.behind < short.behind, `${said.behind}, ${short.behind}`);
  });

  it('does not let it answer that lacks the number that is asked for', async () => {
    const { kind } = await judged(
      'How much does the kiln cost?',
      'The kiln stands on wheels.',
      'stands on four wheels',
    );
    assert.notEqual(kind, 'answered');
  });

  it('judges nothing where nothing is cited of what was found', async () => {
    assert.equal(await judge(await ask(QUESTION), { text: 'Five years.', cited: [] }), null);
  });
});
