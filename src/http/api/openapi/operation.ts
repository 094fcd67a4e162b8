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
  /** Where it may also be 201, that something was made. */
  makes?: boolean;
  /** Media types of the answer; none is 204. A schema where it is JSON. */
  answers: Record<string, z.ZodType | null>;
  fails: ErrorCode[];
  secret?: 'API_KEYS' | 'ADMIN_TOKEN';
}

/** Of answers in JSON. */
export const json = (schema: z.ZodType) => ({ 'application/json': schema });
