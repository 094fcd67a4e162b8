import { z } from 'zod';
import { addressSchema } from '../../../documents/addresses/page-address.ts';
import type { DocumentMetadata } from '../../../documents/sidecar.ts';
import { languageSchema, tagsSchema, titleSchema } from '../../../documents/sidecar.ts';
import { parseRequest } from '../request-schemas.ts';

/** The body of `PATCH /api/documents/:id`: metadata of a document; null removes what was set before. */
export const metadataRequestSchema = z.object(
  {
    title: titleSchema.nullish().describe('null: the one the document has itself'),
    tags: tagsSchema.nullish().describe('all of them; null or an empty list: none'),
    language: languageSchema.nullish().describe('null: found out from the text'),
    url: addressSchema
      .nullish()
      .describe(
        'where it is on the web; "{quote}" stands for the words of a quote; null: what the document says itself',
      ),
  },
  'the body must be a JSON object',
);

const metadataFields = {
  title: z.string().optional().describe('of the one file; empty: the one the document has itself'),
  tags: z.string().optional().describe('separated by commas, or repeated; empty: none'),
  language: z.string().optional().describe('BCP 47 tag; empty: found out from the text'),
  url: z.string().optional().describe('of the one file, where it is on the web; empty: what the document says itself'),
};

/** The forms of uploads, for the description of the API only: they are read as a stream. */
export const uploadFormSchema = z.object({ file: z.file().describe('repeated for several files'), ...metadataFields });
export const replaceFormSchema = z.object({
  file: z.file().optional().describe('without it only the metadata of the document change'),
  ...metadataFields,
});

/** Reads the metadata in a form's fields; an empty field removes what was set before. @throws REQUEST_INVALID */
export function metadataOf(fields: ReadonlyMap<string, string[]>): DocumentMetadata {
  const last = (name: string) => {
    const value = fields.get(name)?.at(-1);
    return value?.trim() === '' ? null : value;
  };
  const tags = fields.get('tags')?.flatMap((list) => list.split(',').filter((tag) => tag.trim() !== ''));
  return parseRequest(metadataRequestSchema, {
    title: last('title'),
    tags,
    language: last('language'),
    url: last('url'),
  });
}
