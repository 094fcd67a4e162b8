import type { McpServer } from '@modelcontextprotocol/server';
import { z } from 'zod';
import { PilcrowError } from '../../errors.ts';
import { answerSchema, documentIdsSchema, questionSchema } from '../../protocol-schemas.ts';
import type { McpServerOptions } from '../mcp-server.ts';
import { answerCall } from './answer-call.ts';
import { READ_ONLY } from './read-only.ts';
import { tellAnswer } from './tell-results.ts';

/** Ids an error message names, at most. */
const IDS_NAMED = 10;

const inputSchema = z.object({
  question: questionSchema.describe(
    'One self-contained question, in Russian or English: names instead of "it" or "they", since earlier calls are not remembered',
  ),
  documentIds: documentIdsSchema
    .min(1, 'must name a document; leave it out to ask all')
    .optional()
    .describe('Answer from these documents only; ids as in the results and the addresses of the resources'),
});

const DESCRIPTION =
  'Answers a question from the documents of this server, with proof: the text carries markers such as [1], and each stands for ' +
  'a quote that was checked to be verbatim in its document, with paragraph number and address. Call it whenever a question may ' +
  'be answered by these documents. That the documents do not say is a result as well ("unanswered"): do not answer from ' +
  'elsewhere as if they said it. When you repeat an answer, keep its quotes unchanged and name their paragraphs.';

/** Registers `ask`: one question, and an answer with its proof. */
export function registerAskTool(server: McpServer, { assistant, ...options }: McpServerOptions): void {
  server.registerTool(
    'ask',
    {
      title: 'Ask the documents',
      description: DESCRIPTION,
      inputSchema,
      outputSchema: answerSchema,
      annotations: READ_ONLY,
    },
    ({ question, documentIds }, { mcpReq: { signal } }) =>
      answerCall(
        async () => {
          if (documentIds) await checkDocuments(assistant, documentIds);
          const answer = await assistant.ask({ message: question, documentIds }, { signal });
          return { text: tellAnswer(answer, options.serverAddress), structuredContent: { ...answer } };
        },
        { ...options, signal },
      ),
  );
}

/** @throws DOCUMENT_UNKNOWN naming those that exist: a model has nobody to ask for them. */
async function checkDocuments(assistant: McpServerOptions['assistant'], documentIds: string[]): Promise<void> {
  const known = (await assistant.documents()).map(({ id }) => id);
  const unknown = documentIds.filter((id) => !known.includes(id));
  if (unknown.length === 0) return;
  const choice = known.slice(0, IDS_NAMED).map(quoted).join(', ');
  const advice = choice === '' ? 'there are no documents yet' : `use ids such as ${choice}, or leave documentIds out`;
  throw new PilcrowError(
    'DOCUMENT_UNKNOWN',
    `Cannot answer from ${unknown.slice(0, IDS_NAMED).map(quoted).join(', ')}: no document has this id; ${advice}`,
  );
}

function quoted(id: string): string {
  return `"${id}"`;
}
