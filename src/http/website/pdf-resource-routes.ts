import { fileURLToPath } from 'node:url';
import express, { Router } from 'express';
import { PDF_RESOURCES } from './document/page-view.ts';

/** What PDF.js may ask for when it draws: character maps, fonts that a file does not bring, a decoder of pictures. */
const FOLDERS = ['cmaps', 'standard_fonts', 'wasm'];
const MAX_AGE = '1d';

/** Creates the routes of the files that the view of pages needs for some documents. */
export function createPdfResourceRoutes(): Router {
  const router = Router();
  const folder = new URL('.', import.meta.resolve('pdfjs-dist/package.json'));
  for (const name of FOLDERS) {
    const directory = fileURLToPath(new URL(`${name}/`, folder));
    router.use(
      `${PDF_RESOURCES}${name}`,
      express.static(directory, { index: false, redirect: false, maxAge: MAX_AGE }),
    );
  }
  return router;
}
