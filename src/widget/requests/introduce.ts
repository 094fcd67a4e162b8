import type { Introduction } from '../../protocol/documents.ts';
import type { ChatSettings } from '../chat-settings.ts';

/** Provides what a chat shows before its first question. */
export interface Introducer {
  /** The introduction for these settings, loaded once; null until it has arrived. */
  introductionFor(settings: ChatSettings): Introduction | null;
}

/** A server that is still preparing its documents is asked again, for a minute. */
const RETRY_MS = 3000;
const MAX_TRIES = 20;

/** Creates an introducer. Where the server has no introduction, there are the page's own questions or none. */
export function createIntroducer({ onArrive }: { onArrive: () => void }): Introducer {
  let address = '';
  let introduction: Introduction | null = null;

  async function load(from: string): Promise<void> {
    let response = await fetch(from).catch(() => null);
    for (let tries = 1; response?.status === 503 && tries < MAX_TRIES && from === address; tries += 1) {
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
      response = await fetch(from).catch(() => null);
    }
    const arrived = response?.ok ? ((await response.json().catch(() => null)) as Introduction | null) : null;
    if (from !== address) return;
    introduction = arrived ?? { about: '', questions: [] };
    onArrive();
  }

  return {
    introductionFor(settings) {
      const wanted = introductionAddress(settings);
      if (wanted !== address) {
        address = wanted;
        introduction = null;
        void load(wanted);
      }
      const { questions } = settings;
      if (questions !== null) return { about: introduction?.about ?? '', questions };
      return introduction;
    },
  };
}

function introductionAddress({ server, language, documentIds, tags }: ChatSettings): string {
  const url = new URL('api/introduction', server);
  url.searchParams.set('language', language);
  if (documentIds.length > 0) url.searchParams.set('documentIds', documentIds.join(','));
  if (tags.length > 0) url.searchParams.set('tags', tags.join(','));
  return url.href;
}
