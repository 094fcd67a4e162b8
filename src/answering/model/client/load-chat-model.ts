import type { BaseLanguageModelInput } from '@langchain/core/language_models/base';
import type { RunnableConfig } from '@langchain/core/runnables';
import type { ChatModelConfig } from '../../../config/config.ts';
import { PilcrowError, reasonOf } from '../../../errors.ts';
import { fetchWholeStream } from './fetch-whole-stream.ts';

/** Settings that some servers refuse: they are asked again without them. */
export type OptionalSetting = 'temperature' | 'stream_options';

/** What is used of LangChain's AIMessageChunk. */
export interface ModelChunk {
  text: string;
  usage_metadata?: { input_tokens: number; output_tokens: number } | undefined;
  response_metadata: { finish_reason?: unknown };
}

/** What is used of a LangChain chat model. */
export interface LangChainChatModel {
  stream(prompt: BaseLanguageModelInput, config?: RunnableConfig): Promise<AsyncIterable<ModelChunk>>;
}

const OPENAI_URL = 'https://api.openai.com/v1';
/** OpenAI's client requires a key; self-hosted servers mostly ignore it. */
const NO_KEY = 'none';

/**
 * Loads the LangChain chat model of a provider, without calling it. It does not retry by itself.
 *
 * @param omitted What is not sent.
 * @throws CHAT_MODEL_UNAVAILABLE when the provider's package is not installed.
 */
export async function loadChatModel(
  config: ChatModelConfig,
  omitted: ReadonlySet<OptionalSetting> = new Set(),
): Promise<LangChainChatModel> {
  // Imported late: LangChain's model classes cost a third of a second at start, and most run without a chat model.
  const { initChatModel, MODEL_PROVIDER_CONFIG } = await import('langchain/chat_models/universal');
  try {
    return await initChatModel(config.model, {
      modelProvider: config.provider,
      maxRetries: 0,
      ...(omitted.has('temperature') ? {} : { temperature: config.temperature }),
      streamUsage: !omitted.has('stream_options'),
      ...fieldsOf(config),
    });
  } catch (error) {
    if (!reasonOf(error).startsWith('Unable to import')) throw error;
    const name = MODEL_PROVIDER_CONFIG[config.provider].package;
    throw new PilcrowError(
      'CHAT_MODEL_UNAVAILABLE',
      `Cannot load the chat model "${config.provider}:${config.model}": the package "${name}" is not installed; npm install ${name}`,
      { cause: error },
    );
  }
}

/** Address, key and length: each package names them in its own way. */
function fieldsOf({ provider, baseUrl, apiKey, maxTokens }: ChatModelConfig): Record<string, unknown> {
  switch (provider) {
    case 'openai':
      return {
        // Both always given: what is not given is taken from OPENAI_… of the environment, the key of another service perhaps.
        apiKey: apiKey ?? NO_KEY,
        configuration: { baseURL: baseUrl ?? OPENAI_URL, fetch: fetchWholeStream, logLevel: 'off' },
        maxTokens,
      };
    case 'ollama':
      return {
        ...(baseUrl && { baseUrl }),
        ...(apiKey && { headers: { authorization: `Bearer ${apiKey}` } }),
        numPredict: maxTokens,
      };
    case 'anthropic':
      return { apiKey: apiKey ?? NO_KEY, ...(baseUrl && { anthropicApiUrl: baseUrl }), maxTokens };
    case 'google-genai':
      return { apiKey: apiKey ?? NO_KEY, ...(baseUrl && { baseUrl }), maxOutputTokens: maxTokens };
    case 'mistralai':
      return { apiKey: apiKey ?? NO_KEY, ...(baseUrl && { serverURL: baseUrl }), maxTokens };
  }
}
