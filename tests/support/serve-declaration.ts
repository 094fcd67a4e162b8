import { after, before } from 'node:test';
import type { Assistant } from '../../src/assistant.ts';
import { openIndexedAssistant } from './indexed-assistant.ts';
import { type ServedApp, serveApp } from './serve-app.ts';

/** The application over the bundled declaration, from before the tests of the file or suite that asks for it until after them. */
export function serveDeclaration({
  settings,
  ...options
}: Omit<Parameters<typeof serveApp>[0], 'assistant'> & { settings?: NodeJS.ProcessEnv } = {}): {
  readonly assistant: Assistant;
  readonly served: ServedApp;
  readonly url: string;
} {
  let indexed: Awaited<ReturnType<typeof openIndexedAssistant>> | undefined;
  let served: ServedApp | undefined;
  before(async () => {
    indexed = await openIndexedAssistant(settings);
    served = await serveApp({ assistant: indexed.assistant, ...options });
  });
  after(async () => {
    await served?.stop({ graceMs: 1000 });
    await indexed?.discard();
  });
  return {
    get assistant() {
      return indexed!.assistant;
    },
    get served() {
      return served!;
    },
    get url() {
      return served!.url;
    },
  };
}
