import type { ErrorCode } from '../../../errors.ts';
import { answerSchema, foundParagraphsSchema } from '../../../protocol/answer.ts';
import { conversationPartSchema } from '../../../protocol/conversation.ts';
import { documentTextSchema, introductionSchema } from '../../../protocol/documents.ts';
import { chatRequestSchema } from '../../../protocol/requests.ts';
import { textPositionsSchema } from '../../../protocol/text-positions.ts';
import { openAiRequestSchema, uiChatRequestSchema } from '../clients/client-schemas.ts';
import {
  feedbackRequestSchema,
  introductionRequestSchema,
  positionsRequestSchema,
  searchRequestSchema,
  turnsRequestSchema,
} from '../request-schemas.ts';
import { ORIGINAL_MEDIA_TYPES } from '../routes/original-media-type.ts';
import * as own from './answer-schemas.ts';
import { CHANGING_OPERATIONS } from './changing-operations.ts';
import { json, type Operation } from './operation.ts';
import { RUNNING_OPERATIONS } from './running-operations.ts';

const EVENTS = { 'text/event-stream': null };
/** Where READER is closed. */
const READING: ErrorCode[] = ['KEY_INVALID', 'FORBIDDEN'];
const ASKING: ErrorCode[] = [
  'REQUEST_INVALID',
  'RATE_LIMITED',
  'INDEX_NOT_READY',
  'MODEL_UNAVAILABLE',
  'CHAT_MODEL_UNAVAILABLE',
  'SERVER_BUSY',
  'SERVER_STOPPING',
];
const BODY: ErrorCode[] = ['REQUEST_TOO_LARGE', 'MEDIA_TYPE_UNSUPPORTED'];

/** Every call, except for the pages and what they load. */
export const OPERATIONS: Operation[] = [
  {
    method: 'post',
    path: '/api/chat',
    summary:
      'Answers a question with verified citations: whole, or as events where the client accepts text/event-stream.',
    body: chatRequestSchema,
    answers: { ...json(answerSchema), ...EVENTS },
    fails: [...ASKING, ...BODY, 'DOCUMENT_UNKNOWN', 'TAG_UNKNOWN'],
  },
  {
    method: 'get',
    path: '/api/search',
    summary: 'The paragraphs nearest to a query, best first.',
    query: searchRequestSchema,
    answers: json(foundParagraphsSchema),
    fails: ['REQUEST_INVALID', 'RATE_LIMITED', 'DOCUMENT_UNKNOWN', 'TAG_UNKNOWN', 'INDEX_NOT_READY'],
  },
  {
    method: 'get',
    path: '/api/introduction',
    summary: 'What the documents are, and questions worth asking.',
    query: introductionRequestSchema,
    answers: json(introductionSchema),
    fails: ['REQUEST_INVALID', 'RATE_LIMITED', 'DOCUMENT_UNKNOWN', 'TAG_UNKNOWN', 'INDEX_NOT_READY'],
  },
  {
    method: 'get',
    path: '/api/documents',
    summary: 'The documents.',
    answers: json(own.documentsSchema),
    fails: [],
  },
  {
    method: 'get',
    path: '/api/documents/{id}',
    summary:
      'The canonical text of a document, the bounds of its paragraphs, and its blocks: headings, lists, tables, notes.',
    answers: json(documentTextSchema),
    fails: [...READING, 'RATE_LIMITED', 'DOCUMENT_UNKNOWN'],
  },
  {
    method: 'get',
    path: '/api/documents/{id}/file',
    summary: 'The file of a document as it came; PDF to be shown, all else to be saved.',
    answers: Object.fromEntries(ORIGINAL_MEDIA_TYPES.map((type) => [type, null])),
    fails: [...READING, 'DOCUMENT_UNKNOWN', 'FILE_UNAVAILABLE'],
  },
  {
    method: 'get',
    path: '/api/documents/{id}/positions',
    summary: 'Where the pages of a document show a piece of its canonical text: rectangles over its words; of PDF.',
    query: positionsRequestSchema,
    answers: json(textPositionsSchema),
    fails: [...READING, 'REQUEST_INVALID', 'DOCUMENT_UNKNOWN'],
  },
  ...CHANGING_OPERATIONS,
  {
    method: 'get',
    path: '/api/conversations/{id}',
    summary: 'A conversation: its questions and answers, exactly as they were given, fifty at a time.',
    query: turnsRequestSchema,
    answers: json(conversationPartSchema),
    fails: ['REQUEST_INVALID', 'RATE_LIMITED', 'CONVERSATION_UNKNOWN'],
  },
  {
    method: 'delete',
    path: '/api/conversations/{id}',
    summary: 'Erases a conversation.',
    answers: {},
    fails: ['CONVERSATION_UNKNOWN'],
  },
  {
    method: 'post',
    path: '/api/conversations/{id}/feedback',
    summary: 'Feedback on an answer, in the place of earlier feedback.',
    body: feedbackRequestSchema,
    answers: json(own.feedbackAnswerSchema),
    fails: ['REQUEST_INVALID', ...BODY, 'CONVERSATION_UNKNOWN'],
  },
  {
    method: 'post',
    path: '/v1/chat/completions',
    summary: 'The same for clients of OpenAI, with citations as annotations.',
    body: openAiRequestSchema,
    answers: { ...json(own.chatCompletionSchema), ...EVENTS },
    fails: [...ASKING, ...BODY, 'DOCUMENT_UNKNOWN', 'TAG_UNKNOWN', 'KEY_INVALID'],
    secret: 'API_KEYS',
  },
  {
    method: 'get',
    path: '/v1/models',
    summary: 'The one model there is, pilcrow.',
    answers: json(own.modelsSchema),
    fails: ['KEY_INVALID'],
    secret: 'API_KEYS',
  },
  {
    method: 'get',
    path: '/v1/models/{id}',
    summary: 'The model pilcrow.',
    answers: json(own.modelSchema),
    fails: ['NOT_FOUND', 'KEY_INVALID'],
    secret: 'API_KEYS',
  },
  {
    method: 'post',
    path: '/api/ui-chat',
    summary: 'The same for useChat of the Vercel AI SDK, with citations as source-document and data-citation.',
    body: uiChatRequestSchema,
    answers: EVENTS,
    fails: [...ASKING, ...BODY, 'DOCUMENT_UNKNOWN', 'TAG_UNKNOWN'],
  },
  {
    method: 'post',
    path: '/mcp',
    summary: 'Model Context Protocol: the tools ask and search, and the documents as resources.',
    body: own.jsonRpcSchema,
    answers: { ...json(own.jsonRpcSchema), ...EVENTS },
    fails: ['REQUEST_INVALID', ...BODY, 'RATE_LIMITED'],
  },
  ...RUNNING_OPERATIONS,
];
