import { ASKING_WORDS } from '../../../../text/stop-words.ts';
import { isTerm, tokenize } from '../../../../text/tokenize.ts';

/*
 * What a model says to its reader beside the answer: "Sure!", «Вот ответ на ваш вопрос.», "I hope this helps." It opens or addresses somebody,
 * and has no word of its own besides.
 */

/** One of these makes it talk: without them "The answer is in the document." may be a statement of a document. */
const ADDRESSES =
  /(?<![\p{L}\p{N}])(?:sure|certainly|absolutely|definitely|of\s+course|okay|ok|alright|well|gladly|great|good|excellent|interesting|here(?:['’]s|\s+(?:is|are))|let\s+me|let['’]s|feel\s+free|please|thanks?(?:\s+you)?|welcome|i|i['’](?:m|ll|d|ve)|hope|hopefully|конечно|разумеется|безусловно|хорошо|отлично|отличный|хороший|интересный|вот|давайте|дайте|надеюсь|спасибо|пожалуйста|обращайтесь|спрашивайте|рада?|я|мне|с\s+удовольствием|natürlich|gerne?|hier\s+(?:ist|sind)|bien\s+sûr|voici|por\s+supuesto|claro|aquí\s+(?:está|tienes?)|certo|ecco)(?![\p{L}\p{N}])/u;
/** Words of talk, by their beginnings. */
const WORDS =
  /^(?:sure|certainly|absolutely|definitely|course|ok|okay|alright|well|gladly|great|good|excellent|interesting|question|quer(?:y|ies)|answer|respon|repl(?:y|ies)|here|below|above|following|based|provided|given|according|information|sentences?|passages?|excerpts?|context|let|look|see|check|read|think|step|know|help|hop(?:e|ing)|happy|glad|pleased?|pleasure|useful|clear|clarif|assist|further|other|else|anything|something|more|need|feel|free|ask|detail|summar|explain|note|only|used?|like|thank|welcome|you|your|try|find|'?(?:s|ll|m|ve|d)$|конечно|разумеется|безусловно|хорош|отличн|интересн|вот|ответ|отвеч|вопрос|помо[гщчж]|информаци|предложени|приведенн|приведённ|предоставленн|указанн|данн|ниже|выше|следующ|основ|ваш|вас|вам|ещё|еще|что-|другие|других|любы|нужн|знать|знайте|дайте|давайте|полезн|подробн|уточн|кратк|итог|посмотр|разбер|надеюсь|надеемся|спасибо|пожалуйста|обраща|спрашива|рада?$|удовольстви|l[ae]$|die$|ist$|ihre$|natürlich|gerne?$|antwort|frage|hier|helfen|hilft|bien|sûr|voici|réponse|votre|question|por|supuesto|claro|aquí|está|tiene|respuesta|pregunta|certo|ecco|risposta|domanda)/u;
/** In UTF-16 code units. */
const MAX_LENGTH = 160;

/** @param text In lower case. */
export function isTalk(text: string): boolean {
  if (text.length > MAX_LENGTH || !ADDRESSES.test(text)) return false;
  return tokenize(text)
    .filter((word) => isTerm(word) && !ASKING_WORDS.has(word))
    .every((word) => WORDS.test(word));
}
