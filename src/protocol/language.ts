import { z } from 'zod';

export const languageCode = z.enum(['ru', 'en']);

/** Languages the product speaks; the texts it adds to an answer are in the language of the question. */
export type Language = z.infer<typeof languageCode>;
