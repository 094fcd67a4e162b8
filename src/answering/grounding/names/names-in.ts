import { STOP_WORDS } from '../../../text/stop-words.ts';
import { tokenize } from '../../../text/tokenize.ts';
import { valuesIn } from '../../../text/values.ts';
import { isDocumentWord, isPartyWord } from '../../../text/word-families.ts';
import { meanTheSame, otherNamesOf } from './same-names.ts';

/** A capitalised word in a sentence, or one in capitals or with a digit at any place. */
const NAME =
  /(?<=[\p{L}\p{N},:;)%»”"-]\s{0,20}[\s«"“(„-]|(?<!\p{L})\p{Lu}\.\s?)\p{Lu}[\p{L}\p{N}]*|(?<![\p{L}\p{N}])(?:\p{L}*\p{Ll}\p{Lu}[\p{L}\p{N}]*|\p{Lu}{2,}[\p{N}]*|[«„“"]\p{Lu}\p{L}+)/gu;

/** Words that are written with a capital as part of names, and are common words all the same: translations have others. */
const GENERIC =
  /^(?:kingdom|republic|federa|union|organi[sz]ation|association|saint|river|lake|sea|ocean|city|town|street|road|square|north|south|east|west|council|committee|commission|ministry|government|university|inspectorate|inspection|agency|authority|department|office|division|service|court|board|assembly|parliament|duma|administration|strip|region|province|district|county|lane|ln$|ave|avenue|rd$|blvd|institute|school|cent(?:re|er)|bank|fund|president|chair|mayor|minister|director|professor|treasurer|clerk|mrs?$|ms$|dr$|королевств|республик|федерац|союз|организац|ассоциац|свят|рек[аиуе]|озер|море|город|улиц|площад|совет|комитет|комисси|министр|министерств|правительств|университет|институт|школ|центр|банк|фонд|президент|председател|директор|профессор)/u;

/** The words of a sentence that name something particular, in the form `tokenize` gives them. The first word may be any: it is none. */
export function namesIn(sentence: string): string[] {
  const words = (sentence.match(NAME) ?? []).filter((name) => valuesIn(name).length === 0).flatMap(tokenize);
  return [...new Set(words)].filter(
    (word) =>
      word.length > 1 && !STOP_WORDS.has(word) && !isPartyWord(word) && !isDocumentWord(word) && !GENERIC.test(word),
  );
}

/** Whether a word is part of names and common all the same: "Institute". */
export function isGenericName(word: string): boolean {
  return GENERIC.test(word);
}

/** Least share of the shorter of two names that they begin with alike: «Россия», «Российской», but not «Карвала», «Карвинга». */
const SAME_BEGINNING = 0.65;
/** The longest ending by which two forms of a name differ: «Москва», «московский», but not "Free" and "frequently". */
const MAX_ENDING = 5;
/** Least cosine of names in two scripts: Gaza and «Газа» are 0.44 alike, Pakistan and «Афганистан» 0.18. Names in one script are compared by spelling alone. */
const SAME_MEANING = 0.2;

/** Whether words have a name, in another form or in the letters of the other language, or spell it out: ОДКБ, UN. */
export function hasName(words: string[], name: string, cosine: (name: string, word: string) => number): boolean {
  const initials = words.filter((word) => !STOP_WORDS.has(word)).map((word) => word[0]);
  const short = [name, ...otherNamesOf(name)].filter(({ length }) => length > 2);
  if (short.some((letters) => initials.join('').includes(letters))) return true;
  return words.some((word) => isSameName(name, word, cosine) || (isSameScript(word, name) && isGlued(word, name)));
}

/** «Петровна» is a name of somebody else than «Петрова»'s. */
const PATRONYMIC = /(?:[оеь]вн[аыеуо]\p{L}?|[оеь]вич\p{L}{0,2}|[oey]vna|[oey]vich)$/u;

/** Whether two words are forms of one name, in one script or in two. */
export function isSameName(name: string, word: string, cosine: (name: string, word: string) => number): boolean {
  if (meanTheSame(name, word)) return true;
  if (PATRONYMIC.test(word) !== PATRONYMIC.test(name)) return false;
  if (isSameScript(word, name)) return beginsAlike(name, word);
  return cosine(name, word) >= SAME_MEANING || isTranscription(skeletonOf(name), skeletonOf(word));
}

function beginsAlike(name: string, word: string): boolean {
  let length = 0;
  while (length < name.length && name[length] === word[length]) length += 1;
  if (name.length <= 3) return length >= name.length - 1 && word.length === name.length;
  const more = Math.abs(word.length - name.length);
  const [rest, other] = [name.slice(length), word.slice(length)];
  // A case adds an ending or changes it; where both go on with consonants they are two names.
  if ([rest, other].every((end) => /^[бвгджзклмнпрстфхцчшщ]/u.test(end)) && rest[0] !== other[0]) return false;
  return length >= Math.max(3, SAME_BEGINNING * Math.min(name.length, word.length)) && more <= MAX_ENDING;
}

/** Extraction from PDF glues words together: «республикСоветского». */
function isGlued(word: string, name: string): boolean {
  return name.length > 6 && word.includes(name.slice(0, -2));
}

/** Whether both words are in Cyrillic letters, or neither is. */
export function isSameScript(word: string, other: string): boolean {
  return CYRILLIC.test(word) === CYRILLIC.test(other);
}

const CYRILLIC = /\p{Script=Cyrillic}/u;
const LATIN = new Map(
  'бb вv гg дd жj зz йy кk лl мm нn пp рr сs тt фf хh цts чch шsh щsh'
    .split(' ')
    .map((pair) => [pair[0]!, pair.slice(1)]),
);

/** The consonants of a name, which transcriptions agree on: «Конёк» and Konyok are knk. */
function skeletonOf(word: string): string {
  return Array.from(word, (letter) => LATIN.get(letter) ?? letter)
    .join('')
    .replaceAll('zh', 'j')
    .replaceAll('kh', 'h')
    .replaceAll('gh', 'g')
    .replaceAll('ph', 'f')
    .replaceAll('th', 't')
    .replaceAll(/(?<=[aeo])w(?![aeiou])/g, '')
    .replaceAll(/ck?(?!h)|q/g, 'k')
    .replaceAll('w', 'v')
    .replaceAll('x', 'ks')
    .replaceAll('z', 's')
    .replaceAll(/[aeiouyjаеиоуыэюяьъ]/g, '')
    .replaceAll(/(.)\1/g, '$1');
}

/**
 * Whether two skeletons are of one name: one begins with the other, because cases add letters at the end. Two consonants are weak proof: they
 * must be all.
 */
function isTranscription(skeleton: string, other: string): boolean {
  const shorter = Math.min(skeleton.length, other.length);
  if (shorter < 3) return skeleton === other && shorter === 2;
  return skeleton.startsWith(other) || other.startsWith(skeleton);
}
