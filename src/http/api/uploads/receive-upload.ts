import { Busboy, type BusboyFileStream, type BusboyHeaders, type BusboyInstance } from '@fastify/busboy';
import type { Request } from 'express';
import { PilcrowError, reasonOf } from '../../../errors.ts';
import { fileNameFrom } from '../../../library/file-names.ts';
import type { DocumentLibrary, FileProblem } from '../../../library/library.ts';
import type { ReceivedFile } from '../../../library/received-file.ts';
import { appendTo } from '../../../runtime/append-to.ts';

const MAX_FIELDS = 50;
const MAX_FIELD_BYTES = 10_000;
/** Bytes that a body may have besides its files: fields, and the headers of its parts. */
const OVERHEAD_BYTES = 1_000_000;

/** How much one request may upload. */
export interface UploadLimits {
  maxFiles: number;
  maxFileBytes: number;
}

/** A form with files, received completely. */
export interface ReceivedUpload {
  /** Every value of each field, in order. */
  fields: Map<string, string[]>;
  files: ReceivedFile[];
  /** Why other files were discarded while they were received. */
  problems: FileProblem[];
}

/**
 * Reads a form with files, each streamed to the disk as it arrives. The caller discards the received files; when reading fails, none is left.
 *
 * @throws MEDIA_TYPE_UNSUPPORTED, REQUEST_INVALID, REQUEST_TOO_LARGE, STORAGE_FULL, STORAGE_UNWRITABLE
 */
export async function receiveUpload(
  request: Request,
  {
    library: { receive, discard },
    limits,
    signal,
    onFile = () => {},
  }: {
    library: Pick<DocumentLibrary, 'receive' | 'discard'>;
    limits: UploadLimits;
    signal: AbortSignal;
    onFile?: (name: string) => void;
  },
): Promise<ReceivedUpload> {
  const fields = new Map<string, string[]>();
  const failed = new AbortController();
  /** One for each file, in the order they came in. */
  const arrivals: Promise<ReceivedFile | FileProblem>[] = [];
  const keepFile = async (stream: BusboyFileStream, given: string): Promise<ReceivedFile | FileProblem> => {
    try {
      const name = fileNameFrom(given);
      const received = await receive(stream, { name, signal: failed.signal });
      if (stream.truncated) {
        await discard(received);
        const state = `"${name}" has more than ${megabytes(limits.maxFileBytes)} MB`;
        throw tooLarge(state, 'split it or raise DOCUMENT_MAX_MB');
      }
      onFile(name);
      return received;
    } catch (error) {
      if (!(error instanceof PilcrowError) || error.code.startsWith('STORAGE_')) throw error;
      // Read to its end all the same: the next file follows it in the body.
      stream.resume();
      return { file: given, documentId: null, error };
    }
  };

  try {
    await parseBody(request, {
      limits,
      signals: [signal, failed.signal],
      onField: (name, value) => appendTo(fields, name, value),
      onFile: (stream, name) => {
        const arrival = keepFile(stream, name);
        arrival.catch((error: unknown) => failed.abort(error));
        arrivals.push(arrival);
      },
    });
    const arrived = await Promise.all(arrivals);
    return {
      fields,
      files: arrived.filter(isReceived),
      problems: arrived.filter((file): file is FileProblem => !isReceived(file)),
    };
  } catch (error) {
    failed.abort(error);
    const arrived = await Promise.allSettled(arrivals);
    const files = arrived.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
    await Promise.all(files.filter(isReceived).map(discard));
    throw error;
  }
}

function isReceived(arrived: ReceivedFile | FileProblem): arrived is ReceivedFile {
  return 'path' in arrived;
}

/** Feeds a request to the parser of forms until it is complete. When that fails, the request is left readable, so that it can be answered. */
function parseBody(
  request: Request,
  {
    limits,
    signals,
    onField,
    onFile,
  }: {
    limits: UploadLimits;
    signals: AbortSignal[];
    onField: (name: string, value: string) => void;
    onFile: (stream: BusboyFileStream, name: string) => void;
  },
): Promise<void> {
  const maxBytes = limits.maxFiles * limits.maxFileBytes + OVERHEAD_BYTES;
  const parser = openParser(request, limits);
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) throw bodyTooLarge(limits);
  return new Promise((resolve, reject) => {
    let bytes = 0;
    const fail = (error: unknown) => {
      request.unpipe(parser);
      reject(error);
    };
    for (const signal of signals) {
      if (signal.aborted) fail(signal.reason);
      signal.addEventListener('abort', () => fail(signal.reason), { once: true });
    }
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > maxBytes) fail(bodyTooLarge(limits));
    });
    request.once('close', () => {
      if (!request.complete) fail(broken('it ended early'));
    });
    request.once('error', (cause) => fail(broken('it ended early', cause)));
    parser.on('file', (_field, stream, name) => {
      stream.on('error', () => {}); // The parser reports it as well.
      onFile(stream, name ?? '');
    });
    parser.on('field', (name, value, _isNameCut, isCut) => {
      if (isCut) fail(tooLarge(`the field "${name}" has more than ${MAX_FIELD_BYTES} bytes`, 'send less'));
      else onField(name, value);
    });
    parser.on('filesLimit', () =>
      fail(tooLarge(`it has more than ${limits.maxFiles} files`, 'send fewer at once or raise UPLOAD_MAX_FILES')),
    );
    for (const limit of ['fieldsLimit', 'partsLimit'] as const) {
      parser.on(limit, () => fail(tooLarge(`it has more than ${MAX_FIELDS} fields`, 'send fewer')));
    }
    parser.once('error', (cause) => fail(broken(reasonOf(cause), cause)));
    parser.once('finish', resolve);
    request.pipe(parser);
  });
}

function openParser(request: Request, { maxFiles, maxFileBytes }: UploadLimits): BusboyInstance {
  if (!request.is('multipart/form-data')) {
    throw new PilcrowError(
      'MEDIA_TYPE_UNSUPPORTED',
      'Cannot read the request: its body is no form with files; send it with content-type: multipart/form-data',
    );
  }
  try {
    return new Busboy({
      headers: request.headers as BusboyHeaders,
      limits: {
        files: maxFiles,
        fileSize: maxFileBytes,
        fields: MAX_FIELDS,
        fieldSize: MAX_FIELD_BYTES,
        parts: maxFiles + MAX_FIELDS,
        headerPairs: 20,
        headerSize: 8_000,
      },
    });
  } catch (cause) {
    throw broken(reasonOf(cause), cause);
  }
}

function bodyTooLarge({ maxFiles, maxFileBytes }: UploadLimits): PilcrowError {
  const bound = maxFiles === 1 ? 'one file' : `${maxFiles} files`;
  return tooLarge(`it is larger than ${bound} of ${megabytes(maxFileBytes)} MB`, 'send less or raise DOCUMENT_MAX_MB');
}

function tooLarge(state: string, advice: string): PilcrowError {
  return new PilcrowError('REQUEST_TOO_LARGE', `Cannot take the upload: ${state}; ${advice}`);
}

function broken(state: string, cause?: unknown): PilcrowError {
  return new PilcrowError('REQUEST_INVALID', `Cannot read the upload: ${state}; send it again`, { cause });
}

function megabytes(bytes: number): string {
  return String(Math.round(bytes / 10_000) / 100);
}
