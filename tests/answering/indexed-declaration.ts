import path from 'node:path';
import { after } from 'node:test';
import type { Answerer, QuoteSelector } from '../../src/answering/answer.ts';
import { createExtractiveAnswerer } from '../../src/answering/extractive/extractive-answerer.ts';
import { createStatementJudge, type StatementJudge } from '../../src/answering/extractive/judge-statement.ts';
import { createQuoteSelector } from '../../src/answering/extractive/select-quotes.ts';
import { type DocumentDetails, documentDetailsIn } from '../../src/answering/model/prompt/document-details.ts';
import { type Neighbours, neighboursIn } from '../../src/answering/model/prompt/pack-passages.ts';
import { openReplier, type Replier } from '../../src/answering/replies/create-replier.ts';
import { buildIndex } from '../../src/build-index.ts';
import { PROJECT_DIRECTORY } from '../../src/config/config.ts';
import type { Embedder } from '../../src/embeddings/embedder.ts';
import { loadCalibration } from '../../src/retrieval/calibration.ts';
import { createSentenceScorer } from '../../src/retrieval/score-sentences.ts';
import { createSearch, type Search } from '../../src/retrieval/search-paragraphs.ts';
import { openSqliteStore } from '../../src/stores/sqlite/paragraph-store.ts';
import { copyPreparedIndex } from '../support/prepared-index.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';
import { embeddingConfig, openBuiltInEmbedder } from '../support/tiny-model.ts';

/** What answers questions about the bundled document: the parts of an assistant, each to be used by itself. */
export interface IndexedDeclaration {
  search: Search;
  selectQuotes: QuoteSelector;
  judgeStatement: StatementJudge;
  answerer: Answerer;
  canonicalText: (documentId: string) => Promise<string | null>;
  embedder: Embedder;
  neighbours: Neighbours;
  detailsOf: DocumentDetails;
  replier: Replier;
}

const BUNDLED = path.join(PROJECT_DIRECTORY, 'documents');

/** Indexes the bundled documents, or another folder, with the built-in model, until the test or suite that asked for it is over. */
export async function indexDeclaration(directory = BUNDLED): Promise<IndexedDeclaration> {
  const embedder = openBuiltInEmbedder();
  const indexDirectory = temporaryDirectory();
  if (directory === BUNDLED) await copyPreparedIndex(indexDirectory);
  const store = openSqliteStore(indexDirectory);
  after(() => store.close());
  const { calibration } = await loadCalibration(embeddingConfig({}));
  await buildIndex({ store, embedder }, { directory, maxBytes: 1_000_000 });
  const search = createSearch({ store, embedder, calibration });
  const selectQuotes = createQuoteSelector({ calibration });
  const canonicalText = async (documentId: string) => (await store.document(documentId))?.text ?? null;
  return {
    search,
    selectQuotes,
    judgeStatement: createStatementJudge({ scorer: createSentenceScorer({ embedder }), calibration }),
    answerer: createExtractiveAnswerer({ selectQuotes, canonicalText, search }),
    canonicalText,
    embedder,
    neighbours: neighboursIn(store),
    detailsOf: documentDetailsIn(store),
    replier: await openReplier({ promptsDirectory: path.join(PROJECT_DIRECTORY, 'prompts'), chatModel: null }, store),
  };
}
