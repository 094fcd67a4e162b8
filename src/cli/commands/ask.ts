import { requireDocuments } from '../../retrieval/require-documents.ts';
import { defineCommand } from '../command.ts';
import { withReadyAssistant } from '../open-assistant.ts';
import { requireText } from '../require-text.ts';
import { describeAnswer } from '../terminal/describe-answer.ts';
import { terminalOf } from '../terminal/terminal.ts';

/** Answers one question and ends. */
export const ask = defineCommand({
  usage: '"question"',
  description:
    'Answers one question, asked in Russian or English, with the words of the documents that prove the answer.\n' +
    'Exit code 0 whatever the outcome: that the document does not say is an answer too.',
  options: {
    document: { type: 'string', multiple: true, value: 'ID', help: 'answer from this document only' },
    json: { type: 'boolean', help: 'print the answer as JSON, as POST /api/chat gives it' },
  },
  async run({ positionals, values }) {
    const message = requireText(positionals, { command: 'ask', what: 'question' });
    return withReadyAssistant(async ({ assistant }) => {
      const documentIds = values.document;
      if (documentIds) requireDocuments(documentIds, await assistant.documents());
      const answer = await assistant.ask({ message, documentIds });
      const text = values.json ? JSON.stringify(answer, null, 2) : describeAnswer(answer, terminalOf(process.stdout));
      process.stdout.write(`${text}\n`);
      return 0;
    });
  },
});
