import { ASKING_WORDS } from '../../text/stop-words.ts';
import { isTerm, tokenize } from '../../text/tokenize.ts';

/** A question for the one of several that has the most or the least of something. */
export interface SuperlativeRequest {
  /** 1 for the most, -1 for the least. */
  direction: 1 | -1;
  /** Whether sums of money are compared. */
  isMoney: boolean;
  /** The words that say of what, without the superlative. */
  words: string[];
}

const DEAREST = 'дорог|expensive|priciest|costliest';
const CHEAPEST = 'дешев|дешёв|недорог|выгодн|cheap';
const HIGHEST = `${DEAREST}|больш|высок|высш|длинн|долг|длительн|велик|тяж[её]л|крупн|стар|широк|глубок|мощн|larg|bigg|greatest|high|longest|tall|heav|oldest|wid|deep|strong`;
const LOWEST = `${CHEAPEST}|маленьк|малень|мал(?:ый|ая|ое|ые|ой)|меньш|низк|коротк|л[её]гк|мелк|молод|узк|small|low|short|light|young|few|narrow|shallow`;

/** «Самая дорогая», «наибольший», «больше всего», «the cheapest», "most expensive". */
const SUPERLATIVE = new RegExp(
  [
    `(?<!\\p{L})сам(?:ый|ая|ое|ые|ого|ой|ую|ых|ым|ому)\\s+(?<russian>${HIGHEST}|${LOWEST})\\p{L}*`,
    '(?<!\\p{L})наи(?<joined>больш|высш|меньш)\\p{L}*',
    '(?<!\\p{L})(?<compared>больше|дороже|выше|дольше|меньше|дешевле|ниже)\\s+всего(?!\\p{L})',
    '\\b(?<degree>most|least)\\s+(?<english>expensive|costly)\\b',
    `\\b(?<short>${HIGHEST}|${LOWEST})(?:est|iest|t)?(?<=est)\\b`,
  ].join('|'),
  'iu',
);

/** What each of these has. Most questions have nothing of it. */
const MAY_ASK = /сам|наи|всего|most|least|est(?!\p{L})/iu;

/** What a question asks for the most or the least of; null for another question, or where it cannot be seen which way it goes. */
export function readSuperlative(question: string): SuperlativeRequest | null {
  const found = MAY_ASK.test(question) ? SUPERLATIVE.exec(question) : null;
  if (!found) return null;
  const { degree, ...others } = found.groups!;
  const said = Object.values(others).find((word) => word !== undefined)!;
  const isLeast = degree?.toLowerCase() === 'least' || new RegExp(`^(?:${LOWEST}|дешевле|ниже)`, 'iu').test(said);
  const rest = question.replace(found[0], ' ');
  return {
    direction: isLeast ? -1 : 1,
    isMoney: new RegExp(`^(?:${DEAREST}|${CHEAPEST}|дороже|дешевле|costly)`, 'iu').test(said),
    words: tokenize(rest).filter((word) => isTerm(word) && !ASKING_WORDS.has(word)),
  };
}
