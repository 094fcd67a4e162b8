import { explanationSchema } from '../../../protocol/explanation.ts';
import { explainRequestSchema } from '../../../protocol/requests.ts';
import { sessionRequestSchema } from '../../access/session-routes.ts';
import { questionsRequestSchema } from '../request-schemas.ts';
import * as own from './answer-schemas.ts';
import { json, type Operation } from './operation.ts';

/** The calls for operating the server. */
export const RUNNING_OPERATIONS: Operation[] = [
  {
    method: 'post',
    path: '/api/index',
    summary: 'Brings the index up to date with the documents folder; questions are answered meanwhile.',
    answers: json(own.indexingReportSchema),
    fails: ['KEY_INVALID', 'FORBIDDEN', 'INDEX_LOCKED'],
    secret: 'ADMIN_TOKEN',
  },
  {
    method: 'post',
    path: '/api/explain',
    summary: 'Why a question is answered as it is: terms, paragraphs with each signal, spans, and the decision.',
    body: explainRequestSchema,
    answers: json(explanationSchema),
    fails: [
      'KEY_INVALID',
      'FORBIDDEN',
      'REQUEST_INVALID',
      'REQUEST_TOO_LARGE',
      'MEDIA_TYPE_UNSUPPORTED',
      'DOCUMENT_UNKNOWN',
      'TAG_UNKNOWN',
      'INDEX_NOT_READY',
      'MODEL_UNAVAILABLE',
    ],
    secret: 'ADMIN_TOKEN',
  },
  {
    method: 'post',
    path: '/api/session',
    summary: 'Lets a reader in with the password or a key: a cookie for pages of the server, a token for all others.',
    body: sessionRequestSchema,
    answers: json(own.sessionSchema),
    fails: [
      'REQUEST_INVALID',
      'REQUEST_TOO_LARGE',
      'MEDIA_TYPE_UNSUPPORTED',
      'KEY_INVALID',
      'RATE_LIMITED',
      'FORBIDDEN',
    ],
    isPublic: true,
  },
  {
    method: 'get',
    path: '/admin/questions',
    summary:
      'What was asked and not answered, in groups of questions that are alike: a page, or CSV with format=csv or where the client accepts text/csv.',
    query: questionsRequestSchema,
    answers: { 'text/html': null, 'text/csv': null },
    fails: ['KEY_INVALID', 'FORBIDDEN', 'REQUEST_INVALID', 'MODEL_UNAVAILABLE'],
    secret: 'ADMIN_TOKEN',
  },
  {
    method: 'get',
    path: '/healthz',
    summary: 'The server runs.',
    answers: json(own.statusSchema),
    fails: [],
    isPublic: true,
  },
  {
    method: 'get',
    path: '/readyz',
    summary: 'The server can answer.',
    answers: json(own.statusSchema),
    fails: ['INDEX_NOT_READY', 'MODEL_UNAVAILABLE'],
    isPublic: true,
  },
  {
    method: 'get',
    path: '/metrics',
    summary: 'Metrics for Prometheus: for programs of this machine and for callers with ADMIN_TOKEN.',
    answers: { 'text/plain': null },
    fails: ['FORBIDDEN'],
    isPublic: true,
  },
  {
    method: 'get',
    path: '/openapi.json',
    summary: 'This description, OpenAPI 3.1.',
    answers: json(own.anyObjectSchema),
    fails: [],
    isPublic: true,
  },
];
