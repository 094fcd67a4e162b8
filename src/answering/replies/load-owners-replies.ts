import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { PilcrowError, reasonOf } from '../../errors.ts';
import { type Language, languageCode } from '../../protocol/language.ts';
import type { OwnersReply } from './reply-words.ts';

/** What the owner has the assistant say of itself. */
export type OwnersReplies = Record<Language, Record<OwnersReply, string>>;

const NAMES: OwnersReply[] = ['greeting', 'identity'];

/**
 * Reads the replies of a folder, `greeting.ru.md` and so on; `prompts/README.md` describes them.
 *
 * @throws CONFIG_INVALID with every problem at once: its file and what to do.
 */
export async function loadOwnersReplies(directory: string): Promise<OwnersReplies> {
  const problems: string[] = [];
  const read = async (name: OwnersReply, language: Language): Promise<string> => {
    const file = path.join(directory, `${name}.${language}.md`);
    try {
      const text = (await readFile(file, 'utf8')).replace(/^\uFEFF/, '').trim();
      if (text === '') problems.push(`"${file}" is empty: write what is to be said, or put the file back`);
      return text;
    } catch (error) {
      problems.push(`"${file}" cannot be read (${reasonOf(error)}): put it back`);
      return '';
    }
  };
  const inLanguage = async (language: Language) => [
    language,
    Object.fromEntries(await Promise.all(NAMES.map(async (name) => [name, await read(name, language)]))),
  ];
  const replies: OwnersReplies = Object.fromEntries(await Promise.all(languageCode.options.map(inLanguage)));
  if (problems.length === 0) return replies;
  throw new PilcrowError(
    'CONFIG_INVALID',
    `Cannot use the replies: ${problems.join('; ')}; prompts/README.md explains the files`,
  );
}
