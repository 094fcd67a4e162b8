import type { McpServer } from '@modelcontextprotocol/server';
import { z } from 'zod';
import { foundParagraphsSchema } from '../../protocol/answer.ts';
import { LIMIT_PROBLEM, MAX_PARAGRAPHS, questionSchema } from '../../protocol/requests.ts';
import type { McpServerOptions } from '../mcp-server-options.ts';
import { answerCall } from './answer-call.ts';
import { formatParagraphs } from './format-results.ts';
import { READ_ONLY } from './read-only.ts';
import { selectionInput } from './selection-input.ts';

const inputSchema = z.object({
  query: questionSchema.describe('Words, a phrase or a question, in Russian or English'),
  limit: z
    .number(LIMIT_PROBLEM)
    .int(LIMIT_PROBLEM)
    .min(1, LIMIT_PROBLEM)
    .max(MAX_PARAGRAPHS, LIMIT_PROBLEM)
    .default(10)
    .describe('Number of paragraphs, at most'),
  ...selectionInput,
});

const DESCRIPTION =
  'Finds the paragraphs of the documents nearest to a query, best first, by meaning and by words, across Russian and English. ' +
  'Call it to look around or to read more than an answer quotes; for a question, "ask" is better, since it says whether the ' +
  'documents answer it at all. Something is always found: a paragraph in the results need not be relevant. The words of each ' +
  'paragraph are those of its document, its line breaks become spaces.';

/** Registers `search`: a query, and the best paragraphs. */
export function registerSearchTool(server: McpServer, { assistant, ...parts }: McpServerOptions): void {
  server.registerTool(
    'search',
    {
      title: 'Search the documents',
      description: DESCRIPTION,
      inputSchema,
      outputSchema: foundParagraphsSchema,
      annotations: READ_ONLY,
    },
    ({ query, ...options }, { mcpReq: { signal } }) =>
      answerCall(
        async () => {
          const paragraphs = await assistant.search(query, options);
          return { text: formatParagraphs(paragraphs), structuredContent: { paragraphs } };
        },
        { ...parts, signal },
      ),
  );
}
