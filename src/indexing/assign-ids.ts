import { extensionOf } from '../documents/extension-of.ts';
import { documentIdOf } from '../documents/read-documents.ts';

/**
 * The id of each file of a folder: from its path without the extension, or with it where another file has that id already
 * (`report.pdf` beside `report.docx`). A file keeps the id it has, whatever comes beside it.
 *
 * @param files Paths in the folder, in order.
 * @param known The ids that files have already.
 * @returns Null for a file whose ids are both taken.
 */
export function assignIds(files: readonly string[], known: ReadonlyMap<string, string>): Map<string, string | null> {
  const ids = new Map<string, string | null>();
  const taken = new Set<string>();
  const assign = (file: string, candidates: string[]) => {
    const id = candidates.find((candidate) => !taken.has(candidate)) ?? null;
    if (id !== null) taken.add(id);
    ids.set(file, id);
  };
  for (const file of files) if (known.has(file)) assign(file, [known.get(file)!]);
  for (const file of files) {
    const plain = documentIdOf(file);
    if (!ids.get(file)) assign(file, [plain, `${plain}${extensionOf(file).toLowerCase()}`]);
  }
  return ids;
}
