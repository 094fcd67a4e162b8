import { z } from 'zod';
import { answerKind, citationSchema, foundParagraphSchema } from '../../../protocol/answer.ts';
import { feedbackSchema } from '../../../protocol/conversation.ts';
import { omissionSchema } from '../../../protocol/document-blocks.ts';
import { documentSummarySchema, indexingSchema } from '../../../protocol/documents.ts';

/* Responses that only HTTP has. They are loose, as those of the protocol: later versions may add fields. */

export const anyObjectSchema = z.looseObject({});

export const errorSchema = z.looseObject({
  error: z.looseObject({
    code: z.string().describe('names the failure; stays the same between versions'),
    message: z.string().describe('what could not be done, why, and what to do next'),
    progress: z
      .looseObject({ done: z.int(), total: z.int() })
      .exactOptional()
      .describe('of INDEX_NOT_READY: how many files are indexed, of how many'),
  }),
});

export const openAiErrorSchema = z.looseObject({
  error: z.looseObject({ message: z.string(), type: z.string(), code: z.string(), param: z.string().nullable() }),
});

export const documentsSchema = z.looseObject({
  documents: z.array(documentSummarySchema),
  indexing: indexingSchema.nullable().describe('null when nothing is being indexed'),
});

export const feedbackAnswerSchema = feedbackSchema.extend({ answerId: z.string() });

export const statusSchema = z.looseObject({ status: z.literal('ok') });

export const sessionSchema = z.looseObject({
  token: z.string().describe('to be sent as "Authorization: Bearer …"'),
  expiresAt: z.iso.datetime(),
});

export const indexingReportSchema = z.looseObject({
  added: z.int(),
  changed: z.int(),
  removed: z.int(),
  unchanged: z.int(),
  embedded: z.int().describe('texts that had to be embedded'),
  problems: z.array(z.looseObject({ documentId: z.string(), message: z.string() })).describe('files left out'),
  incomplete: z
    .array(z.looseObject({ documentId: z.string(), omissions: z.array(omissionSchema) }))
    .describe('documents that were read now, but not whole'),
});

export const modelSchema = z.looseObject({
  id: z.string().describe('pilcrow, or pilcrow-NAME of an assistant'),
  object: z.literal('model'),
  created: z.int(),
  owned_by: z.string(),
});

export const modelsSchema = z.looseObject({ object: z.literal('list'), data: z.array(modelSchema) });

const annotationSchema = z.looseObject({
  type: z.literal('url_citation'),
  url_citation: z.looseObject({
    start_index: z.int().describe('of the marker in the content, in UTF-16 code units'),
    end_index: z.int(),
    url: z.string(),
    title: z.string(),
  }),
});

export const chatCompletionSchema = z.looseObject({
  id: z.string(),
  object: z.literal('chat.completion'),
  created: z.int(),
  model: z.string(),
  choices: z.array(
    z.looseObject({
      index: z.int(),
      message: z.looseObject({
        role: z.literal('assistant'),
        content: z.string(),
        refusal: z.null(),
        annotations: z.array(annotationSchema),
      }),
      finish_reason: z.enum(['stop', 'length']),
    }),
  ),
  usage: z.looseObject({ prompt_tokens: z.int(), completion_tokens: z.int(), total_tokens: z.int() }),
  pilcrow: z.looseObject({
    kind: answerKind,
    confidence: z.number(),
    citations: z.array(citationSchema),
    paragraphs: z.array(foundParagraphSchema),
  }),
});

export const jsonRpcSchema = z.looseObject({ jsonrpc: z.literal('2.0') });
