import { z } from 'zod';
import { answerKind } from './answer.ts';
import { extensible } from './extensible.ts';
import { documentId, paragraphNumber } from './places.ts';

const numbersByName = z.record(z.string(), z.number());

const explainedTerm = extensible({
  term: z.string(),
  weight: z.number().describe('how much it counts as part of the question'),
  inverseFrequency: z.number().describe('how much it counts for being rare in what was searched'),
  words: z
    .array(extensible({ word: z.string(), likeness: z.number() }))
    .describe('words of the documents that it stands for, the likest first, at most five'),
});

const explainedParagraph = extensible({
  documentId,
  paragraph: paragraphNumber,
  score: z.number(),
  parts: numbersByName.describe(
    'what each signal adds to the score; what is in the language of the question or in focus is ahead besides',
  ),
  text: z.string().describe('its beginning'),
});

const explainedSpan = extensible({
  documentId,
  paragraph: paragraphNumber,
  score: z.number(),
  coverage: z.number().describe('share of the weighted terms of the question that it has'),
  similarity: z.number(),
  answerTypeShare: z.number().describe('share of the kinds of words asked for, such as a date, that it has'),
  text: z.string().describe('its beginning'),
});

const explainedDecision = extensible({
  kind: answerKind,
  confidence: z.number().describe('probability that the best span answers the question, 0…1'),
  relevance: z.number().describe('probability that the documents are about what is asked, 0…1'),
  isOtherLanguage: z.boolean().describe('whether question and span are in different languages'),
  hasUnknownWords: z.boolean().describe('whether the embedding model knows hardly any word of the question'),
  signals: numbersByName.describe('what both probabilities are made of'),
  thresholds: numbersByName.describe('what they are compared with'),
});

/** What excerpts for a question were chosen by: how it was read, what was found, which spans may answer, and the decision. */
export const explanationSchema = extensible({
  question: z.string().describe('as it is searched: a follow-up completed by the question before'),
  context: z.array(z.string()).describe('what it may lean on besides'),
  terms: z.array(explainedTerm).describe('its words and exact terms'),
  aspects: numbersByName.describe('what is asked of a document as a whole, such as its date, with weights'),
  candidates: z.array(explainedParagraph).describe('the paragraphs found, best first, at most eight'),
  spans: z.array(explainedSpan).describe('the spans that may answer, best first, at most eight'),
  decision: explainedDecision.nullable().describe('null when nothing was found'),
});
export type Explanation = z.infer<typeof explanationSchema>;
