import { z } from 'zod';
import type {
  Answer,
  ChangedDocument,
  Citation,
  DocumentSummary,
  DocumentText,
  Feedback,
  FoundParagraph,
  Introduction,
  KeptConversation,
  UploadReport,
} from './protocol.ts';

const MAX_CHARACTERS = 2000;
const MAX_ID_CHARACTERS = 300;
const MAX_DOCUMENTS = 100;
const MAX_TAGS = 100;

/** Paragraphs that one search gives, at most. */
export const MAX_PARAGRAPHS = 50;
export const LIMIT_PROBLEM = `must be a whole number from 1 to ${MAX_PARAGRAPHS}`;

/* What is asked: checked wherever it comes in. */

/** A question, or what to search for. Lengths are UTF-16 code units, as offsets are. */
export const questionSchema = z
  .string('must be a text')
  .trim()
  .min(1, 'must not be empty')
  .max(MAX_CHARACTERS, `must have at most ${MAX_CHARACTERS} characters`);

/** Whatever was given as an id. */
export const idSchema = z
  .string('must be a text')
  .min(1, 'must not be empty')
  .max(MAX_ID_CHARACTERS, `must have at most ${MAX_ID_CHARACTERS} characters`);

/** Ids of the documents to answer from. */
export const documentIdsSchema = z
  .array(idSchema, 'must be a list')
  .max(MAX_DOCUMENTS, `must name at most ${MAX_DOCUMENTS} documents`);

/** Tags of the documents to answer from; a document with one of them is enough. */
export const tagNamesSchema = z.array(idSchema, 'must be a list').max(MAX_TAGS, `must name at most ${MAX_TAGS} tags`);

/*
 * What `protocol.ts` says, as schemas: programs are told them (OpenAPI, MCP) and hold answers against them. They are loose, because later
 * versions may say more.
 */

const offset = z.int().min(0).describe('UTF-16 code units into the canonical text of the document');
const documentId = z.string().describe('id of a document');
const paragraph = z.int().min(1).describe('number of a paragraph in its document, from 1');
const page = z.int().min(1).exactOptional().describe('where the paragraph starts, from 1; of documents with pages');
const language = z.enum(['ru', 'en']);
const time = z.string().describe('ISO 8601');

export const citationSchema = z.looseObject({
  marker: z.int().min(1).describe('stands as [1] in the text of the answer'),
  documentId,
  documentTitle: z.string(),
  paragraph,
  page,
  quote: z.string().describe('verbatim: the canonical text from start to end'),
  start: offset,
  end: offset.describe('exclusive'),
  prefix: z.string().describe('the text just before the quote'),
  suffix: z.string().describe('the text just after it'),
  url: z.string().describe('where the paragraph is shown, relative to the server'),
}) satisfies z.ZodType<Citation>;

export const foundParagraphSchema = z.looseObject({
  documentId,
  paragraph,
  page,
  heading: z.string().exactOptional().describe('the headings it stands under, outermost first, joined by " › "'),
  text: z.string().describe('line breaks as spaces'),
  similarity: z.number().describe('cosine of question and paragraph, -1…1'),
  score: z.number().describe('what the paragraphs are sorted by; comparable within one answer'),
}) satisfies z.ZodType<FoundParagraph>;

export const answerSchema = z.looseObject({
  id: z.string(),
  kind: z
    .enum(['answered', 'related', 'unanswered'])
    .describe('answered: the documents say it; related: they say something near; unanswered: they do not say'),
  confidence: z.number().describe('calibrated probability that the quotes answer the question, 0…1'),
  language,
  text: z.string().describe('with a marker such as [1] for every citation'),
  reason: z
    .enum(['nothing-relevant', 'not-in-document', 'nothing-to-search', 'no-documents', 'model-unavailable'])
    .nullable(),
  citations: z.array(citationSchema),
  paragraphs: z.array(foundParagraphSchema).describe('what was found, best first; also when nothing is answered'),
  conversationId: z.string(),
  model: z
    .looseObject({
      name: z.string(),
      firstTokenMs: z.number().nullable(),
      answerMs: z.number(),
      inputTokens: z.number().nullable(),
      outputTokens: z.number().nullable(),
    })
    .exactOptional()
    .describe('with a chat model: what wrote the answer, and what it took'),
  unsupported: z
    .array(z.looseObject({ start: z.int(), end: z.int() }))
    .exactOptional()
    .describe('with GROUNDING=mark: spans of the text that the quotes do not support'),
}) satisfies z.ZodType<Answer>;

export const feedbackSchema = z.looseObject({
  thumb: z.enum(['up', 'down']).nullable(),
  comment: z.string().nullable(),
}) satisfies z.ZodType<Feedback>;

export const keptConversationSchema = z.looseObject({
  id: z.string(),
  createdAt: time,
  expiresAt: time,
  turns: z.array(
    z.looseObject({
      askedAt: time,
      question: z.string(),
      about: z.looseObject({ documentId, paragraph }).nullable().describe('the paragraph the question was about'),
      answer: answerSchema,
      feedback: feedbackSchema.nullable(),
    }),
  ),
}) satisfies z.ZodType<KeptConversation>;

export const documentSummarySchema = z.looseObject({
  id: z.string(),
  title: z.string(),
  language,
  paragraphs: z.int().describe('how many it has'),
  sha256: z.string().describe('of the file'),
  tags: z.array(z.string()),
}) satisfies z.ZodType<DocumentSummary>;

export const changedDocumentSchema = documentSummarySchema.extend({
  file: z.string().describe('where its file is kept, within the documents folder'),
  change: z
    .enum(['added', 'replaced', 'described', 'unchanged'])
    .describe('described: only what is said of it is new; unchanged: all was there'),
}) satisfies z.ZodType<ChangedDocument>;

export const uploadReportSchema = z.looseObject({
  documents: z.array(changedDocumentSchema),
  problems: z
    .array(
      z.looseObject({ file: z.string(), documentId: documentId.nullable(), code: z.string(), message: z.string() }),
    )
    .describe('why the other files were not put in place'),
}) satisfies z.ZodType<UploadReport>;

export const documentTextSchema = z.looseObject({
  id: z.string(),
  title: z.string(),
  text: z.string().describe('the canonical text: all offsets count in it'),
  paragraphs: z.array(z.looseObject({ paragraph, start: offset, end: offset })),
}) satisfies z.ZodType<DocumentText>;

export const introductionSchema = z.looseObject({
  about: z.string().describe('what the documents are, in one line'),
  questions: z.array(z.string()).describe('up to three that they answer'),
}) satisfies z.ZodType<Introduction>;

/** Found paragraphs, as `GET /api/search` gives them. */
export const foundParagraphsSchema = z.looseObject({ paragraphs: z.array(foundParagraphSchema) });
