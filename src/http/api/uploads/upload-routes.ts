import { type Request, type RequestHandler, type Response, Router } from 'express';
import type { Assistant } from '../../../assistant.ts';
import { PilcrowError } from '../../../errors.ts';
import type { ChangeEvent, FileProblem } from '../../../library/library.ts';
import type { Log } from '../../../log.ts';
import type { ChangedDocument, UploadEvent, UploadReport } from '../../../protocol/documents.ts';
import { reportFailure } from '../../error-response.ts';
import { allowWhileMoving, drainRequest } from '../../request-deadline.ts';
import type { RunningAnswers } from '../answers/running-answers.ts';
import { formatEvent, type StreamTiming, sendEvents } from '../answers/send-events.ts';
import { untilAborted } from '../answers/until-aborted.ts';
import { parseRequest } from '../request-schemas.ts';
import { eventsOf } from './events-of.ts';
import { type ReceivedUpload, receiveUpload, type UploadLimits } from './receive-upload.ts';
import { factsOf, metadataRequestSchema } from './upload-schemas.ts';

/** An upload that brings no byte for so long is given up. */
const IDLE_MS = 60_000;
/** How long the rest of a refused upload is read, so that its client hears why. */
const DRAIN_MS = 30_000;

/** What the routes need. */
interface UploadRoutesOptions {
  assistant: Pick<Assistant, 'changes'>;
  /** Passes those who may change documents. */
  adminRule: RequestHandler;
  readBody: RequestHandler;
  limits: UploadLimits;
  runningAnswers: RunningAnswers;
  log: Log;
  timing: StreamTiming;
}

type Tell = (event: UploadEvent) => void;
/** Why a file did not go in, and the status that says so. */
interface ReportedProblem {
  status: number;
  data: UploadReport['problems'][number];
}
/** What an upload comes to: the whole answer, where events are not wanted. */
interface Outcome {
  status: number;
  body: object;
}

/** Creates `POST /api/documents` and `PUT`, `PATCH` and `DELETE /api/documents/:id`. Each is answered when the index has the change. */
export function createUploadRoutes({ assistant, adminRule, readBody, ...options }: UploadRoutesOptions): Router {
  const { limits, log } = options;
  const router = Router();
  const reportedProblem = ({ file, documentId, error }: FileProblem, response: Response): ReportedProblem => {
    const { status, code, message } = reportFailure(error, { response, log });
    return { status, data: { file, documentId, code, message } };
  };

  router.post('/api/documents', adminRule, async (request, response) => {
    await answerUpload({ request, response }, options, async (tell, signal) => {
      const change = async (upload: ReceivedUpload): Promise<Outcome> => {
        if (upload.files.length + upload.problems.length === 0) throw invalid('it has no file');
        const facts = factsOf(upload.fields);
        if (facts.title && upload.files.length > 1) throw invalid('a title is for one file; send each with its own');
        const problems: ReportedProblem[] = [];
        const tellChange = (event: ChangeEvent) => {
          if (event.event !== 'document-rejected') return tell(event);
          problems.push(reportedProblem(event.data, response));
          tell({ event: 'document-rejected', data: problems.at(-1)!.data });
        };
        for (const data of upload.problems) tellChange({ event: 'document-rejected', data });
        const { documents } = await assistant.changes.add(upload.files, { facts, onEvent: tellChange, signal });
        const report = { documents, problems: problems.map(({ data }) => data) };
        tell({ event: 'upload-end', data: report });
        return outcomeOf(report, problems[0]);
      };
      return receiveAnd(change, { request, limits, signal, tell });
    });
  });

  router.put('/api/documents/:id', adminRule, async (request: Request<{ id: string }>, response) => {
    await answerUpload({ request, response }, options, async (tell, signal) => {
      const change = async ({ fields, files: [file], problems: [problem] }: ReceivedUpload): Promise<Outcome> => {
        if (problem) throw problem.error;
        const onEvent = (event: ChangeEvent) => event.event !== 'document-rejected' && tell(event);
        const document = await assistant.changes.put(request.params.id, file ?? null, {
          facts: factsOf(fields),
          onEvent,
          signal,
        });
        tell({ event: 'upload-end', data: { documents: [document], problems: [] } });
        return { status: statusOf([document]), body: document };
      };
      return receiveAnd(change, { request, limits: { ...limits, maxFiles: 1 }, signal, tell });
    });
  });

  router.patch('/api/documents/:id', adminRule, readBody, async (request, response) => {
    const facts = parseRequest(metadataRequestSchema, request.body);
    response.json(await assistant.changes.put(String(request.params.id), null, { facts }));
  });

  router.delete('/api/documents/:id', adminRule, async (request, response) => {
    await assistant.changes.remove(String(request.params.id));
    response.status(204).end();
  });

  /** Receives a form, does something with it, and leaves nothing of it behind. */
  async function receiveAnd(
    change: (upload: ReceivedUpload) => Promise<Outcome>,
    { tell, ...receiving }: { request: Request; limits: UploadLimits; signal: AbortSignal; tell: Tell },
  ): Promise<Outcome> {
    const { changes } = assistant;
    const onFile = (file: string) => tell({ event: 'file-received', data: { file } });
    const upload = await receiveUpload(receiving.request, { ...receiving, changes, onFile });
    try {
      return await change(upload);
    } finally {
      await Promise.all(upload.files.map(changes.discard));
    }
  }
  return router;
}

/** Answers an upload as events where its client prefers them, or whole. */
async function answerUpload(
  { request, response }: { request: Request; response: Response },
  { runningAnswers, log, timing }: Pick<UploadRoutesOptions, 'runningAnswers' | 'log' | 'timing'>,
  work: (tell: Tell, signal: AbortSignal) => Promise<Outcome>,
): Promise<void> {
  const signal = runningAnswers.begin(response);
  allowWhileMoving(request, { idleMs: IDLE_MS });
  const run = async (tell: Tell) => {
    try {
      return await work(tell, signal);
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
      const { code, message } = reportFailure(error, { response, log });
      return formatEvent({ event: 'error', data: { code, message } });
    },
    ...timing,
  });
}

/** 201 when something was made, 200 when nothing had to be, and the status of the first problem when nothing went in. */
function outcomeOf(report: UploadReport, problem: ReportedProblem | undefined): Outcome {
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
