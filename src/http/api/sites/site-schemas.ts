import { z } from 'zod';
import { addressSchema } from '../../../documents/addresses/page-address.ts';

/** The body of `POST /api/sites`. */
export const siteRequestSchema = z.object(
  { address: addressSchema.describe('of a page, or of a site map') },
  'the body must be a JSON object',
);
