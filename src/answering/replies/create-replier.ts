import type { Config } from '../../config/config.ts';
import type { Language } from '../../protocol/language.ts';
import type { ChatTurn } from '../../protocol/requests.ts';
import type { SearchedStore } from '../../stores/paragraph-store.ts';
import { answerLanguage } from '../answer-language.ts';
import type { SmallTalk, WordCheck } from '../small-talk/recognize-part.ts';
import { recognizeSmallTalk } from '../small-talk/recognize-small-talk.ts';
import { foldWords } from '../small-talk/typing/fold-words.ts';
import { withoutCourtesies } from '../small-talk/without-courtesies.ts';
import type { Reply } from './compose-reply.ts';
import { listDocuments } from './list-documents.ts';
import { loadOwnersReplies, type OwnersReplies } from './load-owners-replies.ts';
import { REPLY_REASONS, REPLY_WORDS } from './reply-words.ts';

/** A message in its conversation. */
interface Message {
  message: string;
  history?: ChatTurn[] | undefined;
  documentIds?: string[] | undefined;
  preferredLanguage?: Language | undefined;
}

/** What is said without looking into the documents, and what is left out before they are searched. */
export interface Replier {
  /** The reply to a message that asks nothing of the documents; null for a question. */
  reply(message: Message): Promise<Reply | null>;
  /**
   * A question and its conversation without greetings and thanks, and without the turns that are nothing else: a follow-up leans on what
   * was asked before them.
   */
  questionOf<Asked extends Message>(asked: Asked): Asked;
}

type RepliersStore = Pick<SearchedStore, 'documents' | 'vocabulary' | 'scoreWords'>;

/** Creates the replier of an assistant, with the owner's words. @throws CONFIG_INVALID */
export async function openReplier(
  { promptsDirectory, chatModel }: Pick<Config, 'promptsDirectory' | 'chatModel'>,
  store: RepliersStore,
): Promise<Replier> {
  const ownersReplies = await loadOwnersReplies(promptsDirectory);
  return createReplier({ store, ownersReplies, hasChatModel: chatModel !== null });
}

/** Creates the replier. It asks no model. */
export function createReplier({
  store,
  ownersReplies,
  hasChatModel,
}: {
  store: RepliersStore;
  ownersReplies: OwnersReplies;
  /** It may do what the excerpts cannot: translate, write, explain. */
  hasChatModel: boolean;
}): Replier {
  const recognize = (message: string, isWord?: WordCheck): SmallTalk | null => {
    const talk = recognizeSmallTalk(message, isWord);
    return talk !== null && hasChatModel && REPLY_REASONS[talk.intent] === 'cannot' ? null : talk;
  };
  const documentList = async (documentIds: string[] | undefined, language: Language) =>
    listDocuments(
      (await store.documents()).filter(({ id }) => documentIds?.includes(id) ?? true),
      language,
    );

  return {
    async reply(asked) {
      // Most messages are questions, and need no look at the words of the documents.
      const talk = recognize(asked.message) && recognize(asked.message, await wordCheck(asked, store));
      if (talk === null) return null;
      const { intent } = talk;
      const language = talk.language ?? languageOf(asked);
      const reason = REPLY_REASONS[intent];
      if (intent === 'documents') return { reason, language, text: await documentList(asked.documentIds, language) };
      const isOwners = intent === 'greeting' || intent === 'identity';
      return { reason, language, text: isOwners ? ownersReplies[language][intent] : REPLY_WORDS[language][intent] };
    },
    questionOf(asked) {
      const message = withoutCourtesies(asked.message);
      if (asked.history === undefined) return { ...asked, message };
      const history: ChatTurn[] = [];
      let isReplied = false;
      for (const turn of asked.history) {
        if (turn.role === 'user') isReplied = recognize(turn.content) !== null;
        if (!isReplied) history.push(turn);
      }
      return { ...asked, message, history };
    },
  };
}

/** What is written in no language is in that of the conversation: a thumb, a question mark. */
function languageOf({ message, history = [], preferredLanguage }: Message): Language {
  const isWritten = (text: string) => /\p{L}/u.test(text);
  const last = history.findLast(({ role, content }) => role === 'user' && isWritten(content))?.content;
  return answerLanguage(isWritten(message) ? message : (last ?? message), preferredLanguage);
}

/** Which words of a message occur in the documents that are asked: words of others would show by the reply that they are there. */
async function wordCheck({ message, documentIds }: Message, store: RepliersStore): Promise<WordCheck> {
  const vocabulary = await store.vocabulary();
  const keyOf = (word: string) => {
    const key = vocabulary.keyOf(word);
    return key !== undefined && vocabulary.occurs(key) ? key : null;
  };
  if (documentIds === undefined) return (word) => keyOf(word) !== null;
  const found = [...new Set(foldWords(message))].map(async (term) => {
    const key = keyOf(term);
    if (key === null) return [];
    const terms = [{ term, weight: 1, expansion: new Map([[key, 1]]) }];
    return (await store.scoreWords(terms, { limit: 1, documentIds })).scores.size > 0 ? [term] : [];
  });
  const known = new Set((await Promise.all(found)).flat());
  return (word) => known.has(word);
}
