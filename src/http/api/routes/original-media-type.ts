/**
 * The media type of each format that a browser may know a file by. What could run in a page (HTML, SVG, XML), and every unknown format, is only bytes
 * to it.
 */
const MEDIA_TYPES: Record<string, string> = {
  '.pdf': 'application/pdf',
  // No charset: the encoding is that of the file, as it came.
  '.txt': 'text/plain',
  '.text': 'text/plain',
  '.md': 'text/plain',
  '.markdown': 'text/plain',
  '.csv': 'text/csv',
  '.tsv': 'text/tab-separated-values',
  '.docx': 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  '.xlsx': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  '.pptx': 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  '.odt': 'application/vnd.oasis.opendocument.text',
  '.epub': 'application/epub+zip',
};
const BYTES = 'application/octet-stream';

/** All that an original may be served as. */
export const ORIGINAL_MEDIA_TYPES: readonly string[] = [...new Set([...Object.values(MEDIA_TYPES), BYTES])];

/** The media type to serve a file as. @param extension In lower case, with its dot. */
export function originalMediaType(extension: string): string {
  return MEDIA_TYPES[extension] ?? BYTES;
}
