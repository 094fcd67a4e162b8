import { z } from 'zod';
import type { LanguageTag } from '../../protocol/language.ts';
import { isOtherLanguage, isSameLanguage } from '../../text/language-tags.ts';

const pairSchema = z.object({
  /** BCP 47 tags of the question and of the passage. */
  question: z.string(),
  passage: z.string(),
  /** Mean cosine of questions and passages that have nothing to do with each other. */
  mean: z.number(),
  /** How far above it a cosine is for a similarity of 1; null where the cosines say nothing. */
  unit: z.number().positive().nullable(),
  /** How well a deviation of the cosines shows the passage that answers; about 1 for the built-in model. */
  power: z.number().min(0),
});

/** What the cosines of a model mean, by the languages of question and passage. */
export const similarityScaleSchema = z.array(pairSchema).min(1);
export type SimilarityScale = z.infer<typeof similarityScaleSchema>;

/** The languages of a question and of a passage. */
export interface LanguagePair {
  question: LanguageTag;
  passage: LanguageTag;
}

/** How near in meaning texts are. */
export interface SimilarityMeasure {
  /** 0 as texts in these languages are by chance, or where nothing is known of one, about 1 for nearly the same text. */
  of(cosine: number, languages: LanguagePair): number;
  /** See `power` of a scale. */
  powerFor(languages: LanguagePair): number;
}

/** Measures similarity on a scale. Languages that are not on it are measured as two texts in one language are on average, or in two. */
export function measureOn(scale: SimilarityScale): SimilarityMeasure {
  const same = average(scale.filter(({ question, passage }) => question === passage));
  const other = average(scale.filter(({ question, passage }) => question !== passage));
  const pairFor = ({ question, passage }: LanguagePair) =>
    scale.find((pair) => isSameLanguage(pair.question, question) && isSameLanguage(pair.passage, passage)) ??
    (isOtherLanguage(question, passage) ? other : same);
  return {
    of(cosine, languages) {
      const { mean, unit } = pairFor(languages);
      // A text without a known word has no direction.
      return cosine === 0 || unit === null ? 0 : (cosine - mean) / unit;
    },
    powerFor: (languages) => pairFor(languages).power,
  };
}

function average(pairs: SimilarityScale): Pick<SimilarityScale[number], 'mean' | 'unit' | 'power'> {
  const meanOf = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const known = pairs.flatMap(({ unit }) => unit ?? []);
  return {
    mean: meanOf(pairs.map(({ mean }) => mean)),
    unit: known.length === 0 ? null : meanOf(known),
    power: meanOf(pairs.map(({ power }) => power)),
  };
}
