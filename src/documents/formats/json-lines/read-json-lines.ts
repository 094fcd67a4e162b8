import { z } from 'zod';
import type { Omission } from '../../../protocol/document-blocks.ts';
import type { Block } from '../../canonical-text/blocks.ts';
import { composeText } from '../../canonical-text/compose-text.ts';
import { decodeText } from '../../canonical-text/decode-text.ts';
import { unreadable } from '../../unreadable.ts';
import type { ReadFile } from '../read-file.ts';

const MAX_PLACES = 20;
const entrySchema = z.object({ title: z.string().nullish(), text: z.string(), url: z.string().nullish() });

/** Reads JSON Lines of `{title, text, url}`: each title is a heading with the paragraphs of its text and its address. */
export const readJsonLines: ReadFile = async (bytes) => {
  const decoded = decodeText(bytes);
  const lines = decoded.text.split(/\r\n?|\n/);
  const unread: number[] = [];
  const blocks = lines.flatMap((line, index) => {
    if (line.trim() === '') return [];
    const found = entryBlocks(line, index + 1);
    if (!found) unread.push(index + 1);
    return found ?? [];
  });
  if (blocks.length === 0 && unread.length > 0) {
    throw unreadable('none of its lines is an object with a "text"; write one {"title", "text", "url"} in each line');
  }
  const omissions: Omission[] = [
    { kind: 'parts-not-read', count: unread.length, of: lines.length, places: unread.slice(0, MAX_PLACES) },
  ];
  return {
    ...composeText(blocks, { title: null }),
    title: null,
    omissions: [...decoded.omissions, ...(unread.length > 0 ? omissions : [])],
  };
};

/** The blocks of one line; null where it is no such object. A text without a title must not stand under the title before it. */
function entryBlocks(line: string, number: number): Block[] | null {
  const entry = entrySchema.safeParse(parsed(line)).data;
  if (!entry) return null;
  const paragraphs = [...entry.text.split(/\n\s*\n/), entry.url ?? ''];
  return [
    { kind: 'heading', level: 1, text: entry.title?.trim() || `№ ${number}`, page: null },
    ...paragraphs.map((text): Block => ({ kind: 'paragraph', text, page: null })),
  ];
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
