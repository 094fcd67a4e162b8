import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { PilcrowError, reasonOf } from '../errors.ts';
import { sha256OfFile } from './durable-copy.ts';

/** Raised when a folder made by this program could not be read by the one before. */
export const BACKUP_FORMAT = 1;
/** What stands in the folder of a backup; the description is written last. */
export const DESCRIPTION = 'backup.json';
export const DOCUMENTS = 'documents';

/** No path may lead out of the folder it is put back into. */
const insidePath = z
  .string()
  .refine((file) => !path.posix.isAbsolute(file) && path.posix.normalize(file) === file && !file.startsWith('..'));
const backupSchema = z.object({
  format: z.literal(BACKUP_FORMAT),
  /** Version of the program that made the backup. */
  version: z.string(),
  madeAt: z.iso.datetime(),
  /** The embedding model of the index; null without an index. */
  model: z.string().nullable(),
  counts: z.object({ documents: z.number(), paragraphs: z.number(), conversations: z.number() }),
  /** All files but this one, by their paths in the folder, with `/`. */
  files: z.array(z.object({ path: insidePath, bytes: z.number(), sha256: z.string() })),
});

/** What a backup says of itself. */
export type BackupDescription = z.infer<typeof backupSchema>;

/**
 * Reads the description of a backup and compares each of its files with it.
 *
 * @throws BACKUP_UNUSABLE that names the first files that differ.
 */
export async function verifyBackup(
  directory: string,
  onProgress: (step: { done: number; total: number }) => void = () => {},
): Promise<BackupDescription> {
  const description = await readDescription(directory);
  const wrong: string[] = [];
  for (const [index, { path: file, sha256 }] of description.files.entries()) {
    const found = await sha256OfFile(path.join(directory, file)).catch((error: unknown) => reasonOf(error));
    if (found !== sha256) wrong.push(file);
    onProgress({ done: index + 1, total: description.files.length });
  }
  if (wrong.length === 0) return description;
  const named = wrong.slice(0, 5).map((file) => `"${file}"`);
  throw unusable(
    directory,
    `${wrong.length} of its ${description.files.length} files are missing or not what was backed up (${named.join(', ')}); nothing was changed, use another backup`,
  );
}

async function readDescription(directory: string): Promise<BackupDescription> {
  try {
    return backupSchema.parse(JSON.parse(await readFile(path.join(directory, DESCRIPTION), 'utf8')));
  } catch (cause) {
    const state = cause instanceof z.ZodError ? z.prettifyError(cause).replace(/\s*\n\s*/g, ' ') : reasonOf(cause);
    throw unusable(
      directory,
      `its ${DESCRIPTION} cannot be read (${state}); name a folder that "npm run backup" made`,
      cause,
    );
  }
}

function unusable(directory: string, state: string, cause?: unknown): PilcrowError {
  return new PilcrowError('BACKUP_UNUSABLE', `Cannot use the backup in "${directory}": ${state}`, { cause });
}
