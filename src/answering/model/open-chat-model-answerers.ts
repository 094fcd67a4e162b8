import type { ChatModelConfig, ChatModelsConfig } from '../../config/config.ts';
import type { Embedder } from '../../embeddings/embedder.ts';
import type { Log } from '../../log.ts';
import type { Calibration } from '../../retrieval/calibration.ts';
import { createSentenceScorer } from '../../retrieval/score-sentences.ts';
import type { Search } from '../../retrieval/search-paragraphs.ts';
import type { SearchedStore } from '../../stores/paragraph-store.ts';
import type { UsageCounter } from '../../stores/usage-counter.ts';
import type { CanonicalText, QuoteSelector } from '../answer.ts';
import { createStatementJudge } from '../extractive/judge-statement.ts';
import { createGroundingCheck } from '../grounding/check-grounding.ts';
import { createChatModelAnswerer } from './chat-model-answerer.ts';
import { createChatModel } from './client/chat-model.ts';
import { createDailyLimits } from './client/spending/daily-limits.ts';
import { withDailyLimits } from './client/spending/with-daily-limits.ts';
import { withFallback } from './client/with-fallback.ts';
import { documentDetailsIn } from './prompt/document-details.ts';
import { neighboursIn } from './prompt/pack-passages.ts';
import { loadPrompts } from './prompt/prompts.ts';
import { createQuestionRewriter } from './rewrite-question.ts';

/**
 * Opens the chat model. @returns What puts together the one that answers with it, by the prompts of a folder: all that it makes share the model and its limits.
 *
 * @throws CHAT_MODEL_UNAVAILABLE; what is returned throws CONFIG_INVALID for a wrong prompt.
 */
export async function openChatModelAnswerers(
  chatModel: ChatModelsConfig,
  parts: {
    search: Search;
    selectQuotes: QuoteSelector;
    canonicalText: CanonicalText;
    embedder: Embedder;
    calibration: Calibration;
    store: SearchedStore;
    log: Log;
    grounding: 'strict' | 'mark';
    contextTokens: number;
    /** Null where the model has no limits of a day. */
    usageCounter: UsageCounter | null;
  },
) {
  const { embedder, calibration, store } = parts;
  const { model, rewriting } = await openModels(chatModel, parts);
  return async (promptsDirectory: string) => {
    const prompts = await loadPrompts(promptsDirectory);
    const answerer = createChatModelAnswerer({
      ...parts,
      model,
      prompts,
      checkGrounding: createGroundingCheck({ embedder }),
      judgeStatement: createStatementJudge({ scorer: createSentenceScorer({ embedder }), calibration }),
      neighbours: neighboursIn(store),
      detailsOf: documentDetailsIn(store),
    });
    return { answerer, makeQuery: createQuestionRewriter({ ...parts, model: rewriting, prompts }) };
  };
}

/** The model that answers, with the one that is asked where it fails, and the one that rewrites follow-ups. */
async function openModels(
  chatModel: ChatModelsConfig,
  { usageCounter: counter, log }: { usageCounter: UsageCounter | null; log: Log },
) {
  const { rewritingModel, fallback, dailyLimits } = chatModel;
  const limits = dailyLimits && counter && createDailyLimits(dailyLimits, { counter, log });
  const open = async (config: ChatModelConfig) => {
    const model = await createChatModel(config);
    return limits ? withDailyLimits(model, limits) : model;
  };
  const [first, second, rewriting] = await Promise.all([
    open(chatModel),
    fallback && open(fallback),
    rewritingModel === null ? null : open({ ...chatModel, model: rewritingModel }),
  ]);
  const model = second ? withFallback(first, second, log) : first;
  return { model, rewriting: rewriting ?? model };
}
