import { open } from 'node:fs/promises';

/** Flushes a directory to the disk, which makes renames in it durable. Does nothing on Windows, which opens no directories and keeps renames by itself. */
export async function syncDirectory(directory: string): Promise<void> {
  const handle = await open(directory, 'r').catch(() => null);
  try {
    await handle?.sync();
  } catch (error) {
    if (!['EPERM', 'EINVAL', 'EISDIR'].includes(String((error as NodeJS.ErrnoException).code))) throw error;
  } finally {
    await handle?.close();
  }
}
