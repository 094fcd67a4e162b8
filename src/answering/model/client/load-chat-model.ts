import type { ChatModelConfig } from '../../../config/config.ts';
import { PilcrowError, reasonOf } from '../../../errors.ts';
import { loadGgufModel } from './gguf/load-gguf-model.ts';
import type { LangChainChatModel } from './langchain-chat-model.ts';
import type { RequestCorrections } from './wire/correct-request.ts';
import { createModelFetch } from './wire/create-model-fetch.ts';
import { fetchThrough } from './wire/fetch-through.ts';

const OPENAI_URL = 'https://api.openai.com/v1';
/** OpenAI's client requires a key; self-hosted servers mostly ignore it. */
const NO_KEY = 'none';

/**
 * Loads the LangChain chat model of a provider, without calling it. It does not retry by itself.
 *
 * @throws CHAT_MODEL_UNAVAILABLE when the provider's package is not installed.
 */
export async function loadChatModel(
  config: ChatModelConfig,
  corrections: RequestCorrections,
): Promise<LangChainChatModel> {
  const { provider } = config;
  if (provider === 'gguf') return loadGgufModel(config);
  // Imported late: LangChain's model classes cost a third of a second at start, and most run without a chat model.
  const { initChatModel, MODEL_PROVIDER_CONFIG } = await import('langchain/chat_models/universal');
  try {
    return await initChatModel(config.model, {
      modelProvider: provider,
      maxRetries: 0,
      ...(corrections.omitsTemperature ? {} : { temperature: config.temperature }),
      streamUsage: true,
      ...fieldsOf(provider, config, { corrections, fetch: await fetchThrough(config.proxies) }),
    });
  } catch (error) {
    if (!reasonOf(error).startsWith('Unable to import')) throw error;
    const name = MODEL_PROVIDER_CONFIG[provider].package;
    throw new PilcrowError(
      'CHAT_MODEL_UNAVAILABLE',
      `Cannot load the chat model "${config.provider}:${config.model}": the package "${name}" is not installed; npm install ${name}`,
      { cause: error },
    );
  }
}

/** Address, key and length: each package names them in its own way. */
function fieldsOf(
  provider: Exclude<ChatModelConfig['provider'], 'gguf'>,
  { baseUrl, apiKey, maxTokens, headers }: ChatModelConfig,
  { corrections, fetch }: { corrections: RequestCorrections; fetch: typeof globalThis.fetch },
): Record<string, unknown> {
  switch (provider) {
    case 'openai': {
      const url = new URL(baseUrl ?? OPENAI_URL);
      const query = url.search;
      url.search = '';
      const configuration = {
        baseURL: url.href.replace(/\/$/, ''),
        defaultHeaders: headers,
        fetch: createModelFetch({ corrections, query, fetch }),
        logLevel: 'off',
      };
      // Both always given: what is not given is taken from OPENAI_… of the environment, the key of another service perhaps.
      return {
        apiKey: apiKey ?? NO_KEY,
        configuration,
        maxTokens,
        ...(corrections.usesResponses && { useResponsesApi: true }),
      };
    }
    case 'ollama':
      return {
        ...(baseUrl && { baseUrl }),
        headers: { ...(apiKey && { authorization: `Bearer ${apiKey}` }), ...headers },
        numPredict: maxTokens,
      };
    case 'anthropic':
      return {
        apiKey: apiKey ?? NO_KEY,
        ...(baseUrl && { anthropicApiUrl: baseUrl }),
        clientOptions: { defaultHeaders: headers },
        maxTokens,
      };
    case 'google-genai':
      return { apiKey: apiKey ?? NO_KEY, ...(baseUrl && { baseUrl }), maxOutputTokens: maxTokens };
    case 'mistralai':
      return { apiKey: apiKey ?? NO_KEY, ...(baseUrl && { serverURL: baseUrl }), maxTokens };
  }
}
