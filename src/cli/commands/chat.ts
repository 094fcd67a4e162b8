import { createInterface } from 'node:readline';
import type { Answer } from '../../protocol/answer.ts';
import type { ChatTurn } from '../../protocol/requests.ts';
import { requireDocuments } from '../../retrieval/require-documents.ts';
import { defineCommand } from '../command.ts';
import { type OpenAssistant, withReadyAssistant } from '../open-assistant.ts';
import { describeAnswer, describeParagraph } from '../terminal/describe-answer.ts';
import { type Terminal, terminalOf } from '../terminal/terminal.ts';

const CHAT_HELP = `Ask a question; a follow-up may lean on the questions before it.
  /sources  the paragraphs found for the last question
  /new      forget the conversation
  /help     this text
  /exit     leave (or exit, quit, Ctrl-D)`;

/** Words that leave, as people type them into other programs. */
const LEAVING = new Set(['/exit', '/quit', 'exit', 'quit', 'выход']);

/** Answers questions one after another, each with the conversation so far. */
export const chat = defineCommand({
  usage: '',
  description:
    'Answers questions one after another and understands follow-ups. Questions can also be piped in, one a line.\n\n' +
    CHAT_HELP,
  options: {
    document: { type: 'string', multiple: true, value: 'ID', help: 'answer from this document only' },
  },
  async run({ values }) {
    return withReadyAssistant(async ({ assistant }) => {
      if (values.document) requireDocuments(values.document, await assistant.documents());
      const conversation = createConversation(assistant, values.document, terminalOf(process.stdout));
      await holdConversation(conversation);
      return 0;
    });
  },
});

/** Answers a line, or does what it commands; null ends the conversation. */
type Reply = (line: string) => Promise<string | null>;

async function holdConversation(reply: Reply): Promise<void> {
  const isInteractive = process.stdin.isTTY;
  const lines = createInterface({
    input: process.stdin,
    ...(isInteractive && { output: process.stdout }),
    prompt: '> ',
  });
  // In raw mode the terminal leaves Ctrl-C to us; passed on as the signal, it ends the program as anywhere else.
  lines.on('SIGINT', () => {
    lines.close();
    process.kill(process.pid, 'SIGINT');
  });
  let hasEnded = false;
  lines.once('close', () => {
    hasEnded = true;
  });
  if (isInteractive) process.stdout.write(`${CHAT_HELP}\n\n`);
  lines.prompt();
  for await (const line of lines) {
    const text = line.trim();
    if (text !== '') {
      if (!isInteractive) process.stdout.write(`> ${text}\n`);
      const replied = await reply(text);
      if (replied === null) break;
      process.stdout.write(`${replied}\n\n`);
    }
    // The input may have ended while a question was answered: the lines that are left come all the same, but to prompt would be an error.
    if (!hasEnded) lines.prompt();
  }
  lines.close();
}

function createConversation(
  assistant: OpenAssistant['assistant'],
  documentIds: string[] | undefined,
  terminal: Terminal,
): Reply {
  let history: ChatTurn[] = [];
  let last: Answer | null = null;
  const commands: Record<string, () => string | null> = {
    '/help': () => CHAT_HELP,
    '/sources': () =>
      last?.paragraphs.map((paragraph) => describeParagraph(paragraph, terminal)).join('\n') ||
      'Nothing was found yet.',
    '/new': () => {
      history = [];
      last = null;
      return 'A new conversation.';
    },
  };

  return async (line) => {
    if (LEAVING.has(line.toLowerCase())) return null;
    if (line.startsWith('/')) return (commands[line] ?? (() => `There is no ${line}.\n${CHAT_HELP}`))();
    last = await assistant.ask({ message: line, history, conversationId: last?.conversationId, documentIds });
    history = [...history, { role: 'user', content: line }, { role: 'assistant', content: last.text }];
    return describeAnswer(last, terminal);
  };
}
