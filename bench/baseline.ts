import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { MemoryVectorStore } from '@langchain/classic/vectorstores/memory';
import { Document } from '@langchain/core/documents';
import express from 'express';
import { loadConfig, PROJECT_DIRECTORY } from '../src/config/config.ts';
import { splitParagraphs } from '../src/documents/canonical-text/split-paragraphs.ts';
import { TransformersEmbedder } from '../src/embeddings/transformers-embedder.ts';

/** The plainest thing built with LangChain: its in-memory vector store with the same embedder, nothing else. */
export async function createBaseline(embedder: TransformersEmbedder, texts: string[]): Promise<MemoryVectorStore> {
  const store = new MemoryVectorStore(embedder);
  await store.addDocuments(texts.map((pageContent) => new Document({ pageContent })));
  return store;
}

/** The paragraphs of the text files in a folder, that of the bundled document unless another is given. */
export async function textParagraphs(directory = path.join(PROJECT_DIRECTORY, 'documents')): Promise<string[]> {
  const files = (await readdir(directory)).filter((name) => name.endsWith('.txt'));
  const texts = await Promise.all(files.map((name) => readFile(path.join(directory, name), 'utf8')));
  return texts.flatMap((text) => splitParagraphs(text).map(({ start, end }) => text.slice(start, end)));
}

/** Serves that store over HTTP: what the server's figures are compared with. */
async function serve(): Promise<void> {
  const texts = await textParagraphs(process.env.DOCUMENTS_DIR);
  const store = await createBaseline(new TransformersEmbedder(loadConfig({}).embedding), texts);
  const app = express();
  app.post('/api/chat', express.json(), async (request, response) => {
    const found = await store.similaritySearchWithScore(String(request.body.message), 10);
    response.json({ paragraphs: found.map(([document, similarity]) => ({ text: document.pageContent, similarity })) });
  });
  const server = app.listen(0, '127.0.0.1', () => {
    const address = server.address();
    if (address && typeof address === 'object') console.log(`listening on http://127.0.0.1:${address.port}`);
  });
}

if (process.argv[2] === 'serve') await serve();
