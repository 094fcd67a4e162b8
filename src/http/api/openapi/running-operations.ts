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
    method: 'get',
    path: '/healthz',
    summary: 'The server runs.',
    answers: json(own.statusSchema),
    fails: [],
  },
  {
    method: 'get',
    path: '/readyz',
    summary: 'The server can answer.',
    answers: json(own.statusSchema),
    fails: ['INDEX_NOT_READY', 'MODEL_UNAVAILABLE'],
  },
  {
    method: 'get',
    path: '/metrics',
    summary: 'Metrics for Prometheus: for programs of this machine and for callers with ADMIN_TOKEN.',
    answers: { 'text/plain': null },
    fails: ['FORBIDDEN'],
  },
  {
    method: 'get',
    path: '/openapi.json',
    summary: 'This description, OpenAPI 3.1.',
    answers: json(own.anyObjectSchema),
    fails: [],
  },
];
