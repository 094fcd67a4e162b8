import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before } from 'node:test';
import type { Assistant } from '../../src/assistant.ts';
import type { HttpConfig } from '../../src/config/config.ts';
import { openIndexedAssistant } from './indexed-assistant.ts';
import { type ServedApp, serveApp } from './serve-app.ts';
import { writeFiles } from './temporary-directory.ts';

export const ADMIN_TOKEN = 'secret-of-tests';

/** A server over a folder of its own whose documents may be changed, for the tests of one file or suite. */
export interface ServedDocuments {
  readonly assistant: Assistant;
  readonly served: ServedApp;
  readonly url: string;
  readonly directory: string;
  /** What is in the folder, hidden files too. */
  files(): string[];
  read(file: string): string;
  /** Calls the server with the admin token. */
  call(address: string, init?: RequestInit): Promise<Response>;
}

/** A form with files, by name, and fields. */
export function formOf(files: Record<string, string | Uint8Array>, fields: Record<string, string> = {}): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  for (const [name, content] of Object.entries(files)) form.append('file', new Blob([content as BlobPart]), name);
  return form;
}

/** Serves a folder that holds `files` at first, from before the tests until after them. */
export function serveDocuments(
  files: Record<string, string> = {},
  { upload, ...options }: Omit<Parameters<typeof serveApp>[0], 'assistant'> & { upload?: HttpConfig['upload'] } = {},
): ServedDocuments {
  const directory = mkdtempSync(path.join(tmpdir(), 'pilcrow-documents-'));
  let indexed: Awaited<ReturnType<typeof openIndexedAssistant>> | undefined;
  let served: ServedApp | undefined;
  before(async () => {
    writeFiles(directory, files);
    indexed = await openIndexedAssistant({ DOCUMENTS_DIR: directory });
    const http = { adminToken: ADMIN_TOKEN, ...(upload && { upload }), ...options.http };
    served = await serveApp({ assistant: indexed.assistant, ...options, http });
  });
  after(async () => {
    await served?.stop({ graceMs: 1000 });
    await indexed?.discard();
    rmSync(directory, { recursive: true, force: true });
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
    directory,
    files: () => readdirSync(directory, { recursive: true, encoding: 'utf8' }).sort(),
    read: (file) => readFileSync(path.join(directory, file), 'utf8'),
    call: (address, { headers, ...init } = {}) =>
      fetch(served!.url + address, { ...init, headers: { authorization: `Bearer ${ADMIN_TOKEN}`, ...headers } }),
  };
}
