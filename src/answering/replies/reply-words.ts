import type { ReplyReason } from '../../protocol/answer.ts';
import type { Language } from '../../protocol/language.ts';
import type { Intent } from '../small-talk/forms/form-list.ts';

/** The reason that a reply gives for itself. */
export const REPLY_REASONS: Record<Intent, ReplyReason> = {
  greeting: 'greeting',
  'well-being': 'greeting',
  thanks: 'thanks',
  farewell: 'farewell',
  acknowledgement: 'acknowledged',
  complaint: 'acknowledged',
  identity: 'identity',
  trust: 'identity',
  help: 'help',
  documents: 'documents',
  task: 'cannot',
  style: 'cannot',
  nothing: 'unclear',
};

/** Replies that are in `prompts/`, where the owner can write others. */
export type OwnersReply = 'greeting' | 'identity';

/** What is replied, word for word; the list of documents is composed. */
export const REPLY_WORDS: Record<Language, Record<Exclude<Intent, OwnersReply | 'documents'>, string>> = {
  ru: {
    'well-being': 'Всё хорошо, спасибо. Спрашивайте о документах: я найду в них ответ.',
    thanks: 'Пожалуйста! Если будут ещё вопросы о документах, спрашивайте.',
    farewell: 'До свидания! Возвращайтесь, когда появятся вопросы о документах.',
    acknowledgement: 'Хорошо. Если есть ещё вопросы о документах, спрашивайте.',
    complaint:
      'Жаль, что ответ не подошёл. Откройте цитату, чтобы прочитать её на своём месте в документе, или спросите другими словами: назовите раздел, дату, имя.',
    trust:
      'Каждая цитата перед показом сверена с документом слово в слово; откройте её, и она будет отмечена на своём месте. Но выбрать я могу и не то место: важное проверяйте по самому документу.',
    help: 'Спросите обычными словами, по-русски или по-английски, о том, что написано в документах: кто, когда, сколько, на каких условиях. Я найду нужное место и приведу его дословно, а если в документах этого нет, так и отвечу. Чтобы узнать, какие документы здесь есть, спросите: «Какие у тебя документы?»',
    task: 'Этого я не умею: я не перевожу, не пишу текстов и не пересказываю другими словами. Зато я нахожу в документах ответы и привожу их дословно. Спросите, что в них написано.',
    style:
      'Другими словами я не объясняю: я показываю слова самого документа. Спросите о том, что неясно, например: «Что такое …?» или «Что написано о …?»',
    nothing: 'Вопрос не понят. Напишите обычными словами, что вы хотите узнать из документов.',
  },
  en: {
    'well-being': 'All is well, thank you. Ask me about the documents: I will look for the answer in them.',
    thanks: 'You are welcome! If you have more questions about the documents, just ask.',
    farewell: 'Goodbye! Come back whenever you have a question about the documents.',
    acknowledgement: 'All right. If you have more questions about the documents, just ask.',
    complaint:
      'I am sorry that the answer did not fit. Open a quote to read it in its place in the document, or ask in other words: name a section, a date, a person.',
    trust:
      'Each quote is compared with its document, word for word, before it is shown; open it to see it marked in its place. But I may choose the wrong place: check what matters in the document itself.',
    help: 'Ask in plain words, in English or Russian, about what the documents say: who, when, how much, on what terms. I find the place and quote it word for word, and when the documents do not say it, I say so. To see which documents there are, ask “Which documents do you have?”',
    task: 'I cannot do that: I do not translate, write texts or explain in other words. What I can do is find answers in the documents and quote them word for word. Ask me what they say.',
    style:
      'I do not explain in other words: I show the words of the document itself. Ask about what is unclear, for example “What is …?” or “What does it say about …?”',
    nothing: 'I did not understand the question. Write in plain words what you would like to know from the documents.',
  },
};
