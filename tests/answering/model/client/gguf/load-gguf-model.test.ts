import assert from 'node:assert/strict';
import path from 'node:path';
import { describe, it } from 'node:test';
import { AIMessage, HumanMessage, SystemMessage } from '@langchain/core/messages';
import type { LlamaLibrary, LlamaTurn } from '../../../../../src/answering/model/client/gguf/llama-library.ts';
import { loadGgufModel } from '../../../../../src/answering/model/client/gguf/load-gguf-model.ts';
import { type ChatModelConfig, loadConfig } from '../../../../../src/config/config.ts';
import { temporaryDirectory, writeFiles } from '../../../../support/temporary-directory.ts';

const FILE = path.join(writeFiles(temporaryDirectory(), { 'small.gguf': 'weights' }), 'small.gguf');

/** A library whose model writes the last turn back, a word at a time, until it is stopped. */
function echoLibrary({ contextSize = 100, hangs = false } = {}) {
  const seen = { histories: [] as LlamaTurn[][], sequences: 0, most: 0 };
  const library: LlamaLibrary = {
    getLlama: async () => ({
      loadModel: async () => ({
        tokenize: (text) => text.split(/\s+/).map((_, index) => index),
        createContext: async () => ({
          contextSize,
          getSequence() {
            seen.most = Math.max(seen.most, ++seen.sequences);
            return { dispose: () => void seen.sequences-- };
          },
        }),
      }),
    }),
    LlamaChatSession: class {
      setChatHistory(turns: LlamaTurn[]) {
        seen.histories.push(turns);
      }
      async promptWithMeta(
        text: string,
        options: Parameters<InstanceType<LlamaLibrary['LlamaChatSession']>['promptWithMeta']>[1],
      ) {
        const words = text.split(' ');
        for (const word of words.slice(0, options.maxTokens)) {
          await new Promise((resolve) => setTimeout(resolve, 1));
          options.onTextChunk(`${word} `);
        }
        while (hangs && !options.signal.aborted) await new Promise((resolve) => setTimeout(resolve, 1));
        return { stopReason: words.length > options.maxTokens ? 'maxTokens' : 'eogToken' };
      }
      dispose() {}
    },
  };
  return { library, seen };
}

function configOf(more: Partial<ChatModelConfig> = {}): ChatModelConfig {
  const { chatModel } = loadConfig({ CHAT_MODEL: `gguf:${FILE}`, CHAT_MODEL_MAX_TOKENS: '10' });
  return { ...chatModel!, ...more };
}

async function write(model: Awaited<ReturnType<typeof loadGgufModel>>, text: string) {
  const chunks = [];
  for await (const chunk of await model.stream([new HumanMessage(text)])) chunks.push(chunk);
  return { text: chunks.map((chunk) => chunk.text).join(''), last: chunks.at(-1)! };
}

describe('a GGUF file as the chat model', () => {
  it('is asked one question at a time, whatever the setting says', () => {
    assert.equal(loadConfig({ CHAT_MODEL: 'gguf:x', CHAT_MODEL_CONCURRENCY: '4' }).chatModel!.concurrency, 1);
  });

  it('gets rules and conversation as its history, and streams with what it took', async () => {
    const { library, seen } = echoLibrary();
    const model = await loadGgufModel(configOf(), async () => library);
    const prompt = [
      new SystemMessage('rules'),
      new HumanMessage('before'),
      new AIMessage('said'),
      new HumanMessage('one two'),
    ];
    const chunks = [];
    for await (const chunk of await model.stream(prompt)) chunks.push(chunk);
    assert.equal(chunks.map(({ text }) => text).join(''), 'one two ');
    assert.deepEqual(seen.histories[0], [
      { type: 'system', text: 'rules' },
      { type: 'user', text: 'before' },
      { type: 'model', response: ['said'] },
    ]);
    const { usage_metadata, response_metadata } = chunks.at(-1)!;
    assert.equal(usage_metadata!.input_tokens, 5);
    assert.equal(response_metadata.finish_reason, 'stop');
  });

  it('says that an answer stopped at its limit', async () => {
    const model = await loadGgufModel(configOf({ maxTokens: 2 }), async () => echoLibrary().library);
    const { text, last } = await write(model, 'one two three');
    assert.equal(text, 'one two ');
    assert.equal(last.response_metadata.finish_reason, 'length');
  });

  it('refuses a prompt that does not fit in words that are read as such', async () => {
    const model = await loadGgufModel(configOf(), async () => echoLibrary({ contextSize: 12 }).library);
    await assert.rejects(write(model, 'one two three'), /3 tokens, which exceeds the context size of 12/);
  });

  it('writes the next answer once one that was left has ended, in the same memory', async () => {
    const { library, seen } = echoLibrary({ hangs: true });
    const model = await loadGgufModel(configOf(), async () => library);
    for await (const _ of await model.stream([new HumanMessage('one two')])) break;
    const leaving = AbortSignal.timeout(50);
    for await (const _ of await model.stream([new HumanMessage('three')], { signal: leaving }));
    assert.equal(seen.most, 1);
    assert.equal(seen.sequences, 0);
  });

  it('says what is missing: the file, or the package', async () => {
    await assert.rejects(
      loadGgufModel(configOf({ model: '/nowhere/x.gguf' })),
      /no file ".*x\.gguf"; correct CHAT_MODEL=gguf:/,
    );
    await assert.rejects(loadGgufModel(configOf()), /npm install node-llama-cpp/);
  });
});
