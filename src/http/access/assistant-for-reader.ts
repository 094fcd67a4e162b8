import type { Assistant } from '../../assistant.ts';
import type { AssistantSettings } from '../../config/assistants.ts';
import { isConversationOf } from '../../conversations/conversation-ids.ts';
import { hasTagOfEach } from '../../documents/tags.ts';
import { selectDocuments } from '../../retrieval/select-documents.ts';
import type { ConversationStore } from '../../stores/conversation-store.ts';
import type { Reader } from './reader.ts';

/** Conversations, as far as they are a reader's. */
type ReadersConversations = Pick<ConversationStore, 'conversation' | 'forget' | 'keepFeedback'>;

/** The assistant as one reader has it: documents that are not for this reader are not there, in no answer, list or address. */
export interface ReadersAssistant
  extends Pick<
    Assistant,
    'converse' | 'documents' | 'document' | 'findOriginal' | 'indexing' | 'introduction' | 'positions' | 'search'
  > {
  /** Null when none are kept. */
  conversations: ReadersConversations | null;
}

/** The assistant for a reader. Every route that shows anything of documents takes this one. @param named The one of several that is asked; null: none of them. */
export function assistantForReader(
  assistant: Assistant,
  { readable: readableByReader, owner }: Reader,
  named: AssistantSettings | null,
): ReadersAssistant {
  const readable = named?.tags ? [...readableByReader, named.tags] : readableByReader;
  const conversations = assistant.conversations && conversationsOf(assistant.conversations, owner);
  const { converse, findOriginal, indexing, introduction, positions, search } = assistant;
  const isRestricted = readable.length > 0;
  if (!isRestricted && owner === undefined && named === null) {
    const { documents, document } = assistant;
    return { conversations, documents, document, converse, findOriginal, indexing, introduction, positions, search };
  }
  const documents = async () => (await assistant.documents()).filter((document) => hasTagOfEach(document, readable));
  const document: Assistant['document'] = async (id) => {
    const found = await assistant.document(id);
    return found && hasTagOfEach(found, readable) ? found : null;
  };
  return {
    conversations,
    documents,
    document,
    positions: async (id) => ((await document(id)) ? positions(id) : null),
    findOriginal,
    // Its counts and its file are those of all documents.
    indexing: async () => (isRestricted ? null : indexing()),
    converse: (asked, options) => converse({ ...asked, readable, owner, assistant: named?.name }, options),
    search: (query, options) => search(query, { ...options, readable }),
    introduction: async ({ language, documentIds }) => {
      const selected = await selectDocuments({ documentIds, readable }, assistant.documents);
      const made = await introduction({ language, documentIds: selected });
      // What its owner wrote for it may describe documents: a reader who sees none of them is shown none of it.
      const isForOthers = readableByReader.length > 0 && (await documents()).length === 0;
      const { greeting, suggestions } = named && !isForOthers ? named : { greeting: {}, suggestions: {} };
      return { about: greeting[language] ?? made.about, questions: [...(suggestions[language] ?? made.questions)] };
    },
  };
}

function conversationsOf(store: ConversationStore, owner: string | undefined): ReadersConversations {
  const isOwn = (id: string) => isConversationOf(id, owner);
  return {
    conversation: async (id, turns) => (isOwn(id) ? store.conversation(id, turns) : null),
    forget: async (id) => isOwn(id) && store.forget(id),
    keepFeedback: async (answer, feedback) =>
      isOwn(answer.conversationId) ? store.keepFeedback(answer, feedback) : null,
  };
}
