import { CHAT_MODEL_PROVIDERS } from './chat-model-settings.ts';
import { type ProxiesConfig, proxiesOf } from './proxies.ts';
import type { Settings } from './settings.ts';

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

/** How often models may be asked in a day (UTC), and for how many tokens; null: no limit. */
type DailyLimitConfig = Readonly<{ calls: number | null; tokens: number | null }>;

/** The limits of a day, for all callers together and for each. */
export type DailyLimitsConfig = Readonly<{ ofAll: DailyLimitConfig; ofClient: DailyLimitConfig }>;

/** The model that answers, and those that help it. */
export type ChatModelsConfig = ChatModelConfig &
  Readonly<{
    /** The name of a model of the same server that rewrites follow-ups; null: the same model does. */
    rewritingModel: string | null;
    /** Asked where the first gives no word; null: the excerpts answer then. */
    fallback: ChatModelConfig | null;
    /** Of all of them together; null: they may be asked without end. */
    dailyLimits: DailyLimitsConfig | null;
  }>;

/** The chat model of the settings, or null when there is none. */
export function chatModelOf(settings: Settings, environment: NodeJS.ProcessEnv): ChatModelsConfig | null {
  const { CHAT_MODEL, CHAT_MODEL_BASE_URL, CHAT_MODEL_API_KEY, ...more } = settings;
  const of = { settings, proxies: proxiesOf(environment) };
  const answering = modelOf(CHAT_MODEL, { ...of, baseUrl: CHAT_MODEL_BASE_URL, apiKey: CHAT_MODEL_API_KEY });
  if (answering === null) return null;
  const { CHAT_MODEL_FALLBACK_BASE_URL: baseUrl, CHAT_MODEL_FALLBACK_API_KEY: apiKey } = more;
  const fallback = modelOf(more.CHAT_MODEL_FALLBACK, { ...of, baseUrl, apiKey });
  const dailyLimits = dailyLimitsOf(settings);
  return { ...answering, rewritingModel: more.CHAT_MODEL_REWRITING ?? null, fallback, dailyLimits };
}

function dailyLimitsOf(settings: Settings): DailyLimitsConfig | null {
  const limits: DailyLimitsConfig = {
    ofAll: { calls: settings.CHAT_MODEL_DAILY_CALLS || null, tokens: settings.CHAT_MODEL_DAILY_TOKENS || null },
    ofClient: {
      calls: settings.CHAT_MODEL_DAILY_CALLS_PER_CLIENT || null,
      tokens: settings.CHAT_MODEL_DAILY_TOKENS_PER_CLIENT || null,
    },
  };
  const isLimited = [limits.ofAll, limits.ofClient].some(({ calls, tokens }) => calls !== null || tokens !== null);
  return isLimited ? limits : null;
}

function modelOf(
  named: string | undefined,
  {
    settings,
    proxies,
    baseUrl,
    apiKey,
  }: {
    settings: Settings;
    proxies: ProxiesConfig | null;
    baseUrl: string | undefined;
    apiKey: string | undefined;
  },
): ChatModelConfig | null {
  const [provider, ...name] = named?.split(':') ?? [];
  const known = CHAT_MODEL_PROVIDERS.find((candidate) => candidate === provider);
  if (!known) return null;
  const effort = settings.CHAT_MODEL_REASONING_EFFORT;
  return {
    provider: known,
    model: name.join(':'),
    baseUrl: baseUrl ?? null,
    apiKey: apiKey ?? null,
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
    proxies,
  };
}

/** Problems of missing keys: a provider's own service requires one, a server of one's own often does not. */
export function keyProblems(given: Record<string, string | undefined>): string[] {
  return ['CHAT_MODEL', 'CHAT_MODEL_FALLBACK'].flatMap((setting) => {
    const isService = /^(?:openai|anthropic|google-genai|mistralai):./.test(given[setting] ?? '');
    if (!isService || given[`${setting}_BASE_URL`] || given[`${setting}_API_KEY`]) return [];
    return [`${setting}_API_KEY: needed, unless ${setting}_BASE_URL names a server that requires none`];
  });
}
