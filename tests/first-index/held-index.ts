import { createHash } from 'node:crypto';
import { type Assistant, createAssistant } from '../../src/assistant.ts';
import { loadConfig } from '../../src/config/config.ts';
import { vectorsReply } from '../embeddings/server/embedding-server.ts';
import { withChatModelServer } from '../support/chat-model-server.ts';
import { temporaryDirectory, writeFiles } from '../support/temporary-directory.ts';
import { until } from '../support/until.ts';

/** More files than are written together, so that a part of the index is there while the rest is held. */
export const FILES = 520;
const HELD = 'последняя карта';

/** A folder of cards, one in each file, all but alike. */
export function cards(count = FILES): Record<string, string> {
  const names = Array.from({ length: count }, (_, index) => index + 1);
  return Object.fromEntries(
    names.map((number) => [
      `card-${String(number).padStart(4, '0')}.txt`,
      `Карта ${number}. Участник ${number} играет за команду номер ${number}.${number === count ? ` Это ${HELD}.` : ''}\n`,
    ]),
  );
}

/** A vector that depends on the text alone. */
const vectorOf = (text: string) =>
  [...createHash('sha256').update(text).digest().subarray(0, 16)].map((byte) => byte - 127);

/** Settings of an index that a server embeds for, which holds the last document back until `release`. */
export async function withHeldIndex(
  visit: (held: { settings: Record<string, string>; release: () => void }) => Promise<void>,
): Promise<void> {
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  const reply = async ({ body }: { body: { input: string[] } }) => {
    if (body.input.some((text) => text.includes(HELD))) await released;
    return vectorsReply(body.input.map(vectorOf));
  };
  await withChatModelServer(reply, async ({ url }) => {
    const settings = {
      DOCUMENTS_DIR: writeFiles(temporaryDirectory(), cards()),
      INDEX_DIR: temporaryDirectory(),
      EMBEDDING_MODEL: 'openai:scripted',
      EMBEDDING_BASE_URL: url,
    };
    await visit({ settings, release }).finally(release);
  });
}

/** An assistant whose first index is held when a part of it is there. */
export async function withHeldAssistant(
  visit: (held: {
    assistant: Assistant;
    release: () => Promise<void>;
    settings: Record<string, string>;
  }) => Promise<void>,
): Promise<void> {
  await withHeldIndex(async ({ settings, release }) => {
    const assistant = await createAssistant(loadConfig(settings));
    const indexed = assistant.buildIndex();
    try {
      const isHeld = async () =>
        (await assistant.documents()).length > 0 && (await assistant.indexing())?.file === `card-0${FILES}.txt`;
      await until(isHeld, { what: 'a part of the index, with the rest read', timeoutMs: 60_000 });
      await visit({
        assistant,
        settings,
        async release() {
          release();
          await indexed;
        },
      });
    } finally {
      release();
      await indexed.catch(() => {});
      await assistant.close();
    }
  });
}
