import { GlobalWorkerOptions, getDocument, type PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** Where the file and what is needed to draw it are, all of it on the server of the page. */
export interface PageFile {
  file: string;
  /** The script that reads the file beside the page. */
  worker: string;
  /** A folder with character maps, fonts and decoders; ends with a slash. */
  resources: string;
}

/** Opens a PDF; parts of it are fetched when they are drawn. Nothing of it is run or compiled: the page forbids both. */
export function openFile({ file, worker, resources }: PageFile): Promise<PDFDocumentProxy> {
  GlobalWorkerOptions.workerSrc = worker;
  const folder = new URL(resources, location.href);
  return getDocument({
    url: new URL(file, location.href).href,
    disableAutoFetch: true,
    isEvalSupported: false,
    useWasm: false,
    useWorkerFetch: false,
    useSystemFonts: false,
    cMapUrl: new URL('cmaps/', folder).href,
    cMapPacked: true,
    standardFontDataUrl: new URL('standard_fonts/', folder).href,
    wasmUrl: new URL('wasm/', folder).href,
    verbosity: 0,
  }).promise;
}
