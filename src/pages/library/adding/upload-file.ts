import { createParser } from 'eventsource-parser';
import type { ChangedDocument, UploadEvent } from '../../../protocol/documents.ts';
import { serverAddress } from '../../server-address.ts';

/** How far an upload is. */
export type UploadStep = { step: 'sending'; share: number } | { step: 'indexing' };

/** How an upload ended. `detail` is what the server said, in English. */
export type UploadEnd =
  | { end: 'done'; document: ChangedDocument }
  | { end: 'exists'; documentId: string }
  | { end: 'token-wrong' | 'offline' }
  | { end: 'refused' | 'failed'; detail: string };

/** A file to send. */
interface Upload {
  file: File;
  tags: string;
  token: string;
  /** The document it replaces; null for a new one. */
  replaces: string | null;
}

/** Sends a file and reports how far it is. It never rejects. XMLHttpRequest, because fetch does not report how much was sent. */
export function uploadFile(
  { file, tags, token, replaces }: Upload,
  onStep: (step: UploadStep) => void,
): Promise<UploadEnd> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    let read = 0;
    let end: UploadEnd | null = null;
    const parser = createParser({
      onEvent({ event, data }) {
        const arrived = { event, data: JSON.parse(data) } as UploadEvent;
        if (arrived.event === 'file-received' || arrived.event === 'indexing-progress') onStep({ step: 'indexing' });
        end = endOf(arrived) ?? end;
      },
    });
    const isStream = () => request.getResponseHeader('content-type')?.startsWith('text/event-stream') === true;
    const readArrived = () => {
      if (!isStream()) return;
      parser.feed(request.responseText.slice(read));
      read = request.responseText.length;
    };
    request.upload.onprogress = ({ loaded, total }) =>
      onStep({ step: 'sending', share: total > 0 ? loaded / total : 0 });
    request.upload.onload = () => onStep({ step: 'indexing' });
    request.onprogress = readArrived;
    request.onload = () => {
      readArrived();
      resolve(end ?? (isStream() ? { end: 'offline' } : refusal(request)));
    };
    request.onerror = () => resolve(end ?? { end: 'offline' });
    const [method, address] =
      replaces === null ? ['POST', 'api/documents'] : ['PUT', `api/documents/${encodeURIComponent(replaces)}`];
    request.open(method, serverAddress(address));
    request.setRequestHeader('accept', 'text/event-stream');
    request.setRequestHeader('authorization', `Bearer ${token}`);
    const form = new FormData();
    if (tags.trim() !== '') form.append('tags', tags);
    form.append('file', file);
    request.send(form);
  });
}

/** The end of the upload of one file, as an event reports it; null while it goes on. */
function endOf(arrived: UploadEvent): UploadEnd | null {
  if (arrived.event === 'document-rejected') return problemEnd(arrived.data);
  if (arrived.event === 'document-indexed') return { end: 'done', document: arrived.data };
  if (arrived.event === 'error') return problemEnd({ ...arrived.data, documentId: null });
  return null;
}

function problemEnd({
  code,
  message,
  documentId,
}: {
  code: string;
  message: string;
  documentId: string | null;
}): UploadEnd {
  if (code === 'DOCUMENT_EXISTS' && documentId !== null) return { end: 'exists', documentId };
  const isRefused = /^(?:DOCUMENT_|REQUEST_|MEDIA_)/.test(code);
  return { end: isRefused ? 'refused' : 'failed', detail: message };
}

/** The end of an upload whose request was refused before its file was read. */
function refusal({ status, responseText }: XMLHttpRequest): UploadEnd {
  if (status === 401) return { end: 'token-wrong' };
  try {
    const { error } = JSON.parse(responseText) as { error: { code: string; message: string } };
    return problemEnd({ ...error, documentId: null });
  } catch {
    return { end: 'failed', detail: String(status) };
  }
}
