import { z } from 'zod';

/**
 * The schema of an object to which later versions may add fields: they pass validation, are kept, and the description of the API allows them.
 *
 * Its type has the named fields only, where `z.looseObject` would infer an index signature: the compiler still finds a misspelt field.
 */
export function extensible<Shape extends z.ZodRawShape>(shape: Shape): z.ZodObject<Shape> {
  return z.looseObject(shape) as unknown as z.ZodObject<Shape>;
}
