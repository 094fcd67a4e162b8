import path from 'node:path';

/** The extension of a file's name as it is written, with its dot: `.pdf`, `.fb2.zip`; '' without one. */
export function extensionOf(file: string): string {
  return /[^/\\](\.fb2\.zip)$/i.exec(file)?.[1] ?? path.extname(file);
}
