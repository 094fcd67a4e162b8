import { fileURLToPath } from 'node:url';
import express, { Router } from 'express';

/** Found from `src/http/` and from `dist/http/` alike. */
const DIRECTORY = fileURLToPath(new URL('../../../dist/widget/messages/', import.meta.url));
/** As long as the widget itself: their keys are those of its version. */
const MAX_AGE = '5m';

/** Creates `GET /widget/messages/LANGUAGE.json`: the words of the chat in languages that are not built into it. */
export function createMessageRoutes(): Router {
  const router = Router();
  router.use('/widget/messages', express.static(DIRECTORY, { index: false, redirect: false, maxAge: MAX_AGE }));
  return router;
}
