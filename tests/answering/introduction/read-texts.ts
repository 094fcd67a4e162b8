import type { Document } from '../../../src/documents/document.ts';
import { readFolder } from '../../support/read-folder.ts';
import { temporaryDirectory, writeFiles } from '../../support/temporary-directory.ts';

/** Reads Markdown texts by id as the files of a folder are read. */
export async function readTexts(texts: Record<string, string>): Promise<Map<string, Document>> {
  const files = Object.entries(texts).map(([id, text]) => [`${id}.md`, text]);
  const { documents } = await readFolder(writeFiles(temporaryDirectory(), Object.fromEntries(files)));
  return new Map(documents.map((document) => [document.id, document]));
}
