import { detectLanguage } from '../../../../text/detect-language.ts';
import { isOtherLanguage } from '../../../../text/language-tags.ts';
import { stemOf } from '../../../../text/stem.ts';
import { isTerm, tokenize } from '../../../../text/tokenize.ts';
import { hasValues, valuesIn } from '../../../../text/values.ts';
import type { LabelledSentence } from '../../prompt/pack-passages.ts';
import { addressesIn } from '../markup/addresses.ts';

/** Finds by words which sentences of a prompt may support another: the grounding check, which reads on, is asked about few. */
export interface SupportSearch {
  /** Sets of labels that may support a text, likeliest first: a few sentences, then a few pairs of neighbours. */
  candidates(text: string, preferred: readonly number[]): number[][];
  /** Labels in the order in which each adds most words of a text to those before it. */
  inOrder(text: string, labels: readonly number[]): number[];
}

/** How often the grounding check is asked about a sentence whose labels do not support it. */
const MAX_SINGLES = 3;
const MAX_PAIRS = 2;
/** In words: what is shorter does not take two sentences to say. */
const MIN_WORDS_OF_PAIR = 6;
/**
 * Least share of the words of a text that a sentence must have to be one that may support it, and less where it has the values of the text as
 * well. The grounding check goes by meaning; what a model did not cite must say it in about the same words.
 */
const MIN_SHARED = 0.5;
const MIN_SHARED_WITH_VALUES = 0.35;
/** In words. */
const MIN_COUNT = 2;
/** Words of the text that each of a pair must add: one alone may be the name of another thing, which the other says nothing of. */
const MIN_ADDED = 2;
/** What it counts for a sentence that it is cited just before. */
const PREFERENCE = 0.1;

/** @param isNear Whether a sentence is of a document that the question is about: a true sentence of another is beside the point. */
export function createSupportSearch(
  sentences: readonly LabelledSentence[],
  isNear: (sentence: LabelledSentence) => boolean,
): SupportSearch {
  const byLabel = new Map(sentences.map((sentence) => [sentence.label, sentence]));
  const share = createShare(byLabel);
  const mayHold = (text: string, labels: readonly number[]) => hasAll(text, sourceOf(byLabel, labels));

  /** What supports a text only together with the sentence before or after it in its paragraph. */
  function pairsOf(text: string, labels: readonly number[]): number[][] {
    const pairs = labels.flatMap((label) => {
      const paragraph = byLabel.get(label)!.paragraph.key;
      return [label - 1, label + 1]
        .filter((other) => byLabel.get(other)?.paragraph.key === paragraph)
        .filter((other) => adds(text, [label, other]) && mayHold(text, [label, other]))
        .map((other) => [label, other].sort((a, b) => a - b));
    });
    return [...new Map(pairs.map((pair) => [pair.join(), pair])).values()];
  }

  function adds(text: string, pair: [number, number]): boolean {
    const { count } = share(text, pair);
    return pair.every((label) => count >= share(text, [label]).count + MIN_ADDED);
  }

  return {
    candidates(text, preferred) {
      const isEnough = createThreshold(text, byLabel, share);
      const likely = sentences
        .filter((sentence) => isNear(sentence) || preferred.includes(sentence.label))
        .map(({ label }) => ({
          label,
          shared: share(text, [label]).rate + (preferred.includes(label) ? PREFERENCE : 0),
        }))
        .sort((a, b) => b.shared - a.shared)
        .map(({ label }) => label);
      const singles = likely.filter((label) => isEnough([label]) && mayHold(text, [label])).slice(0, MAX_SINGLES);
      // Of few words the values would be of one sentence, and what they count of the other.
      const isLong = share(text, []).of >= MIN_WORDS_OF_PAIR;
      const pairs = !isLong ? [] : pairsOf(text, likely.slice(0, MAX_SINGLES)).filter(isEnough).slice(0, MAX_PAIRS);
      return [...singles.map((label) => [label]), ...pairs];
    },
    inOrder(text, labels) {
      const ordered: number[] = [];
      while (ordered.length < labels.length) {
        const rest = labels.filter((label) => !ordered.includes(label));
        const shares = rest.map((label) => share(text, [...ordered, label]).count);
        ordered.push(rest[shares.indexOf(Math.max(...shares))]!);
      }
      return ordered;
    },
  };
}

/** Whether sentences have enough of the words of a text for the grounding check to be asked. */
function createThreshold(text: string, byLabel: ReadonlyMap<number, LabelledSentence>, share: Share) {
  const language = detectLanguage(text);
  const isValued = valuesIn(text).length > 0;
  return (labels: readonly number[]): boolean => {
    const { count, rate } = share(text, labels);
    // A translation has other words, but the same values.
    const isTranslation = labels.some((label) => isOtherLanguage(language, byLabel.get(label)!.paragraph.language));
    return isTranslation ? isValued : count >= MIN_COUNT && rate >= (isValued ? MIN_SHARED_WITH_VALUES : MIN_SHARED);
  };
}

function sourceOf(byLabel: ReadonlyMap<number, LabelledSentence>, labels: readonly number[]): string {
  const sentences = labels.flatMap((label) => byLabel.get(label) ?? []);
  return sentences.map(({ text, documentName }) => `${text}\n${documentName}`).join('\n');
}

/** Whether a source has all values and addresses of a text: without them it supports nothing. */
function hasAll(text: string, source: string): boolean {
  const addresses = addressesIn(source);
  return hasValues(source, text) && addressesIn(text).every((address) => addresses.includes(address));
}

/** How many of the words of a text the sentences with some labels have, and which share of them, 0…1. */
type Share = (text: string, labels: readonly number[]) => { count: number; rate: number; of: number };

function createShare(byLabel: ReadonlyMap<number, LabelledSentence>): Share {
  const known = new Map<string, ReadonlySet<string>>();
  function stemsOf(text: string): ReadonlySet<string> {
    const stems = known.get(text) ?? new Set(tokenize(text).filter(isTerm).map(stemOf));
    known.set(text, stems);
    return stems;
  }
  return (text, labels) => {
    const sources = labels.map((label) => stemsOf(sourceOf(byLabel, [label])));
    const stems = [...stemsOf(text)];
    const count = stems.filter((stem) => sources.some((source) => source.has(stem))).length;
    return { count, rate: stems.length === 0 ? 0 : count / stems.length, of: stems.length };
  };
}
