import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  type KindOfSentence,
  kindOfSentence,
} from '../../../../../src/answering/model/writing/checking/kind-of-sentence.ts';

const SENTENCES: Record<KindOfSentence, string[]> = {
  refusal: [
    'NO_ANSWER',
    ' no answer.',
    'No-Answer!',
    'NOANSWER',
    '«NO_ANSWER»',
    '**NO_ANSWER**',
    'Answer: NO_ANSWER',
    'Ответ: NO_ANSWER.',
    'нет_ответа',
  ],
  'no-answer': [
    'Not mentioned.',
    'Unknown',
    "I don't know.",
    "Sorry, I can't answer.",
    'Не знаю.',
    'К сожалению, неизвестно.',
    'Недостаточно данных.',
    '不明',
  ],
  missing: [
    'The document does not say when.',
    'The passages do not mention the ferry.',
    "The text doesn't explicitly state how many beds there are.",
    'There is no information about the ferry in the sentences.',
    'None of the passages mention the ferry.',
    'This information is not available in the documents.',
    'There is nothing in the documents about ferries.',
    'It is unclear from the text who paid.',
    'I could not find the price of a cabin in the documents.',
    'I cannot answer this from what I was given.',
    'The price of a cabin is not stated.',
    'Based on the passages, it cannot be determined who paid.',
    'В документе не сказано, сколько стоит каюта.',
    'Об этом в тексте ничего не говорится.',
    'Цена каюты в отрывках не указана.',
    'В предложениях нет сведений о пароме.',
    'Информация о пароме отсутствует.',
    'Ответ на этот вопрос в тексте отсутствует.',
    'По этим предложениям ответить нельзя.',
    'Про паром в документе ни слова.',
    'К сожалению, я не нашёл ответа на этот вопрос.',
    'Невозможно ответить на этот вопрос по данным предложениям.',
    'Das Dokument enthält keine Angaben zur Fähre.',
    'Der Preis wird nicht erwähnt.',
    'Le document ne mentionne pas le prix.',
    "Il n'y a aucune information sur le bac.",
    'El documento no menciona el precio.',
    'Nessuna informazione sul traghetto.',
    'Brak informacji o promie.',
    'У документі не зазначено ціну.',
    '文档中没有提到渡轮的价格。',
    'この文書には料金の記載がありません。',
    '문서에 요금에 대한 정보가 없습니다.',
    'لا يذكر المستند السعر.',
  ],
  statement: [
    'The ferry leaves at noon.',
    'The owner shall not say where the ferry goes.',
    'The contract says that the owner does not pay.',
    'Write exactly one word: NO_ANSWER',
    'Паром не ходит зимой.',
    'В договоре сказано, что владелец не платит.',
    'Ответ капитана не изменился.',
    'Die Fähre fährt im Winter nicht.',
    'No passenger may answer for another.',
    'The ticket does not provide for a refund.',
    'Cabins are not available after midnight.',
    'The mate did not find a rope.',
    'The engine was not found faulty.',
    'No answer within ten days counts as consent.',
    'Договор не содержит штрафов.',
    'Ответ на жалобу даётся не позднее десяти дней.',
    'Если ответа нет в течение пяти дней, билет возвращают.',
    'Капитан не отвечает за багаж.',
    'Le contrat ne prévoit pas de pénalité.',
    '渡轮冬天不开。',
  ],
  blank: [' \n', '**', '— '],
};

describe('kindOfSentence', () => {
  for (const [kind, sentences] of Object.entries(SENTENCES)) {
    it(`takes for ${kind} what is one`, () => {
      for (const sentence of sentences) assert.equal(kindOfSentence(sentence), kind, sentence);
    });
  }
});
