import { appendTo } from '../runtime/append-to.ts';
import { gramsOf, overlap } from './n-grams.ts';
import { tokenize } from './tokenize.ts';

/** Overlap of 3-grams from which a word counts as a form, or a misspelling, of another. */
const LIKE_ENOUGH = 0.55;

/** Whether a word belongs to a family of words with one meaning, given in a few forms: others and misspellings are recognised by likeness. */
export type WordFamily = (word: string) => boolean;

/** @param words Forms of the words of the family, separated by blanks. */
export function wordFamily(words: string): WordFamily {
  const known = new Set(tokenize(words));
  const sizes: number[] = [];
  /** By 3-gram, the places of the words that have it: most words have no 3-gram in common with the family. */
  const placesOf = new Map<string, number[]>();
  for (const word of known) {
    const grams = gramsOf(word);
    for (const gram of grams) appendTo(placesOf, gram, sizes.length);
    sizes.push(grams.size);
  }
  return (word) => {
    if (known.has(word)) return true;
    const grams = gramsOf(word);
    const shared = new Map<number, number>();
    for (const gram of grams) {
      for (const place of placesOf.get(gram) ?? []) shared.set(place, (shared.get(place) ?? 0) + 1);
    }
    return [...shared].some(([place, count]) => overlap(count, grams.size, sizes[place]!) >= LIKE_ENOUGH);
  };
}

export const isSigningWord = wordFamily(
  `подписать подписан подписана подписали подписало подписано подписание подписанта подписанты подпись подписи подписями представлены представители
  sign signed signing signatory signatories signature signatures represented`,
);

export const isEventWord = wordFamily(
  `принять принят принята приняли принято принятие утвердить утверждена утвержден утвердили составить составлен составлена составили издан издала издали опубликован выпущен заключен
  оформлен датирован датирована состоялся состоялось состоялась прошел прошла прошло проходил проходила проходило собирались собрались собрание встреча встречались встретились
  заседание заседали саммит дата место город адрес число
  adopt adopted adoption issued published concluded dated made done held meet met meeting gather gathered summit date place city venue`,
);

export const isPartyWord = wordFamily(
  `страна страны стран государства государств государство главы глава лидеры сторона стороны сторон участник участники участников члены народы делегации министры имени
  country countries state states leaders heads party parties participant participants members nations delegations behalf`,
);

export const isDocumentWord = wordFamily(
  `документ документа текст бумага файл декларация декларации декларацию заявление договор соглашение коммюнике протокол положение инструкция отчет статья закон
  document text paper file declaration statement treaty agreement communique minutes manual guide report article it this`,
);
