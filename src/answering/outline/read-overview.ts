import { onOneLine } from '../../documents/document.ts';
import { tokenize } from '../../text/tokenize.ts';
import { ASKING_FOR_PLACE, hasSubject, NAMED } from '../places/asking-for-place.ts';
import { isWordForDocument } from '../structure/name-documents.ts';

/** A question about a document as a whole. */
export interface OverviewRequest {
  /** What it is about, in short; what it says, in its main points; which sections it has. */
  kind: 'subject' | 'summary' | 'sections';
  /** The words that are left, without those of asking: they name a document. */
  words: string[];
}

const FOR_SECTIONS =
  /(?<!\p{L})(?:как(?:ие|ая|ова?)\s+(?:\p{L}+\s+)?(?:раздел|глав|част|стат|структур)\p{L}*|сколько\s+(?:раздел|глав|част|стат)\p{L}*|(?:список|перечень|названия|перечисли|перечислите|назови|назовите|покажи|покажите)\s+(?:все\s+)?(?:раздел|глав|част|стат)(?:ов|ы|и|ей)?|оглавлени\p{L}+|структур\p{L}\s+документа|(?:what|which|how\s+many)\s+(?:sections|chapters|parts|articles|headings)|(?:list|name|show)\s+(?:me\s+)?(?:all\s+)?(?:the\s+)?(?:sections|chapters|parts|articles|headings)|table\s+of\s+contents|structure\s+of)(?!\p{L})/iu;
const FOR_SUMMARY =
  /(?<!\p{L})(?:summar(?:y|ies|i[sz]e|i[sz]ing|i[sz]ation)|overview|outline|synopsis|recap|gist|tl;?dr|digest|(?:main|key|principal|central|major|most\s+important)\s+(?:points?|ideas?|takeaways?|provisions?|messages?|topics?|themes?|things)|in\s+a\s+nutshell|пересказ\p{L}*|перескаж\p{L}+|переска(?:зать|зывай)|(?:кратк|общ)\p{L}+\s+(?:содержани|изложени|описани|обзор)\p{L}*|резюм\p{L}+|саммари|обзор\p{L}*|конспект\p{L}*|выжимк\p{L}|тезис\p{L}*|(?:основн|главн|ключев|важнейш)\p{L}+\s+(?:положени|мысл|иде|момент|тезис|пункт|тем|содержани|вывод)\p{L}*|суть|самое\s+(?:главное|важное))(?!\p{L})/iu;
const FOR_SUBJECT =
  /(?<!\p{L})(?:о\s+ч[её]м|про\s+что|чему\s+посвящ[её]н\p{L}*|what\s+(?:is|are|does|do|s)(?=\s)(?=.*\b(?:about|cover|covers|deal\s+with|contain|contains)\W*$)|what['’]s(?=.*\babout\W*$)|about\s+what)(?!\p{L})/iu;
/** «Что это за документ?», "tell me about the policy", «кратко»: asks for a document only with a word for one; "tell me about delivery" does not. */
const FOR_SUBJECT_OF_DOCUMENT =
  /(?<!\p{L})(?:что\s+(?:это\s+)?за(?=\s)|(?:что\s+)?(?:из\s+себя\s+|собой\s+)?представля\p{L}+(?:\s+собой|\s+из\s+себя)?|(?:расскажи|расскажите|tell\s+me)\s+(?:мне\s+)?(?:кратко\s+)?(?:об?|про|about)|(?:what|which)\s+(?:kind|sort|type)\s+of|(?:вкратце|кратко|коротко|briefly|in\s+short|in\s+brief)(?:\s+(?:об?|про|about))?)(?!\p{L})/iu;

/** Words that ask for a whole document, besides those that ask for a place. */
const ASKING_FOR_WHOLE = new Set(
  tokenize(`сделай сделайте составь составьте подготовь дать сделать объясни опиши описание каковы весь всего целом общем него нем него ли эти этих каждый каждого каждом
  about main make write create prepare produce explain have has got short brief quick quickly briefly general these those each every cover covers deal with its it's whats what's document's`),
);
const POINTS_AT_DOCUMENT = new Set(tokenize('это этот эта эти него нем it this these'));

/** Reads a question about a document as a whole; null for any other. */
export function readOverview(question: string): OverviewRequest | null {
  const text = onOneLine(question);
  const kind = kindOf(text);
  if (kind === null) return null;
  const patterns = { sections: FOR_SECTIONS, summary: FOR_SUMMARY, subject: FOR_SUBJECT };
  const rest = [patterns[kind], FOR_SUBJECT_OF_DOCUMENT, FOR_SUBJECT].reduce(
    (left, pattern) => left.replace(pattern, NAMED),
    text,
  );
  if (hasSubject(rest)) return null;
  const words = tokenize(rest.replaceAll(NAMED, ' '));
  const pointsAtDocument = words.some((word) => POINTS_AT_DOCUMENT.has(word) || isWordForDocument(word));
  const left = words.filter((word) => !ASKING_FOR_PLACE.has(word) && !ASKING_FOR_WHOLE.has(word));
  // «О чём?» after an answer is about the answer.
  if (kind === 'subject' && !pointsAtDocument && (left.length === 0 || !FOR_SUBJECT.test(text))) return null;
  return { kind, words: left };
}

function kindOf(text: string): OverviewRequest['kind'] | null {
  if (FOR_SECTIONS.test(text)) return 'sections';
  if (FOR_SUMMARY.test(text)) return 'summary';
  return FOR_SUBJECT.test(text) || FOR_SUBJECT_OF_DOCUMENT.test(text) ? 'subject' : null;
}
