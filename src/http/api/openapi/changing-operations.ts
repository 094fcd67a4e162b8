import type { ErrorCode } from '../../../errors.ts';
import { changedDocumentSchema, uploadReportSchema } from '../../../protocol/documents.ts';
import { siteReportSchema } from '../../../protocol/sites.ts';
import { siteRequestSchema } from '../sites/site-schemas.ts';
import { metadataRequestSchema, replaceFormSchema, uploadFormSchema } from '../uploads/upload-schemas.ts';
import { json, type Operation } from './operation.ts';

const EVENTS = { 'text/event-stream': null };
const CHANGING: ErrorCode[] = [
  'KEY_INVALID',
  'FORBIDDEN',
  'DOCUMENT_UNREADABLE',
  'INDEX_LOCKED',
  'MODEL_UNAVAILABLE',
  'STORAGE_FULL',
  'STORAGE_UNWRITABLE',
];
const TAKING: ErrorCode[] = [...CHANGING, 'SERVER_BUSY', 'SERVER_STOPPING'];
const UPLOADING: ErrorCode[] = [
  ...CHANGING,
  'REQUEST_INVALID',
  'REQUEST_TOO_LARGE',
  'MEDIA_TYPE_UNSUPPORTED',
  'DOCUMENT_REFUSED',
  'DOCUMENT_EXISTS',
  'SERVER_BUSY',
  'SERVER_STOPPING',
];

/** The calls that change documents. */
export const CHANGING_OPERATIONS: Operation[] = [
  {
    method: 'post',
    path: '/api/documents',
    summary:
      'Adds documents and answers once they are indexed: whole, or as events where the client accepts text/event-stream.',
    form: uploadFormSchema,
    answers: { ...json(uploadReportSchema), ...EVENTS },
    makes: true,
    fails: UPLOADING,
    secret: 'ADMIN_TOKEN',
  },
  {
    method: 'put',
    path: '/api/documents/{id}',
    summary: 'Replaces a document with a file, or creates it; responds whole or as events as well.',
    form: replaceFormSchema,
    answers: { ...json(changedDocumentSchema), ...EVENTS },
    makes: true,
    fails: [...UPLOADING, 'DOCUMENT_UNKNOWN'],
    secret: 'ADMIN_TOKEN',
  },
  {
    method: 'patch',
    path: '/api/documents/{id}',
    summary: 'Changes the title, the tags, the language and the url of a document.',
    body: metadataRequestSchema,
    answers: json(changedDocumentSchema),
    fails: [
      ...CHANGING,
      'REQUEST_INVALID',
      'REQUEST_TOO_LARGE',
      'MEDIA_TYPE_UNSUPPORTED',
      'DOCUMENT_UNKNOWN',
      'DOCUMENT_REFUSED',
    ],
    secret: 'ADMIN_TOKEN',
  },
  {
    method: 'delete',
    path: '/api/documents/{id}',
    summary: 'Removes a document; does nothing where there is none.',
    answers: {},
    fails: CHANGING,
    secret: 'ADMIN_TOKEN',
  },
  {
    method: 'post',
    path: '/api/sites',
    summary:
      'Takes a page of a site, or those of the same host that a site map lists; answers once they are indexed: whole, or as events.',
    body: siteRequestSchema,
    answers: { ...json(siteReportSchema), ...EVENTS },
    fails: [...TAKING, 'REQUEST_INVALID', 'REQUEST_TOO_LARGE', 'MEDIA_TYPE_UNSUPPORTED'],
    secret: 'ADMIN_TOKEN',
  },
  {
    method: 'post',
    path: '/api/sites/refresh',
    summary: 'Takes what changed of the pages that were taken, and removes those that their sites have no more.',
    answers: { ...json(siteReportSchema), ...EVENTS },
    fails: TAKING,
    secret: 'ADMIN_TOKEN',
  },
];
