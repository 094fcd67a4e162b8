import type { Request, Response } from 'express';
import type { Assistant } from '../../../assistant.ts';
import type { DocumentLibrary } from '../../../library/library.ts';
import type { Log } from '../../../log.ts';
import type { UploadEvent } from '../../../protocol/documents.ts';
import { reportFailure } from '../../error-response.ts';
import { allowWhileMoving, drainRequest } from '../../request-deadline.ts';
import type { RunningAnswers } from '../answers/running-answers.ts';
import { formatEvent, type StreamTiming, sendEvents } from '../answers/send-events.ts';
import { untilAborted } from '../answers/until-aborted.ts';
import type { UploadContext, UploadOutcome } from './apply-upload.ts';
import { eventsOf } from './events-of.ts';
import { type ReceivedUpload, receiveUpload, type UploadLimits } from './receive-upload.ts';

/** An upload that sends no byte for so long is cut off. */
const IDLE_MS = 60_000;
/** How long the rest of a refused upload is read, so that its client can read the response. */
export const DRAIN_MS = 30_000;

/** Dependencies of answering uploads. */
export interface UploadParts {
  assistant: Pick<Assistant, 'library'>;
  limits: UploadLimits;
  runningAnswers: RunningAnswers;
  log: Log;
  timing: StreamTiming;
}

/** What a route does with an upload once it is received. */
type ApplyUpload = (upload: ReceivedUpload, context: UploadContext) => Promise<UploadOutcome>;

/** Receives an upload, applies it, and answers with events where the client prefers them, or with the outcome. */
export async function answerUpload(
  { request, response }: { request: Request; response: Response },
  { assistant: { library }, limits, runningAnswers, log, timing }: UploadParts,
  apply: ApplyUpload,
): Promise<void> {
  const signal = runningAnswers.begin(response);
  allowWhileMoving(request, { idleMs: IDLE_MS });
  const report = (error: unknown) => reportFailure(error, { response, log });
  const run = async (emit: UploadContext['emit']) => {
    try {
      return await receiveAndApply(request, { library, limits, emit, signal, reportFailure: report }, apply);
    } finally {
      if (!request.complete) drainRequest(request, { timeoutMs: DRAIN_MS });
    }
  };
  if (request.accepts('application/json', 'text/event-stream') !== 'text/event-stream') {
    const { status, body } = await run(() => {});
    return void response.status(status).json(body);
  }
  const frames = async function* () {
    for await (const event of untilAborted(eventsOf<UploadEvent>(run), signal)) yield formatEvent(event);
  };
  await sendEvents(response, frames(), {
    signal,
    formatFailure(error) {
      const { code, message } = report(error);
      return formatEvent({ event: 'error', data: { code, message } });
    },
    ...timing,
  });
}

/** Receives the form, applies it, and deletes what is left of the received files. */
async function receiveAndApply(
  request: Request,
  { limits, ...context }: UploadContext & { library: DocumentLibrary; limits: UploadLimits },
  apply: ApplyUpload,
): Promise<UploadOutcome> {
  const { library, emit, signal } = context;
  const onFile = (file: string) => emit({ event: 'file-received', data: { file } });
  const upload = await receiveUpload(request, { library, limits, signal, onFile });
  try {
    return await apply(upload, context);
  } finally {
    await Promise.all(upload.files.map(library.discard));
  }
}
