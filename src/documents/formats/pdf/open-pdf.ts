import { fileURLToPath } from 'node:url';
import type { getDocumentProxy, getResolvedPDFJS } from 'unpdf';
import { reasonOf } from '../../../errors.ts';
import { unreadable } from '../../unreadable.ts';

export type Pdf = Awaited<ReturnType<typeof getDocumentProxy>>;
export type PdfPage = Awaited<ReturnType<Pdf['getPage']>>;

/** Opens a PDF with PDF.js. @throws DOCUMENT_UNREADABLE when it is protected, damaged or no PDF. */
export async function openPdf(bytes: Uint8Array): Promise<Pdf> {
  provideArrayBufferTransfer();
  const { getDocumentProxy } = await import('unpdf');
  try {
    // Pictures are not looked at: none may be larger than nothing.
    const options = { verbosity: 0, isEvalSupported: false, disableFontFace: true, maxImageSize: 0 };
    return await getDocumentProxy(bytes, { ...options, ...characterMaps() });
  } catch (error) {
    if (error instanceof Error && error.name === 'PasswordException') {
      throw unreadable('it is protected by a password; save it without one, for example with "qpdf --decrypt"', error);
    }
    throw unreadable(`it is damaged or no PDF (${reasonOf(error)}); save it again as PDF`, error);
  }
}

/** The numbers of the operators of pages in PDF.js. */
export type Operators = Awaited<ReturnType<typeof getResolvedPDFJS>>['OPS'];

export async function pdfOperators(): Promise<Operators> {
  const { getResolvedPDFJS } = await import('unpdf');
  return (await getResolvedPDFJS()).OPS;
}

/** The predefined character maps of Chinese, Japanese and Korean fonts, which pdfjs-dist brings as files; without it such text stays unread. */
function characterMaps(): { cMapUrl?: string; cMapPacked?: true } {
  try {
    const folder = new URL('cmaps/', import.meta.resolve('pdfjs-dist/package.json'));
    return { cMapUrl: fileURLToPath(folder), cMapPacked: true };
  } catch {
    return {};
  }
}

/** Node.js 20 lacks it, and PDF.js then stops at the first font of a page without an error. */
function provideArrayBufferTransfer(): void {
  const prototype = ArrayBuffer.prototype as { transferToFixedLength?: (length?: number) => ArrayBuffer };
  prototype.transferToFixedLength ??= function (this: ArrayBuffer, length = this.byteLength) {
    const moved = structuredClone(this, { transfer: [this] });
    if (length === moved.byteLength) return moved;
    const bytes = new Uint8Array(length);
    bytes.set(new Uint8Array(moved, 0, Math.min(length, moved.byteLength)));
    return bytes.buffer;
  };
}
