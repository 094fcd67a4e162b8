import type { BaseLanguageModelInput } from '@langchain/core/language_models/base';
import type { RunnableConfig } from '@langchain/core/runnables';

/** What a LangChain chat model is asked, and what is handed from run to run. */
export type ModelPrompt = BaseLanguageModelInput;
export type ModelRunConfig = RunnableConfig;

/** What is used of LangChain's AIMessageChunk. */
export interface ModelChunk {
  text: string;
  usage_metadata?: { input_tokens: number; output_tokens: number } | undefined;
  /** `status` in answers of /responses. */
  response_metadata: { finish_reason?: unknown; status?: unknown };
}

/** What is used of a LangChain chat model. */
export interface LangChainChatModel {
  stream(prompt: ModelPrompt, config?: ModelRunConfig): Promise<AsyncIterable<ModelChunk>>;
}
