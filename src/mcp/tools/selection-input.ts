import { documentIdsSchema, tagNamesSchema } from '../../protocol/requests.ts';

/** Input of every tool that narrows the documents. */
export const selectionInput = {
  documentIds: documentIdsSchema
    .min(1, 'must name a document; leave it out to ask all')
    .optional()
    .describe('These documents only; ids as in the results and the addresses of the resources'),
  tags: tagNamesSchema
    .min(1, 'must name a tag; leave it out to ask all')
    .optional()
    .describe('Only documents that have at least one of these tags'),
};
