import { z } from 'zod';
import { extensible } from './extensible.ts';
import { type Language, languageCode, languageTag } from './language.ts';
import { documentId, kindOfPage, offset, pageNumber, paragraphNumber, spanSchema } from './places.ts';

const heading = z
  .string()
  .exactOptional()
  .describe('the headings that the paragraph stands under, outermost first, joined by " › "');
const clause = z
  .string()
  .exactOptional()
  .describe(
    'the number of the clause or item that the quote begins in, as the document shows it: "2.1 а)", "Статья 5"',
  );
const columns = z
  .array(z.string())
  .exactOptional()
  .describe(
    'of words in a table: what their cells are called, by its header; with the row for single cells: "Kazan — Price"',
  );

const shownAddress = z
  .string()
  .exactOptional()
  .describe(
    'where it is shown: on the page of its document (https://…, with the words to mark), else by the reader, relative to the server; missing where the reader is closed',
  );

/** A verified quotation: `canonicalText.slice(start, end) === quote`, always. Prefix and suffix are those of the W3C TextQuoteSelector. */
export const citationSchema = extensible({
  marker: z.int().min(1).describe('stands as [1] in the text of the answer'),
  documentId,
  documentTitle: z.string(),
  paragraph: paragraphNumber,
  page: pageNumber,
  pageKind: kindOfPage,
  heading,
  clause,
  columns,
  quote: z.string().describe('verbatim: the canonical text from start to end'),
  start: offset,
  end: offset.describe('exclusive'),
  prefix: z.string().describe('the text just before the quote'),
  suffix: z.string().describe('the text just after it'),
  url: shownAddress,
});
export type Citation = z.infer<typeof citationSchema>;

/** A paragraph that retrieval found. */
export const foundParagraphSchema = extensible({
  documentId,
  documentTitle: z.string().exactOptional().describe('missing in answers kept by servers before it was sent'),
  paragraph: paragraphNumber,
  page: pageNumber,
  pageKind: kindOfPage,
  heading,
  text: z.string().describe('line breaks as spaces'),
  url: shownAddress,
  similarity: z.number().describe('cosine of question and paragraph, -1…1'),
  score: z.number().describe('what the paragraphs are sorted by; comparable within one answer'),
});
export type FoundParagraph = z.infer<typeof foundParagraphSchema>;

/** Found paragraphs, as `GET /api/search` returns them. */
export const foundParagraphsSchema = extensible({ paragraphs: z.array(foundParagraphSchema) });

/** How sure an answer is. */
export const answerKind = z
  .enum(['answered', 'related', 'unanswered', 'reply'])
  .describe(
    'answered: the documents say it; related: the closest passages, which need not answer it; unanswered: they do not say; reply: nothing was asked of them, and ' +
      'the assistant says something of its own',
  );
export type AnswerKind = z.infer<typeof answerKind>;

/** Why a question is `unanswered`. */
const unansweredReason = z.enum([
  'nothing-relevant',
  'not-in-document',
  'nothing-to-search',
  'no-documents',
  'nothing-more',
]);
export type UnansweredReason = z.infer<typeof unansweredReason>;

/** What a `reply` replies to; `cannot` is something that only a chat model does. */
const replyReason = z.enum([
  'greeting',
  'thanks',
  'identity',
  'help',
  'documents',
  'farewell',
  'acknowledged',
  'unclear',
  'cannot',
]);
export type ReplyReason = z.infer<typeof replyReason>;

/** Why an answer is not what it could be: `unanswered`, or excerpts because the chat model did not answer, may not be asked any more today, or nothing it wrote is supported; what a `reply` replies to. */
const answerReason = z.enum([
  ...unansweredReason.options,
  'model-unavailable',
  'model-limit',
  'model-unsupported',
  'model-refused',
  ...replyReason.options,
]);
export type AnswerReason = z.infer<typeof answerReason>;

/** Why a chat model gave no answer, or not all of it; `docs/deploy.md` says what each means. */
const modelFailure = z.enum([
  'key',
  'unknown',
  'quota',
  'busy',
  'server',
  'refused',
  'unreachable',
  'unreadable',
  'slow',
  'too-long',
  'empty',
  'all-thought',
  'looping',
  'dropped',
  'paused',
  'limit',
]);
export type ModelFailure = z.infer<typeof modelFailure>;

/** How a chat model wrote an answer. Times are milliseconds since its call; tokens are null where its server does not report them. */
const modelReport = extensible({
  name: z.string(),
  firstTokenMs: z.number().nullable(),
  answerMs: z.number(),
  inputTokens: z.number().nullable(),
  outputTokens: z.number().nullable(),
  failure: modelFailure.exactOptional().describe('why there is no answer of the model, or not all of it'),
});
export type ModelReport = z.infer<typeof modelReport>;

/** What of a chat model's text is not in the answer. */
const omittedSchema = extensible({
  sentences: z.int().min(1),
  reasons: z
    .record(z.string(), z.int().min(1))
    .describe('how many for each reason: number, name, negation, words, unlabelled, address, …'),
});
export type Omitted = z.infer<typeof omittedSchema>;

/** A whole answer, with its proof; at most ten paragraphs come with it. */
export const answerSchema = extensible({
  id: z.string(),
  kind: answerKind,
  confidence: z.number().describe('calibrated probability that the quotes answer the question, 0…1'),
  language: languageCode.describe('of the words that the server adds'),
  text: z.string().describe('with a marker such as [1] for every citation'),
  reason: answerReason.nullable(),
  citations: z.array(citationSchema),
  paragraphs: z.array(foundParagraphSchema).describe('what was found, best first; also when nothing is answered'),
  conversationId: z.string(),
  documentLanguages: z
    .array(languageTag)
    .exactOptional()
    .describe('of an unanswered question in a language of no document: those of the documents, most first'),
  model: modelReport.exactOptional().describe('with a chat model: what wrote the answer, and what it took'),
  truncated: z
    .literal(true)
    .exactOptional()
    .describe('what the chat model wrote breaks off, at a limit or by a failure; its unfinished sentence is left out'),
  unsupported: z
    .array(spanSchema)
    .exactOptional()
    .describe('with GROUNDING=mark: spans of the text that the quotes do not support'),
  omitted: omittedSchema
    .exactOptional()
    .describe(
      'with GROUNDING=strict: sentences of the chat model that were left out because the documents do not support them',
    ),
});
export type Answer = z.infer<typeof answerSchema>;

/**
 * The parts of an answer, in the order they are sent. `isKept`: the server keeps the conversation, so feedback can be given.
 *
 * While a chat model is slow, `thinking` says that it is at work, and `excerpts` is an answer to read meanwhile: the first `text-delta` behind it
 * takes its place. Clients that know neither leave them out.
 */
export type AnswerEvent =
  | { event: 'answer-start'; data: { id: string; conversationId: string; language: Language; isKept?: boolean } }
  | { event: 'paragraphs-found'; data: { paragraphs: FoundParagraph[] } }
  | { event: 'thinking'; data: Record<string, never> }
  | { event: 'excerpts'; data: Answer }
  | { event: 'text-delta'; data: { text: string } }
  | { event: 'citation-added'; data: Citation }
  | { event: 'answer-end'; data: Answer }
  | { event: 'error'; data: { code: string; message: string } };
