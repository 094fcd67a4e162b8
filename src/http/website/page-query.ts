import { z } from 'zod';

const MAX_ATTRIBUTE_CHARACTERS = 2000;

const attribute = z.string().max(MAX_ATTRIBUTE_CHARACTERS).optional().catch(undefined);

/** Query parameters of the pages. As with attributes in HTML, a value that is not valid counts as not given. */
export const pageQuerySchema = z.object({
  language: z.enum(['ru', 'en']).optional().catch(undefined),
  theme: z.enum(['auto', 'light', 'dark']).optional().catch(undefined),
  heading: attribute,
  placeholder: attribute,
  questions: attribute,
  document: attribute,
  tags: attribute,
  tag: attribute,
  page: z.coerce.number().int().min(1).catch(1),
});

/** Those of the chat in a frame, which speaks more languages than the pages do. */
export const chatQuerySchema = pageQuerySchema.extend({ language: attribute }).omit({ tag: true, page: true });
