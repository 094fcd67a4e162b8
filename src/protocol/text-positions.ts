import { z } from 'zod';
import { extensible } from './extensible.ts';
import { offset } from './places.ts';

const points = z.number().min(0).describe('in points, 1/72 inch');

/** A rectangle on a page as it is seen. */
export const pageRectangleSchema = extensible({
  left: points.describe('from the left edge of the page as it is seen, in points, 1/72 inch'),
  top: points.describe('from its top edge'),
  width: points,
  height: points,
});
export type PageRectangle = z.infer<typeof pageRectangleSchema>;

/** Where the pages of a document show a piece of its canonical text. */
export const textPositionsSchema = extensible({
  start: offset,
  end: offset,
  pages: z
    .array(
      extensible({
        page: z.int().min(1).describe('its number in the file, from 1'),
        width: points,
        height: points,
        rectangles: z.array(pageRectangleSchema).describe('one for each line, in the order of the text'),
      }),
    )
    .describe('only pages that show some of it; none where places are not known, as in formats without pages'),
});
export type TextPositions = z.infer<typeof textPositionsSchema>;
