import { PilcrowError } from '../../../errors.ts';
import type { ChangeEvent, DocumentLibrary, FileProblem } from '../../../library/library.ts';
import type { ChangedDocument, UploadEvent, UploadReport } from '../../../protocol/documents.ts';
import type { PublicFailure } from '../../error-response.ts';
import type { ReceivedUpload } from './receive-upload.ts';
import { metadataOf } from './upload-schemas.ts';

/** What applying an upload needs. */
export interface UploadContext {
  library: Pick<DocumentLibrary, 'add' | 'put'>;
  emit: (event: UploadEvent) => void;
  /** Aborted when the client leaves or the server stops. */
  signal: AbortSignal;
  /** Logs a failure. @returns What the client may see of it. */
  reportFailure: (error: unknown) => PublicFailure;
}

/** The response of an upload whose client does not read events. */
export interface UploadOutcome {
  status: number;
  body: object;
}

/** Why a file was rejected, and the HTTP status that says so. */
interface ReportedProblem {
  status: number;
  data: UploadReport['problems'][number];
}

/** Adds every file of an upload as a document; files that cannot be read are reported, the others go in. */
export async function addDocuments(
  { files, problems: dropped, fields }: ReceivedUpload,
  { library, emit, signal, reportFailure }: UploadContext,
): Promise<UploadOutcome> {
  if (files.length + dropped.length === 0) throw invalid('it has no file; send one or more as the field "file"');
  const metadata = metadataOf(fields);
  if ((metadata.title || metadata.url) && files.length > 1) {
    throw invalid('a title or a url is for one file; send each with its own');
  }
  const problems: ReportedProblem[] = [];
  const reject = ({ file, documentId, error }: FileProblem) => {
    const { status, code, message } = reportFailure(error);
    const data = { file, documentId, code, message };
    problems.push({ status, data });
    emit({ event: 'document-rejected', data });
  };
  const onEvent = (event: ChangeEvent) => (event.event === 'document-rejected' ? reject(event.data) : emit(event));
  dropped.forEach(reject);
  const { documents } = await library.add(files, { metadata, onEvent, signal });
  const report = { documents, problems: problems.map(({ data }) => data) };
  emit({ event: 'upload-end', data: report });
  return outcomeOf(report, problems[0]);
}

/** Replaces the file of a document, its metadata, or both. @throws the problem of its file */
export async function replaceDocument(
  id: string,
  { fields, files: [file], problems: [problem] }: ReceivedUpload,
  { library, emit, signal }: UploadContext,
): Promise<UploadOutcome> {
  if (problem) throw problem.error;
  const onEvent = (event: ChangeEvent) => event.event !== 'document-rejected' && emit(event);
  const document = await library.put(id, file ?? null, { metadata: metadataOf(fields), onEvent, signal });
  emit({ event: 'upload-end', data: { documents: [document], problems: [] } });
  return { status: statusOf([document]), body: document };
}

/** 201 when a document was added, 200 when none had to be, and the status of the first problem when no file was accepted. */
function outcomeOf(report: UploadReport, problem: ReportedProblem | undefined): UploadOutcome {
  if (report.documents.length > 0 || !problem) return { status: statusOf(report.documents), body: report };
  const { code, message } = problem.data;
  return { status: problem.status, body: { error: { code, message }, ...report } };
}

function statusOf(documents: ChangedDocument[]): number {
  return documents.some(({ change }) => change === 'added') ? 201 : 200;
}

function invalid(state: string): PilcrowError {
  return new PilcrowError('REQUEST_INVALID', `Cannot use the request: ${state}`);
}
