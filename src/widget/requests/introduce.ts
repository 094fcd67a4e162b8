import type { Introduction } from '../../protocol/documents.ts';
import type { ChatSettings } from '../chat-settings.ts';
import { MESSAGES_BY_LANGUAGE } from '../messages/messages-by-language.ts';
import type { AskFailure } from './ask-server.ts';
import { callServer } from './call-server.ts';

/** Provides what a chat shows before its first question. */
export interface Introducer {
  /** The introduction for these settings, loaded once; null until it has arrived. */
  introductionFor(settings: ChatSettings): Introduction | null;
  /** Loads the introduction again; until it arrives, there is the one before. */
  reload(): void;
}

/** A server that is still preparing its documents is asked again, for a minute. */
const RETRY_MS = 3000;
const MAX_TRIES = 20;
/** A server that is silent for so long counts as not reached. */
const MAX_WAIT_MS = 20_000;

/**
 * Creates an introducer. Where the server has no introduction, there are the page's own questions or none.
 *
 * @param options.onFail Called where the introduction does not arrive, with the reason.
 */
export function createIntroducer({
  onArrive,
  onFail,
}: {
  onArrive: () => void;
  onFail: (kind: AskFailure['kind']) => void;
}): Introducer {
  let address = '';
  let reload = () => {};
  let introduction: Introduction | null = null;

  async function load(from: string, server: URL): Promise<void> {
    let arrived = await getInTime(from, server);
    for (let tries = 1; arrived.status === 503 && tries < MAX_TRIES && from === address; tries += 1) {
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
      arrived = await getInTime(from, server);
    }
    if (from !== address) return;
    introduction = arrived.body ?? { about: '', questions: [] };
    if (arrived.body === null) onFail(KINDS[arrived.status] ?? 'failed');
    onArrive();
  }

  return {
    introductionFor(settings) {
      const wanted = introductionAddress(settings);
      if (wanted !== address) {
        address = wanted;
        introduction = null;
        reload = () => void load(wanted, settings.server);
        reload();
      }
      const { questions } = settings;
      if (questions !== null) return { about: introduction?.about ?? '', questions };
      return introduction;
    },
    reload: () => reload(),
  };
}

/** What a status says of a failure; 0: there was no response. */
const KINDS: Record<number, AskFailure['kind']> = { 0: 'offline', 401: 'locked', 429: 'limited', 503: 'preparing' };

async function getInTime(address: string, server: URL): Promise<{ status: number; body: Introduction | null }> {
  try {
    const response = await callServer(server, address, { signal: AbortSignal.timeout(MAX_WAIT_MS) });
    return { status: response.status, body: response.ok ? ((await response.json()) as Introduction) : null };
  } catch (error) {
    // What a proxy answers in place of the server is no JSON.
    return { status: error instanceof SyntaxError ? 200 : 0, body: null };
  }
}

function introductionAddress({ server, language, documentIds, tags }: ChatSettings): string {
  const url = new URL('api/introduction', server);
  // In a language that the server does not speak, it goes by what the browser prefers.
  if (Object.hasOwn(MESSAGES_BY_LANGUAGE, language)) url.searchParams.set('language', language);
  if (documentIds.length > 0) url.searchParams.set('documentIds', documentIds.join(','));
  if (tags.length > 0) url.searchParams.set('tags', tags.join(','));
  return url.href;
}
