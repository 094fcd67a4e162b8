import type { Config } from '../../config/config.ts';
import type { Language } from '../../protocol/language.ts';
import type { ChatTurn } from '../../protocol/requests.ts';
import type { SearchedStore } from '../../stores/paragraph-store.ts';
import { answerLanguage } from '../answer-language.ts';
import type { SmallTalk, WordCheck } from '../small-talk/recognize-part.ts';
import { recognizeSmallTalk } from '../small-talk/recognize-small-talk.ts';
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

/** Creates the replier of an assistant, with the owner's words. @throws CONFIG_INVALID */
export async function openReplier(
  { promptsDirectory, chatModel }: Pick<Config, 'promptsDirectory' | 'chatModel'>,
  store: Pick<SearchedStore, 'documents' | 'vocabulary'>,
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
  store: Pick<SearchedStore, 'documents' | 'vocabulary'>;
  ownersReplies: OwnersReplies;
  /** It may do what the excerpts cannot: translate, write, explain. */
  hasChatModel: boolean;
}): Replier {
  const recognize = (message: string, isWord?: WordCheck): SmallTalk | null => {
    const talk = recognizeSmallTalk(message, isWord);
    return talk !== null && hasChatModel && REPLY_REASONS[talk.intent] === 'cannot' ? null : talk;
  };
  const wordCheck = async (): Promise<WordCheck> => {
    const vocabulary = await store.vocabulary();
    return (word) => {
      const key = vocabulary.keyOf(word);
      return key !== undefined && vocabulary.occurs(key);
    };
  };
  const documentList = async (documentIds: string[] | undefined, language: Language) =>
    listDocuments(
      (await store.documents()).filter(({ id }) => documentIds?.includes(id) ?? true),
      language,
    );

  return {
    async reply(asked) {
      // Most messages are questions, and need no look at the words of the documents.
      const talk = recognize(asked.message) && recognize(asked.message, await wordCheck());
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
