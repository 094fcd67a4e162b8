import type { McpServer } from '@modelcontextprotocol/server';
import { z } from 'zod';
import { answerSchema } from '../../protocol/answer.ts';
import { questionSchema } from '../../protocol/requests.ts';
import { selectDocuments } from '../../retrieval/select-documents.ts';
import type { McpServerOptions } from '../mcp-server-options.ts';
import { answerCall } from './answer-call.ts';
import { formatAnswer } from './format-results.ts';
import { READ_ONLY } from './read-only.ts';
import { selectionInput } from './selection-input.ts';

const inputSchema = z.object({
  question: questionSchema.describe(
    'One self-contained question, in Russian or English: names instead of "it" or "they", since each call stands alone',
  ),
  ...selectionInput,
});

const DESCRIPTION =
  'Answers a question from the documents of this server, with proof: the text carries markers such as [1], and each stands for ' +
  'a quote that was checked to be verbatim in its document, with paragraph number and address. Call it whenever a question may ' +
  'be answered by these documents. That the documents do not say is a result as well ("unanswered"): do not answer from ' +
  'elsewhere as if they said it. What asks nothing of the documents, such as a greeting, gets a "reply" without proof. When you repeat an answer, keep its quotes unchanged and name their paragraphs.';

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
    ({ question, ...selection }, { mcpReq: { signal } }) =>
      answerCall(
        async () => {
          const documentIds = await selectDocuments(selection, assistant.documents);
          const answer = await assistant.ask({ message: question, documentIds }, { signal });
          return { text: formatAnswer(answer, options.serverAddress), structuredContent: { ...answer } };
        },
        { ...options, signal },
      ),
  );
}
