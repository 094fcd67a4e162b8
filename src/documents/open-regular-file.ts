import { constants, type FileHandle, open } from 'node:fs/promises';
import { unreadable } from './unreadable.ts';

/**
 * Opens a file for reading. Anything else, such as a pipe or a device, is refused at once: opening a pipe would wait for somebody to write into it, and
 * hold a thread of the file system's for as long.
 *
 * @throws DOCUMENT_UNREADABLE (without the file's name) for what is no regular file; the errors of the file system as they are.
 */
export async function openRegularFile(filePath: string): Promise<FileHandle> {
  // Windows has no such flag, and no such files.
  const file = await open(filePath, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    if ((await file.stat()).isFile()) return file;
    throw unreadable('it is no regular file; remove it');
  } catch (error) {
    await file.close();
    throw error;
  }
}
