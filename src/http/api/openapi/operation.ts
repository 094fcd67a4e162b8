import type { z } from 'zod';
import type { ErrorCode } from '../../../errors.ts';

/** One call of the server, as OpenAPI describes it. */
export interface Operation {
  method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** With path parameters in braces. */
  path: string;
  summary: string;
  query?: z.ZodObject;
  body?: z.ZodType;
  /** A body that is a form with files instead. */
  form?: z.ZodType;
  /** Whether the status may also be 201: a document was created. */
  makes?: boolean;
  /** Schemas of the response by media type, null where it is not JSON; empty for 204. */
  answers: Record<string, z.ZodType | null>;
  fails: ErrorCode[];
  /** Whether it shows nothing of documents, and so is for everyone. */
  isPublic?: boolean;
  secret?: 'API_KEYS' | 'ADMIN_TOKEN';
}

/** The `answers` of a call that responds with JSON. */
export const json = (schema: z.ZodType) => ({ 'application/json': schema });
