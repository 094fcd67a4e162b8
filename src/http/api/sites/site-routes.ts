import { type Request, type RequestHandler, type Response, Router } from 'express';
import type { Assistant } from '../../../assistant.ts';
import type { SiteOptions } from '../../../library/sites/site-library.ts';
import type { Log } from '../../../log.ts';
import type { SiteEvent, SiteReport } from '../../../protocol/sites.ts';
import { reportFailure } from '../../error-response.ts';
import type { RunningAnswers } from '../answers/running-answers.ts';
import { formatEvent, type StreamTiming, sendEvents } from '../answers/send-events.ts';
import { untilAborted } from '../answers/until-aborted.ts';
import { parseRequest } from '../request-schemas.ts';
import { eventsOf } from '../uploads/events-of.ts';
import { siteRequestSchema } from './site-schemas.ts';

/** Dependencies of the routes. */
interface SiteRoutesOptions {
  assistant: Pick<Assistant, 'sites'>;
  /** Refuses callers that may not change documents. */
  adminRule: RequestHandler;
  readBody: RequestHandler;
  runningAnswers: RunningAnswers;
  log: Log;
  timing: StreamTiming;
}

type TakePages = (options: SiteOptions) => Promise<SiteReport>;

/** Creates `POST /api/sites` and `POST /api/sites/refresh`: answered once all pages are taken, or with events where the client prefers them. */
export function createSiteRoutes({ adminRule, readBody, ...parts }: SiteRoutesOptions): Router {
  const { assistant } = parts;
  const router = Router();
  router.post('/api/sites', adminRule, readBody, async (request, response) => {
    const { address } = parseRequest(siteRequestSchema, request.body);
    await answer({ request, response }, parts, (options) => assistant.sites.add(address, options));
  });
  router.post('/api/sites/refresh', adminRule, async (request, response) => {
    await answer({ request, response }, parts, (options) => assistant.sites.refresh(options));
  });
  return router;
}

async function answer(
  { request, response }: { request: Request; response: Response },
  { runningAnswers, log, timing }: Omit<SiteRoutesOptions, 'adminRule' | 'readBody' | 'assistant'>,
  take: TakePages,
): Promise<void> {
  const signal = runningAnswers.begin(response);
  if (request.accepts('application/json', 'text/event-stream') !== 'text/event-stream') {
    return void response.json(await take({ signal }));
  }
  const events = eventsOf<SiteEvent>((onEvent) => take({ onEvent, signal }));
  const frames = async function* () {
    for await (const event of untilAborted(events, signal)) yield formatEvent(event);
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
