import assert from 'node:assert/strict';
import path from 'node:path';
import { describe, it } from 'node:test';
import { createAssistant } from '../../../src/assistant.ts';
import { loadConfig } from '../../../src/config/config.ts';
import { examine } from '../../../src/doctor/examine.ts';
import { openEmbedder as openEmbedderOf } from '../../../src/embeddings/open-embedder.ts';
import { createLog } from '../../../src/log.ts';
import { type ModelRequest, withChatModelServer } from '../../support/chat-model-server.ts';
import { temporaryDirectory, writeFiles } from '../../support/temporary-directory.ts';
import { openEmbedder } from '../../support/tiny-model.ts';
import { vectorsReply } from './embedding-server.ts';

const KEY = 'sk-secret';
const PARAGRAPHS = [
  'Зелёный чай заваривают водой при 80 °C, а чёрный при 95 °C.',
  'Чайник моют без мыла и сушат на полке у окна.',
  'Кофе подают в зале с восьми часов утра.',
];
const QUESTION = 'При какой температуре заваривают зелёный чай?';

/** Answers with the vectors of the built-in model. */
function servedByBuiltIn() {
  const builtIn = openEmbedder({ offline: true });
  return async ({ body }: ModelRequest) =>
    vectorsReply((await builtIn.embed(body.input, 'passage')).map((vector) => [...vector]));
}

function settingsAt(url: string) {
  const directory = temporaryDirectory();
  writeFiles(path.join(directory, 'documents'), { 'tea.txt': `Чай и кофе\n\n${PARAGRAPHS.join('\n\n')}\n` });
  return {
    DOCUMENTS_DIR: path.join(directory, 'documents'),
    INDEX_DIR: path.join(directory, 'index'),
    EMBEDDING_CACHE_DIR: path.join(directory, 'models'),
    EMBEDDING_MODEL: 'openai:served',
    EMBEDDING_BASE_URL: url,
    EMBEDDING_API_KEY: KEY,
    LOG_LEVEL: 'debug',
  };
}

describe('an assistant with the embeddings of a server', () => {
  it('indexes and answers as with the same model on this machine', async () => {
    await withChatModelServer(servedByBuiltIn(), async ({ url, requests }) => {
      const settings = settingsAt(url);
      const answerWith = async (changes: Record<string, string>) => {
        const assistant = await createAssistant(loadConfig({ ...settings, ...changes }));
        try {
          await assistant.buildIndex();
          const { kind, citations } = await assistant.ask({ message: QUESTION });
          return { kind, quotes: citations.map(({ quote }) => quote) };
        } finally {
          await assistant.close();
        }
      };
      const answer = await answerWith({});
      assert.deepEqual(answer, { kind: 'answered', quotes: [PARAGRAPHS[0]] });
      const own = { EMBEDDING_MODEL: '', EMBEDDING_BASE_URL: '', EMBEDDING_API_KEY: '' };
      const asked = requests.length;
      assert.deepEqual(await answerWith({ ...own, INDEX_DIR: `${settings.INDEX_DIR}-own` }), answer);
      assert.equal(requests.length, asked);

      const sent = requests.flatMap(({ body }) => body.input as string[]);
      for (const text of [...PARAGRAPHS, QUESTION]) assert.ok(sent.includes(text), `"${text}" was not sent`);
      const words = new Set(
        [...PARAGRAPHS, QUESTION]
          .join(' ')
          .toLowerCase()
          .match(/\p{L}+/gu),
      );
      assert.deepEqual(
        sent.filter((text) => words.has(text.toLowerCase())),
        [],
        'words come from the built-in model',
      );
      assert.equal(new Set(requests.map(({ headers }) => headers.authorization)).size, 1);

      // What is embedded is kept: another start asks how long a vector is, then for the question, and for sentences of what was found.
      requests.length = 0;
      assert.deepEqual(await answerWith({}), answer);
      const [first, second, ...more] = requests.map(({ body }) => body.input as string[]);
      assert.deepEqual([first, second, more.length], [['¶'], [QUESTION], 1]);
    });
  });

  it('is called by the doctor what it is', async () => {
    await withChatModelServer(servedByBuiltIn(), async ({ url }) => {
      const config = loadConfig(settingsAt(url));
      const assistant = await createAssistant(config);
      await assistant.buildIndex().finally(() => assistant.close());
      const embedder = openEmbedderOf(config.embedding);
      const findings = new Map<string, string>();
      for await (const { check, found } of examine(config, { model: () => embedder.model(), onProgress: () => {} })) {
        findings.set(check, found);
      }
      await embedder.close();
      const model = `"openai:served of ${new URL(url).host}/v1"`;
      const weights = 'on the weights of the built-in model: "npm run calibrate" learns its own';
      assert.equal(
        findings.get('Model'),
        `${model}, as the index has it; all paragraphs and questions go there; ${weights}`,
      );
    });
  });

  it('says what fails, and keeps key and texts out of the log', async () => {
    let isBroken = false;
    const served = servedByBuiltIn();
    const script = (request: ModelRequest) =>
      isBroken
        ? { status: 401, body: { error: { message: `${KEY}: ${request.body.input.join()}`, code: KEY } } }
        : served(request);
    await withChatModelServer(script, async ({ url }) => {
      const lines: string[] = [];
      const log = createLog('info', (line) => lines.push(line));
      const assistant = await createAssistant(loadConfig(settingsAt(url)), { log });
      try {
        await assistant.buildIndex();
        isBroken = true;
        await assert.rejects(assistant.ask({ message: QUESTION }), (error: Error & { code?: string }) => {
          log.error('Cannot answer', { error });
          return error.code === 'MODEL_UNAVAILABLE';
        });
      } finally {
        await assistant.close();
      }
      const logged = lines.join('');
      assert.match(logged, /Cannot embed with .*openai:served.*: the server refused the key \(401\)/);
      assert.ok(!logged.includes(KEY) && !logged.includes('заваривают'), logged);
    });
  });
});
