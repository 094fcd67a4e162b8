import { LOG_ODDS, powerOf } from '../../embeddings/similarity/measure-scale.ts';
import { readSamples, type Sample } from '../../embeddings/similarity/read-samples.ts';
import type { LanguagePair } from '../../embeddings/similarity/similarity-scale.ts';
import type { LanguageTag } from '../../protocol/language.ts';
import { isSameLanguage } from '../../text/language-tags.ts';
import type { Reranker } from './reranker.ts';

/** What the scores of a reranker mean. */
export interface ScoreScale {
  /** 0 as of a passage that has nothing to do with the question, or where the scores say nothing; about 1 of one that answers it. */
  of(score: number, languages: LanguagePair): number;
}

/** How a score becomes one on the scale; `unit` is null where it says nothing. */
interface LanguageScale {
  language: LanguageTag;
  mean: number;
  unit: number | null;
}

const LANGUAGES = ['ru', 'en'] as const;
/** Documents in each language, and questions of each; with each question three passages are judged: a cross-encoder is slow. */
const DOCUMENTS = 2;
const QUESTIONS = 2;

/**
 * Measures what the scores of a reranker mean, on texts of the project, in each language: their mean where question and passage have nothing to do with each
 * other, and how far above it a passage that answers lies. As with similarities, 1 says what the shipped weights were learnt for, as far as
 * the scores show which passage of a document answers; and those that do lie at 1 at most on average, however well they are shown.
 * @throws MODEL_UNAVAILABLE
 */
export async function measureScores(
  reranker: Pick<Reranker, 'score'>,
  options: { signal: AbortSignal },
): Promise<ScoreScale> {
  const samples = await readSamples();
  const measured = await Promise.all(
    LANGUAGES.map(async (language) => {
      const judged = await Promise.all(
        questionsIn(language, samples).map(({ question, ...passages }) =>
          reranker.score(question, [passages.answering, passages.beside, passages.unrelated], options),
        ),
      );
      return scaleOf(language, judged);
    }),
  );
  return { of: (score, languages) => standardised(score, scaleFor(languages, measured)) };
}

/** Questions with a passage that answers, the one after it, and one of another document that answers another question. */
function questionsIn(language: LanguageTag, samples: readonly Sample[]) {
  const documents = samples.filter((sample) => sample.language === language).slice(0, DOCUMENTS);
  const asked = documents.map(({ passages, questions }) =>
    questions
      .filter((question) => question.language === language)
      .slice(0, QUESTIONS)
      .map(({ text, answering: [place] }) => ({
        question: text,
        answering: passages[place!]!,
        beside: passages[(place! + 1) % passages.length]!,
      })),
  );
  return asked.flatMap((ofDocument, index) => {
    const ofOther = asked[(index + 1) % asked.length]!;
    return ofDocument.map((one, place) => ({ ...one, unrelated: ofOther[place % ofOther.length]!.answering }));
  });
}

/** @param judged Scores of the three passages of each question: the one that answers, another of its document, an unrelated one. */
function scaleOf(language: LanguageTag, judged: readonly number[][]): LanguageScale {
  const mean = meanOf(judged.map(([, , unrelated]) => unrelated!));
  const ofAnswers = meanOf(judged.map(([answering]) => answering!));
  const deviation = deviationOf(judged.flat());
  const power =
    deviation === 0
      ? 0
      : powerOf(
          judged.map((own) => ({ own, answering: [0] })),
          deviation,
        );
  return { language, mean, unit: power === 0 ? null : Math.max((LOG_ODDS * deviation) / power, ofAnswers - mean) };
}

/** Of the languages of question and passage that in which a score says less; another language is taken for the one in which it says least. */
function scaleFor({ question, passage }: LanguagePair, measured: readonly LanguageScale[]): LanguageScale {
  const known = [question, passage].flatMap((language) => {
    const own = measured.filter((scale) => isSameLanguage(scale.language, language));
    return own.length > 0 ? own : measured;
  });
  const weight = ({ unit }: LanguageScale) => unit ?? Number.POSITIVE_INFINITY;
  return known.reduce((least, scale) => (weight(scale) > weight(least) ? scale : least));
}

function standardised(score: number, { mean, unit }: LanguageScale): number {
  return unit === null ? 0 : (score - mean) / unit;
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function deviationOf(values: readonly number[]): number {
  const mean = meanOf(values);
  return Math.sqrt(meanOf(values.map((value) => (value - mean) ** 2)));
}
