import { z } from 'zod';

/** One value of a JSON shape, for people to read. */
export interface SchemaRow {
  /** Such as `messages[].role`. */
  name: string;
  type: string;
  isRequired: boolean;
  description: string;
}

/** As far as a JSON Schema made by zod is read here. */
interface Shape {
  type?: string | string[];
  enum?: unknown[];
  const?: unknown;
  anyOf?: Shape[];
  items?: Shape;
  properties?: Record<string, Shape>;
  required?: string[];
  description?: string;
}

/** Deeper than this is told by the rows above it. */
const DEEPEST = 3;

/** The values of a schema, in order, those within others below them. @param io What is sent (`input`) or what comes back (`output`). */
export function rowsOf(schema: z.ZodType, io: 'input' | 'output'): SchemaRow[] {
  return rowsWithin(z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Shape, '', 1);
}

function rowsWithin(shape: Shape, prefix: string, depth: number): SchemaRow[] {
  return Object.entries(shape.properties ?? {}).flatMap(([key, value]) => {
    const name = prefix + key;
    const isRequired = shape.required?.includes(key) === true;
    const row = { name, type: typeOf(value), isRequired, description: value.description ?? '' };
    const inner = innerOf(value);
    return [row, ...(inner && depth < DEEPEST ? rowsWithin(inner.shape, name + inner.separator, depth + 1) : [])];
  });
}

/** What has values of its own: an object, one that may be null, or the items of a list. */
function innerOf(shape: Shape): { shape: Shape; separator: string } | null {
  const candidates = [shape, ...(shape.anyOf ?? [])];
  const object = candidates.find(({ properties }) => properties);
  if (object) return { shape: object, separator: '.' };
  const list = candidates.find(({ items }) => items?.properties);
  return list ? { shape: list.items!, separator: '[].' } : null;
}

function typeOf({ type, enum: values, const: only, anyOf, items }: Shape): string {
  if (values) return values.map((value) => JSON.stringify(value)).join(' | ');
  if (only !== undefined) return JSON.stringify(only);
  if (anyOf) return anyOf.map(typeOf).join(' | ');
  if (type === 'array') return `${typeOf(items ?? {})}[]`;
  return [type ?? 'any'].flat().join(' | ');
}
