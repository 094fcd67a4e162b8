import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { PilcrowError } from '../errors.ts';
import { type Language, languageCode } from '../protocol/language.ts';
import { keySchema, objectProblem, readableTagsSchema, sha256Of, sha256Schema } from './access.ts';
import { originSchema } from './origins.ts';

/** One of several assistants on a server: the same documents and models, or some of the documents, under a name of its own. */
export type AssistantSettings = Readonly<{
  name: string;
  /** Answers from documents with one of these tags; null: from all. */
  tags: readonly string[] | null;
  /** What a chat shows above its first question, instead of a line about the documents. */
  greeting: Readonly<Partial<Record<Language, string>>>;
  /** Questions to begin with, instead of those that the documents suggest. */
  suggestions: Readonly<Partial<Record<Language, readonly string[]>>>;
  /** Null: the prompts of all. */
  promptsDirectory: string | null;
  /** Sites whose pages may ask it; null: those of ALLOWED_ORIGINS. */
  origins: readonly string[] | null;
  /** SHA-256 of the key that it is asked with, in hexadecimal; null: it needs none of its own. */
  keySha256: string | null;
}>;

/** The assistants of a server, by name. */
export type Assistants = ReadonlyMap<string, AssistantSettings>;

const NAME = /^[a-z0-9][a-z0-9-]{0,39}$/;
const ENDING = '.json';

const text = z
  .string('must be a text')
  .trim()
  .min(1, 'must not be empty')
  .max(2000, 'must have at most 2000 characters');
const questions = z.array(text, 'must be a list').max(20, 'must be at most 20');
/** The same in each language, or one in each. */
function inLanguages<Value>(value: z.ZodType<Value>) {
  const forAll = value.transform((given) => Object.fromEntries(languageCode.options.map((code) => [code, given])));
  return z
    .union(
      [forAll, z.partialRecord(languageCode, value)],
      `must be one for all, or one for each of ${languageCode.options.join(', ')}`,
    )
    .default({}) as z.ZodType<Partial<Record<Language, Value>>>;
}

const fileSchema = z.strictObject(
  {
    tags: readableTagsSchema,
    greeting: inLanguages(text),
    suggestions: inLanguages(questions),
    prompts: z.string('must be a folder').min(1, 'must not be empty').optional(),
    origins: z.array(originSchema, 'must be a list').optional(),
    key: keySchema.optional(),
    sha256: sha256Schema.optional(),
  },
  objectProblem('must be an object'),
);

/**
 * Reads the assistants of a folder, one file each. No folder is no assistant, unless a setting names it.
 *
 * @throws CONFIG_INVALID with every problem at once.
 */
export function readAssistants(directory: string, { isNamed }: { isNamed: boolean }): Assistants {
  const problems: string[] = [];
  const assistants = new Map<string, AssistantSettings>();
  for (const file of filesOf(directory, { isNamed })) {
    const name = path.basename(file, ENDING);
    const read = NAME.test(name)
      ? readAssistant(path.join(directory, file), name)
      : `its name must be small Latin letters, digits and "-", 40 at most`;
    if (typeof read === 'string') problems.push(`"${file}": ${read}`);
    else assistants.set(name, read);
  }
  if (problems.length === 0) return assistants;
  const state = `in "${directory}", ${problems.join('; ')}`;
  throw new PilcrowError('CONFIG_INVALID', `Cannot use the assistants: ${state}; docs/access.md describes the files`);
}

function filesOf(directory: string, { isNamed }: { isNamed: boolean }): string[] {
  try {
    return readdirSync(directory)
      .filter((file) => file.endsWith(ENDING))
      .sort();
  } catch (cause) {
    if (!isNamed && (cause as NodeJS.ErrnoException).code === 'ENOENT') return [];
    const state = `the folder "${directory}" of ASSISTANTS_DIR cannot be read`;
    throw new PilcrowError('CONFIG_INVALID', `Cannot use the assistants: ${state}; correct the setting`, { cause });
  }
}

/** The assistant of a file, or what is wrong with it. No message repeats a value: a key is a secret. */
function readAssistant(file: string, name: string): AssistantSettings | string {
  let given: unknown;
  try {
    given = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    return error instanceof SyntaxError ? 'it is not valid JSON' : 'it cannot be read';
  }
  const parsed = fileSchema.safeParse(given);
  if (!parsed.success) {
    return parsed.error.issues.map(({ path: place, message }) => `${place.join('.')} ${message}`.trim()).join(', ');
  }
  const { tags = null, greeting, suggestions, prompts, origins = null, key, sha256 } = parsed.data;
  if (key !== undefined && sha256 !== undefined) return 'it has both key and sha256';
  return {
    name,
    ...{ tags, greeting, suggestions, origins },
    promptsDirectory: prompts === undefined ? null : path.resolve(path.dirname(file), prompts),
    keySha256: sha256 ?? (key === undefined ? null : sha256Of(key)),
  };
}
