import { z } from 'zod';

/** The origin of a site, named exactly. */
export const originSchema = z
  .string()
  .refine(isOrigin, 'must be origins such as https://example.org, without a path and without "*": name each site');

function isOrigin(value: string): boolean {
  return /^https?:/.test(value) && URL.canParse(value) && !value.includes('*') && new URL(value).origin === value;
}
