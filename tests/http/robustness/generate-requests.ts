import { createFormGenerator } from './generate-forms.ts';

/** A request to send with `fetch`-like means: what is wrong with it is not said, only that it may be. */
export interface GeneratedRequest {
  method: string;
  path: string;
  headers: Record<string, string>;
  body: string | Uint8Array | null;
}

/** As far as the description of the API is read here. */
interface Schema {
  $ref?: string;
  type?: string | string[];
  enum?: unknown[];
  const?: unknown;
  anyOf?: Schema[];
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
}
export interface ApiDescription {
  paths: Record<
    string,
    Record<
      string,
      {
        parameters?: { name: string; in: string; schema: Schema }[];
        requestBody?: { content: Record<string, { schema: Schema }> };
        security?: Record<string, unknown>[];
      }
    >
  >;
}

const TEXTS = [
  '',
  ' ',
  'a',
  'Что сказано о мире?',
  '\u0000',
  '\ud800',
  '\ufeff',
  '../../etc/passwd',
  '<script>alert(1)</script>',
  "'; DROP TABLE turns; --",
  '%00',
  '[1] [2]',
  'я'.repeat(2001),
  'x'.repeat(9000),
  '🕊️'.repeat(300),
  '__proto__',
  'NaN',
];
const STRANGE_KEYS = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', '', '$where', 'я'];
const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', 'PROPFIND', 'TRACE'];
const TYPES = [
  'application/json; charset=utf-16',
  'application/json; charset=koi8-r',
  'text/plain',
  'multipart/form-data; boundary=x',
  'application/x-www-form-urlencoded',
  'application/json;;;=',
  '\u00ff',
  '',
];
const ACCEPTS = ['*/*', 'text/event-stream', 'application/json', 'text/html', 'q=;;,', 'image/*;q=2', ''];

/** Generates requests from the description of an API, right and wrong in turn; the same ones for the same random numbers. The bundled document is left as it is. */
export function createRequestGenerator(
  description: ApiDescription,
  random: () => number,
  { adminToken }: { adminToken: string },
): () => GeneratedRequest {
  const pick = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)]!;
  const happens = (share: number) => random() < share;
  const operations = Object.entries(description.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );

  const nextForm = createFormGenerator(TEXTS, random);

  /** Anything at all. */
  const anything = (depth = 0): unknown => {
    const kind = Math.floor(random() * (depth > 3 ? 5 : 8));
    if (kind === 0) return null;
    if (kind === 1) return happens(0.5);
    if (kind === 2) return pick([0, -1, 1e308, 0.1, Number.MAX_SAFE_INTEGER, -0]);
    if (kind < 5) return pick(TEXTS);
    if (kind === 5) return Array.from({ length: Math.floor(random() * 5) }, () => anything(depth + 1));
    if (kind === 6) return Object.fromEntries([[pick(STRANGE_KEYS), anything(depth + 1)]]);
    return nested(pick([10, 500, 4000]), happens(0.5));
  };

  /** A value that a schema requires, except in some of its fields. */
  const valueFor = (schema: Schema, wrong: number): unknown => {
    if (happens(wrong)) return anything();
    if (schema.enum) return pick(schema.enum);
    if (schema.const !== undefined) return schema.const;
    if (schema.anyOf) return valueFor(pick(schema.anyOf), wrong);
    const type = [schema.type ?? 'object'].flat()[0];
    if (type === 'string') return pick(TEXTS);
    if (type === 'integer' || type === 'number') return pick([0, 1, 5, -1, 1.5, 1e21]);
    if (type === 'boolean') return happens(0.5);
    if (type === 'null') return null;
    if (type === 'array') return Array.from({ length: pick([0, 1, 2, 60]) }, () => valueFor(schema.items ?? {}, wrong));
    const entries = Object.entries(schema.properties ?? {}).filter(
      ([name]) => schema.required?.includes(name) || happens(0.5),
    );
    const given = entries.filter(() => !happens(wrong / 2)).map(([name, value]) => [name, valueFor(value, wrong)]);
    if (happens(wrong)) given.push([pick(STRANGE_KEYS), anything()]);
    return Object.fromEntries(given);
  };

  const bodyOf = (schema: Schema): string | Uint8Array => {
    const json = JSON.stringify(valueFor(schema, pick([0, 0.1, 0.4]))) ?? '';
    if (happens(0.85)) return json;
    const broken = [
      json.slice(0, Math.floor(random() * json.length)),
      `${json}}`,
      `{"message":${'['.repeat(5000)}`,
      '{"message":"a","message":"b"}',
      '{"__proto__":{"message":"a"},"message":"b"}',
      "{'message':'a'}",
      'null',
      '\ufeff{}',
      '',
      'x'.repeat(70_000),
    ];
    return happens(0.3) ? Uint8Array.from({ length: 40 }, () => Math.floor(random() * 256)) : pick(broken);
  };

  return () => {
    const { path, method, operation } = pick(operations);
    const usedMethod = happens(0.08) ? pick(METHODS) : method.toUpperCase();
    const known = ['PUT', 'PATCH', 'DELETE'].includes(usedMethod) ? 'a' : 'csto-declaration-2024';
    const id = () => pick([...TEXTS.map(encodeURIComponentOrNot), '%E0%A4', '%', '..', known, known]);
    const query = (operation.parameters ?? [])
      .filter((parameter) => parameter.in === 'query' && happens(0.8))
      .flatMap(({ name, schema }) => {
        const given = valueFor(schema, 0.3);
        const value = encodeURIComponentOrNot(typeof given === 'string' ? given : JSON.stringify(given));
        return happens(0.1)
          ? [`${name}[${encodeURIComponent(pick(STRANGE_KEYS))}]=${value}`, `${name}=2`]
          : [`${name}=${value}`];
      });
    const form = operation.requestBody?.content['multipart/form-data'] && happens(0.9) ? nextForm() : null;
    const schema = operation.requestBody?.content['application/json']?.schema;
    const hasBody =
      usedMethod !== 'GET' && usedMethod !== 'HEAD' && (form !== null || schema !== undefined || happens(0.1));
    const headers: Record<string, string> = { accept: happens(0.7) ? 'application/json' : pick(ACCEPTS) };
    if (hasBody) headers['content-type'] = happens(0.93) ? (form?.type ?? 'application/json') : pick(TYPES);
    if (happens(0.02)) headers['content-encoding'] = pick(['gzip', 'br', 'compress', 'nonsense']);
    if (happens(0.03)) headers.origin = pick(['null', 'https://evil.example', '', 'http://[']);
    if (happens(0.03)) headers.authorization = pick(['Bearer', 'Bearer x', 'Basic eDp5', 'Bearer '.repeat(500)]);
    // Refused without it: that is tried too, but not each time.
    if (operation.security?.some((rule) => 'ADMIN_TOKEN' in rule) && happens(0.3))
      headers.authorization = `Bearer ${adminToken}`;
    return {
      method: usedMethod,
      path: path.replace(/\{\w+\}/g, id) + (query.length > 0 ? `?${query.join('&')}` : ''),
      headers,
      body: hasBody ? (form?.body ?? bodyOf(schema ?? {})) : null,
    };
  };
}

/** Lists or objects within one another. */
function nested(depth: number, isList: boolean): unknown {
  let value: unknown = 1;
  for (let level = 0; level < depth; level += 1) value = isList ? [value] : { a: value };
  return value;
}

/** Lone surrogates have no encoding. */
function encodeURIComponentOrNot(text: string): string {
  try {
    return encodeURIComponent(text.slice(0, 3000));
  } catch {
    return '%ED%A0%80';
  }
}
