import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';

/** What every description of a saved file says. */
export const savedFileSchema = z.object({ file: z.string(), sha256: z.string() });

/** What is derived from the tables may be saved: a file, and a small JSON beside it that names it and says what it was made from. */
interface SavedFileNames {
  directory: string;
  /** The file is `NAME-….EXTENSION`. */
  name: string;
  extension: string;
  /** The name of the description. */
  description: string;
}

/**
 * Saves a file: under a new name first, and the description names it last, so that a reader sees the old one or the new one, never half of one.
 *
 * @param write Writes the file to the path it is given.
 * @param details What else the description says.
 */
export async function saveFile(
  { directory, name, extension, description }: SavedFileNames,
  { write, details }: { write: (file: string) => Promise<unknown>; details: object },
): Promise<void> {
  const file = `${name}-${randomUUID()}.${extension}`;
  const [whole, beside] = [path.join(directory, file), path.join(directory, `${file}.json`)];
  try {
    await write(whole);
    await writeFile(beside, JSON.stringify({ ...details, file, sha256: await sha256OfFile(whole) }));
    await rename(beside, path.join(directory, description));
  } catch (error) {
    // On a full disk half a file is in the way of everything else.
    await Promise.all([rm(whole, { force: true }), rm(beside, { force: true })]);
    throw error;
  }
  const superseded = (await readdir(directory)).filter(
    (other) =>
      other.startsWith(`${name}-`) &&
      other !== file &&
      [`.${extension}`, `.${extension}.json`].some((end) => other.endsWith(end)),
  );
  await Promise.all(superseded.map((other) => rm(path.join(directory, other), { force: true })));
}

/** The description of a saved file, or null when it is missing or damaged. */
export async function readDescription<Description>(
  directory: string,
  description: string,
  schema: z.ZodType<Description>,
): Promise<Description | null> {
  try {
    return schema.parse(JSON.parse(await readFile(path.join(directory, description), 'utf8')));
  } catch {
    return null;
  }
}

/** The path of the file that a description names, or null when it is missing or another than was saved. */
export async function savedFileOf(
  directory: string,
  { file, sha256 }: z.infer<typeof savedFileSchema>,
): Promise<string | null> {
  const whole = path.join(directory, path.basename(file));
  return (await sha256OfFile(whole)) === sha256 ? whole : null;
}

async function sha256OfFile(file: string): Promise<string | null> {
  const hash = createHash('sha256');
  return pipeline(createReadStream(file), hash).then(
    () => hash.digest('hex'),
    () => null,
  );
}
