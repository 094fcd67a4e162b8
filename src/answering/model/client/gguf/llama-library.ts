import { PilcrowError, reasonOf } from '../../../../errors.ts';

/** A turn of a conversation, as node-llama-cpp takes it. */
export type LlamaTurn = { type: 'system' | 'user'; text: string } | { type: 'model'; response: string[] };

/** One conversation with a model. */
export interface LlamaSession {
  setChatHistory(turns: LlamaTurn[]): void;
  promptWithMeta(
    text: string,
    options: {
      maxTokens: number;
      temperature: number;
      signal: AbortSignal;
      stopOnAbortSignal: boolean;
      onTextChunk: (text: string) => void;
    },
  ): Promise<{ stopReason: string }>;
  dispose(): void;
}

/** Memory of a model for what it reads and writes. */
export interface LlamaContext {
  readonly contextSize: number;
  getSequence(): { dispose(): void };
}

/** A loaded model. */
export interface LlamaModel {
  createContext(options: { contextSize: { max: number }; threads: number }): Promise<LlamaContext>;
  tokenize(text: string): readonly number[];
}

/** What is used of node-llama-cpp, a package that the owner installs. */
export interface LlamaLibrary {
  getLlama(options: {
    gpu: false;
    build: 'never';
    skipDownload: true;
    logLevel: 'error';
  }): Promise<{ loadModel(options: { modelPath: string }): Promise<LlamaModel> }>;
  LlamaChatSession: new (options: { contextSequence: ReturnType<LlamaContext['getSequence']> }) => LlamaSession;
}

/** Not a literal where it is imported: compilers look for what is named there. */
const PACKAGE: string = 'node-llama-cpp';

/** Imports node-llama-cpp. @throws CHAT_MODEL_UNAVAILABLE when it is not installed, or does not work here. */
export async function importLlamaLibrary(): Promise<LlamaLibrary> {
  try {
    return await import(PACKAGE);
  } catch (cause) {
    throw new PilcrowError(
      'CHAT_MODEL_UNAVAILABLE',
      `Cannot load a GGUF file as the chat model: the package "${PACKAGE}" cannot be used (${reasonOf(cause)}); npm install ${PACKAGE}`,
      { cause },
    );
  }
}
