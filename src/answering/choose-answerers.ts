import type { Config } from '../config/config.ts';
import type { Embedder } from '../embeddings/embedder.ts';
import type { Log } from '../log.ts';
import type { Calibration } from '../retrieval/calibration.ts';
import type { Search } from '../retrieval/search-paragraphs.ts';
import type { SearchedStore } from '../stores/paragraph-store.ts';
import type { UsageCounter } from '../stores/usage-counter.ts';
import type { QuoteSelector } from './answer.ts';
import { createExtractiveAnswerer } from './extractive/extractive-answerer.ts';
import { openReplier } from './replies/create-replier.ts';

/** Who answers, and who replies to what asks nothing of the documents; `excerpts` answers with quotes alone, also where a chat model is configured. */
export type Answerers = Awaited<ReturnType<Awaited<ReturnType<typeof chooseAnswerers>>>>;

interface AnsweringParts {
  store: SearchedStore;
  embedder: Embedder;
  search: Search;
  selectQuotes: QuoteSelector;
  calibration: Calibration;
  usageCounter: UsageCounter | null;
  log: Log;
}

/** Chooses who answers, by the prompts of a folder: a chat model where one is configured, the excerpts elsewhere. */
export async function chooseAnswerers(config: Config, { store, ...parts }: AnsweringParts) {
  const canonicalText = (id: string) => store.text(id);
  const answerer = createExtractiveAnswerer({ ...parts, canonicalText });
  const model = config.chatModel && (await import('./model/open-chat-model-answerers.ts'));
  const byModel = await model?.openChatModelAnswerers(config.chatModel!, { ...config, ...parts, store, canonicalText });
  return async (promptsDirectory: string) => {
    const replier = await openReplier({ ...config, promptsDirectory }, store);
    const excerpts = { replier, answerer };
    return { answering: byModel ? { replier, ...(await byModel(promptsDirectory)) } : excerpts, excerpts };
  };
}
