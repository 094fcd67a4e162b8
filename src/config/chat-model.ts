import { type ProxiesConfig, proxiesOf } from './proxies.ts';
import { CHAT_MODEL_PROVIDERS, type Settings } from './settings.ts';

/** Which chat model writes the answers, and how long it may take. */
export type ChatModelConfig = Readonly<{
  provider: (typeof CHAT_MODEL_PROVIDERS)[number];
  model: string;
  /** Null: the provider's own. */
  baseUrl: string | null;
  /** A secret: never logged, never in a message. Null: the server requires none. */
  apiKey: string | null;
  temperature: number;
  maxTokens: number;
  /** From the question to the first words, retries included. */
  firstTokenMs: number;
  /** From the question to the first words, while its server shows that it is at work. */
  thinkingMs: number;
  answerMs: number;
  retries: number;
  /** Questions that its server is asked at once; null: no limit. */
  concurrency: number | null;
  /** Added to what its server is sent, for OpenAI-compatible ones. */
  extraBody: Readonly<Record<string, unknown>>;
  /** Sent with every request; may be secrets. */
  headers: Readonly<Record<string, string>>;
  /** For OpenAI-compatible servers. Null: they are asked directly. */
  proxies: ProxiesConfig | null;
}>;

/** The chat model of the settings, or null when there is none. */
export function chatModelOf(settings: Settings, environment: NodeJS.ProcessEnv): ChatModelConfig | null {
  const [provider, ...name] = settings.CHAT_MODEL?.split(':') ?? [];
  const known = CHAT_MODEL_PROVIDERS.find((candidate) => candidate === provider);
  if (!known) return null;
  const effort = settings.CHAT_MODEL_REASONING_EFFORT;
  return {
    provider: known,
    model: name.join(':'),
    baseUrl: settings.CHAT_MODEL_BASE_URL ?? null,
    apiKey: settings.CHAT_MODEL_API_KEY ?? null,
    temperature: settings.CHAT_MODEL_TEMPERATURE,
    maxTokens: settings.CHAT_MODEL_MAX_TOKENS,
    firstTokenMs: settings.CHAT_MODEL_FIRST_TOKEN_SECONDS * 1000,
    thinkingMs: settings.CHAT_MODEL_THINKING_SECONDS * 1000,
    answerMs: settings.CHAT_MODEL_ANSWER_SECONDS * 1000,
    retries: settings.CHAT_MODEL_RETRIES,
    // A model in this process has memory for one conversation.
    concurrency: known === 'gguf' ? 1 : (settings.CHAT_MODEL_CONCURRENCY ?? null),
    extraBody: { ...(effort && { reasoning_effort: effort }), ...settings.CHAT_MODEL_EXTRA_BODY },
    headers: settings.CHAT_MODEL_HEADERS,
    proxies: proxiesOf(environment),
  };
}

/** Problems of a missing key: a provider's own service requires one, a server of one's own often does not. */
export function keyProblems(given: Record<string, string | undefined>): string[] {
  const isService = /^(?:openai|anthropic|google-genai|mistralai):./.test(given.CHAT_MODEL ?? '');
  if (!isService || given.CHAT_MODEL_BASE_URL || given.CHAT_MODEL_API_KEY) return [];
  return ['CHAT_MODEL_API_KEY: needed, unless CHAT_MODEL_BASE_URL names a server that requires none'];
}
