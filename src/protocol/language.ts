import { z } from 'zod';

/** A language that the product itself speaks, in its pages and in the words it adds to an answer. */
export const languageCode = z.enum(['ru', 'en']);
export type Language = z.infer<typeof languageCode>;

/** The language of a document or a question, as a BCP 47 tag: `ru`, `pt-BR`, `und` where it is not known. */
export const languageTag = z.string().describe('BCP 47 tag; und: not known');
export type LanguageTag = z.infer<typeof languageTag>;
