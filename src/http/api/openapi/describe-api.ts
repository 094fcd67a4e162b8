import { z } from 'zod';
import type { ErrorCode } from '../../../errors.ts';
import { answerSchema, citationSchema, foundParagraphSchema } from '../../../protocol/answer.ts';
import { keptConversationSchema } from '../../../protocol/conversation.ts';
import {
  changedDocumentSchema,
  documentSummarySchema,
  documentTextSchema,
  uploadReportSchema,
} from '../../../protocol/documents.ts';
import { explanationSchema } from '../../../protocol/explanation.ts';
import { statusOfCode } from '../../error-response.ts';
import { chatCompletionSchema, errorSchema, indexingReportSchema, openAiErrorSchema } from './answer-schemas.ts';
import type { Operation } from './operation.ts';
import { OPERATIONS } from './operations.ts';

/** Schemas that are components of the description; all others are inlined where they are used. */
const NAMED: Record<string, z.ZodType> = {
  Answer: answerSchema,
  Citation: citationSchema,
  FoundParagraph: foundParagraphSchema,
  Conversation: keptConversationSchema,
  Document: documentTextSchema,
  DocumentSummary: documentSummarySchema,
  ChangedDocument: changedDocumentSchema,
  UploadReport: uploadReportSchema,
  Explanation: explanationSchema,
  ChatCompletion: chatCompletionSchema,
  IndexingReport: indexingReportSchema,
  Error: errorSchema,
  OpenAiError: openAiErrorSchema,
};

type JsonObject = Record<string, unknown>;

/** Describes every call in OpenAPI 3.1, from the schemas that requests are checked with. @param version Version of the program. */
export function describeApi(version: string): JsonObject {
  const paths: Record<string, JsonObject> = {};
  for (const operation of OPERATIONS) {
    paths[operation.path] = { ...paths[operation.path], [operation.method]: describeOperation(operation) };
  }
  return {
    openapi: '3.1.1',
    info: {
      title: 'Pilcrow',
      version,
      description: 'Answers questions about documents and proves every answer with citations to the paragraph.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    paths,
    components: {
      schemas: namedSchemas(),
      securitySchemes: {
        API_KEYS: {
          type: 'http',
          scheme: 'bearer',
          description: 'One of API_KEYS; where none is set, no key is required',
        },
        ADMIN_TOKEN: { type: 'http', scheme: 'bearer', description: 'ADMIN_TOKEN' },
      },
    },
  };
}

function describeOperation({
  method,
  path,
  summary,
  query,
  answers,
  fails,
  secret,
  isPublic = false,
  ...operation
}: Operation): JsonObject {
  const parameters = [...pathParameters(path), ...queryParameters(query)];
  const refusals: ErrorCode[] = isPublic ? fails : [...fails, 'SIGN_IN_REQUIRED', 'FORBIDDEN'];
  const types = Object.entries(answers);
  const success = {
    ...(types.length === 0 ? { 204: { description: 'Done' } } : { 200: contentOf('What was asked for', types) }),
    ...(operation.makes && { 201: contentOf('Created', types) }),
  };
  return {
    operationId: method + path.replace(/[/{}]+(\w)/g, (_, letter: string) => letter.toUpperCase()).replace(/\W/g, ''),
    summary,
    ...(parameters.length > 0 && { parameters }),
    ...bodyOf(operation),
    responses: {
      ...success,
      ...failures([...new Set(refusals)], path.startsWith('/v1/') ? openAiErrorSchema : errorSchema),
    },
    ...(secret && { security: [{ [secret]: [] }] }),
  };
}

function bodyOf({ body, form }: Pick<Operation, 'body' | 'form'>): JsonObject {
  const type = form ? 'multipart/form-data' : 'application/json';
  const schema = form ?? body;
  return schema ? { requestBody: { required: true, content: { [type]: { schema: inputOf(schema) } } } } : {};
}

function contentOf(description: string, types: [string, z.ZodType | null][]): JsonObject {
  const content = types.map(([type, schema]) => [type, { schema: schema ? outputOf(schema) : { type: 'string' } }]);
  return { description, content: Object.fromEntries(content) };
}

/** Groups the failures of a call by their status. */
function failures(codes: ErrorCode[], schema: z.ZodType): JsonObject {
  const statuses = [...new Set(codes.map(statusOfCode))];
  return Object.fromEntries(
    statuses.map((status) => {
      const same = codes.filter((code) => statusOfCode(code) === status);
      return [status, contentOf(same.join(', '), [['application/json', schema]])];
    }),
  );
}

function pathParameters(path: string): JsonObject[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
}

function queryParameters(query: z.ZodObject | undefined): JsonObject[] {
  if (!query) return [];
  const { properties = {}, required = [] } = inputOf(query) as { properties?: JsonObject; required?: string[] };
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    schema,
  }));
}

function namedSchemas(): JsonObject {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(NAMED)) registry.add(schema, { id });
  const { schemas } = z.toJSONSchema(registry, { uri: referenceTo });
  return Object.fromEntries(Object.entries(schemas).map(([id, schema]) => [id, withoutIdentity(schema)]));
}

/** JSON Schema of what a client sends: before defaults and conversions. */
function inputOf(schema: z.ZodType): JsonObject {
  return withoutIdentity(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }));
}

function outputOf(schema: z.ZodType): JsonObject {
  const id = Object.keys(NAMED).find((name) => NAMED[name] === schema);
  return id ? { $ref: referenceTo(id) } : withoutIdentity(z.toJSONSchema(schema));
}

const referenceTo = (id: string) => `#/components/schemas/${id}`;

/** Leaves out `$schema` and `$id`: within the description a schema has its dialect and its place. */
function withoutIdentity({ $schema, $id, ...schema }: JsonObject): JsonObject {
  return schema;
}
