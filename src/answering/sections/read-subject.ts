import { onOneLine } from '../../documents/document.ts';
import { expectedAnswerTypes } from '../../text/expected-answer-type.ts';
import { expectedFineAnswerTypes } from '../../text/fine-answer-type.ts';
import { ASKING_WORDS } from '../../text/stop-words.ts';
import { isTerm, tokenize } from '../../text/tokenize.ts';
import { ASKING_FOR_PLACE } from '../places/asking-for-place.ts';

/** A question for all that is said on a subject. */
export interface SubjectRequest {
  /** All of a list; how many there are of it; what is said on a subject; what something is; what a heading asks, in any form of its words. */
  kind: 'all' | 'count' | 'whatever' | 'definition' | 'heading';
  /** Whether it says "all": what is said of it anywhere. */
  isEvery: boolean;
  /** The words of the subject, and those that name a document. */
  words: string[];
}

const FOR_ALL =
  /^(?:(?:а|и|and|please|пожалуйста|can you|could you)[,\s]+)*(?:перечисл\p{L}+|(?:назов\p{L}+|покажи\p{L}*|выведи\p{L}*|дай\p{L}*|найди\p{L}*)\s+(?:мне\s+)?(?:все|всех|полный)(?=\s)|(?:полный\s+)?(?:список|перечень)(?=\s)|как(?:ие|овы)\s+(?:\p{L}+\s+)?все(?=\s)|list(?=\s)|enumerate|(?:name|show|give|find)\s+(?:me\s+)?(?:all|every)(?=\s)|(?:give\s+me\s+)?a\s+(?:full\s+)?list\s+of|what\s+are\s+all(?=\s))/iu;
const FOR_COUNT = /^(?:(?:а|и|and)\s+)?(?:сколько|how\s+many)(?=\s)/iu;
const FOR_WHATEVER =
  /^(?:(?:а|и|and)\s+)?(?:какие|каков[аоы]?|какой|какая|какое|(?:что|чего)\s+(?:говорится|сказано|написано|известно)|опиши\p{L}*|расскажи\p{L}*|what\s+are|which|what\s+(?:does|do)\s|describe|tell\s+me|what\s+\p{L}+\s+(?:are|do|does)|есть\s+ли\s+(?:\p{L}+\s+)?(?:пункт|раздел|глава|статья)|в\s+каком\s+(?:пункте|разделе)|is\s+there\s+(?:a|any)\s+(?:section|clause|chapter|part))(?=\s|$)/iu;
/** «Раздел о взносах», "the fees section". */
const NAMES_SECTION = /(?<!\p{L})(?:раздел(?:а|е|у|ом)?|глав(?:а|ы|е|у)|section|chapter)(?!\p{L})/iu;
/** Words of a message that names a section and asks nothing else, at most. */
const MAX_WORDS = 10;
const FOR_DEFINITION = /^(?:(?:а|и|and)\s+)?(?:что\s+(?:такое|значит|означает)|what\s+is|what['’]s)(?=\s)/iu;
const EVERY = /(?<!\p{L})(?:все|всех|полный|полного|all|every|full|complete)(?!\p{L})/iu;
/** Words that ask for all of something, besides those of asking. */
const ASKING_FOR_ALL = new Set(
  tokenize(`список списка перечень перечня полный полная список назови покажи покажите выведи дай дайте найди найдите опиши имеется имеются существует существуют предусмотрено предусмотрены указаны такое значит означает каковы
  раздел раздела разделе разделу главы главе главу пункт пункте глава статья section clause chapter
  all list full complete enumerate show give find every available existing various different total altogether s`),
);

/** Reads a question for all that is said on a subject; null for any other, such as one for a date or a sum. */
export function readSubject(question: string): SubjectRequest | null {
  const text = onOneLine(question);
  const named = kindOf(text);
  const isFineTyped = expectedFineAnswerTypes(text).length > 0;
  const isTyped = isFineTyped || expectedAnswerTypes(text).length > 0;
  const namesSection = NAMES_SECTION.test(text);
  const kind = isTyped && named !== 'count' && named !== 'all' && !namesSection ? null : named;
  if (kind === null && isFineTyped) return null;
  const isAsking = (word: string) =>
    ASKING_WORDS.has(word) || ASKING_FOR_ALL.has(word) || (namesSection && ASKING_FOR_PLACE.has(word));
  const words = tokenize(text).filter((word) => isTerm(word) && (kind === null || !isAsking(word)));
  return words.length > 0 ? { kind: kind ?? 'heading', words, isEvery: EVERY.test(text) } : null;
}

function kindOf(text: string): SubjectRequest['kind'] | null {
  if (FOR_ALL.test(text)) return 'all';
  if (FOR_COUNT.test(text)) return 'count';
  if (FOR_WHATEVER.test(text)) return 'whatever';
  if (FOR_DEFINITION.test(text)) return 'definition';
  return NAMES_SECTION.test(text) && text.split(' ').length <= MAX_WORDS ? 'whatever' : null;
}
