import { ASKING_WORDS } from '../../text/stop-words.ts';
import { isTerm, tokenize } from '../../text/tokenize.ts';

/** What is said of what somebody may, must or must not do. */
export interface Modality {
  kind: 'right' | 'duty' | 'ban';
  /** The words beside those that say so: of whom it is said. */
  words: string[];
  /** Whether it is a question for what that is. */
  isOpenQuestion: boolean;
}

const KINDS: [Modality['kind'], string][] = [
  [
    'ban',
    'не\\s+(?:вправе|може(?:т|м)|могут|должн\\p{L}*|допускается|разрешается|имеет\\s+права|имеют\\s+права)|нельзя|запрещ\\p{L}+|запрет\\p{L}*|(?:may|must|can|shall|should|is|are)\\s+not(?:\\s+allowed)?|cannot|prohibited|forbidden',
  ],
  [
    'right',
    'имеет\\s+право|имеют\\s+право|вправе|може(?:т|м)|могут|разреш(?:ено|ается|аются)|права|may|can|rights?|allowed|entitled',
  ],
  [
    'duty',
    'обязан[аоы]?|обязанност\\p{L}+|обязуе?ю?тся|долж(?:ен|на|но|ны)|must|shall|duties|duty|obliged|obligations?',
  ],
];
const PATTERNS = KINDS.map(([kind, source]) => [kind, new RegExp(`(?<!\\p{L})(?:${source})(?!\\p{L})`, 'iu')] as const);
const OPEN = /^(?:(?:а|и|and)\s+)?(?:что|чего|как(?:ие|овы)|what|which)(?!\p{L})/iu;
/** Words of such a sentence that say nothing of whom it is said. */
const EMPTY = new Set(
  tokenize('что чего делать сделать свои свой все всё следующее следующие do doing following its to'),
);

/** Reads whether a text is about what may, must or must not be done; null where it is not. */
export function modalityOf(text: string): Modality | null {
  const found = PATTERNS.find(([, pattern]) => pattern.test(text));
  if (!found) return null;
  const rest = text.replace(/^\s*\p{N}+(?:\.\p{N}+)*[.)]?\s/u, '').replace(found[1], ' ');
  const words = tokenize(rest).filter((word) => isTerm(word) && !ASKING_WORDS.has(word) && !EMPTY.has(word));
  return { kind: found[0], words, isOpenQuestion: OPEN.test(text.trim()) };
}
