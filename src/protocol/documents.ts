import { z } from 'zod';
import { documentBlockSchema, omissionSchema } from './document-blocks.ts';
import { extensible } from './extensible.ts';
import { languageTag } from './language.ts';
import { documentId, offset, paragraphNumber } from './places.ts';

/** What an act, contract, rules or minutes say of themselves; what they do not say is missing. */
export const actSchema = extensible({
  kind: z.string().describe('in small letters and its language, such as "lease" or "приказ"'),
  number: z.string().exactOptional().describe('without its sign: "118-П"'),
  date: z.iso.date().exactOptional(),
  place: z.string().exactOptional(),
});
export type Act = z.infer<typeof actSchema>;

/** A document in a list; questions can be asked of the documents with one of its tags. */
export const documentSummarySchema = extensible({
  id: z.string(),
  title: z.string(),
  language: languageTag,
  paragraphs: z.int().describe('how many it has'),
  sha256: z.string().describe('of the file'),
  tags: z.array(z.string()),
  url: z.string().nullable().describe('where it is on the web, where that is known'),
  act: actSchema.nullable().describe('null where it is no act, contract or the like'),
  omissions: z.array(omissionSchema).describe('what of its file could not be read; often nothing'),
});
export type DocumentSummary = z.infer<typeof documentSummarySchema>;

/** What is being indexed of the documents folder. */
export const indexingSchema = extensible({
  done: z.int().describe('files that are dealt with'),
  total: z.int().describe('of those that are new or look different'),
  file: z.string().exactOptional().describe('the one that is being read'),
});
export type Indexing = z.infer<typeof indexingSchema>;

/** A document that was put in, and what that changed. */
export const changedDocumentSchema = documentSummarySchema.extend({
  file: z.string().describe('where its file is kept, within the documents folder'),
  change: z
    .enum(['added', 'replaced', 'described', 'unchanged'])
    .describe('described: only what is said of it is new; unchanged: all was there'),
});
export type ChangedDocument = z.infer<typeof changedDocumentSchema>;

/** A file of an upload that was not put in place. */
const uploadProblem = extensible({
  file: z.string(),
  documentId: documentId.nullable(),
  code: z.string(),
  message: z.string(),
});

/** What became of the files of an upload. */
export const uploadReportSchema = extensible({
  documents: z.array(changedDocumentSchema),
  problems: z.array(uploadProblem).describe('why the other files were not put in place'),
});
export type UploadReport = z.infer<typeof uploadReportSchema>;

/** The progress of an upload, in the order it is sent; `upload-end` or `error` is the last. */
export type UploadEvent =
  | { event: 'file-received'; data: { file: string } }
  | { event: 'document-rejected'; data: z.infer<typeof uploadProblem> }
  | { event: 'recognising-progress'; data: { file: string; done: number; total: number } }
  | { event: 'indexing-progress'; data: { done: number; total: number } }
  | { event: 'document-indexed'; data: ChangedDocument }
  | { event: 'upload-end'; data: UploadReport }
  | { event: 'error'; data: { code: string; message: string } };

/** A document to read: its text, what it is made of, and the bounds of its paragraphs. */
export const documentTextSchema = extensible({
  id: z.string(),
  title: z.string(),
  text: z.string().describe('the canonical text: all offsets count in it'),
  paragraphs: z.array(extensible({ paragraph: paragraphNumber, start: offset, end: offset })),
  blocks: z.array(documentBlockSchema).describe('in the order of the text, none inside another'),
  act: actSchema.nullable(),
  omissions: z.array(omissionSchema),
});
export type DocumentText = z.infer<typeof documentTextSchema>;

/** What a chat shows before the first question; each of its questions was answered well, with excerpts, when it was tried. */
export const introductionSchema = extensible({
  about: z.string().describe('what the documents are, in one line'),
  questions: z.array(z.string()).describe('up to three that they answer well; often none'),
});
export type Introduction = z.infer<typeof introductionSchema>;
