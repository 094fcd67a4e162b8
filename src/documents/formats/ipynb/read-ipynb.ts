import { z } from 'zod';
import type { Block } from '../../canonical-text/blocks.ts';
import { composeText } from '../../canonical-text/compose-text.ts';
import { decodeText } from '../../canonical-text/decode-text.ts';
import { withPageKind } from '../../canonical-text/page-kind.ts';
import { titleOf } from '../../canonical-text/title.ts';
import { unreadable } from '../../unreadable.ts';
import type { ReadFile } from '../read-file.ts';
import { markdownCell } from './markdown-cell.ts';

/** A text, or its lines with their line ends. */
const written = z
  .union([z.string(), z.array(z.string())])
  .transform((text) => (typeof text === 'string' ? text : text.join('')));
const output = z.looseObject({
  text: written.optional().catch(undefined),
  data: z.looseObject({ 'text/plain': written.optional() }).optional().catch(undefined),
  traceback: z.array(z.string()).optional().catch(undefined),
});
/** Version 3 has `input` instead of `source`, and headings as cells. */
const cell = z.looseObject({
  cell_type: z.string(),
  source: written.optional(),
  input: written.optional(),
  level: z.number().optional().catch(undefined),
  outputs: z.array(output).optional().catch(undefined),
});
const notebookSchema = z.looseObject({
  cells: z.array(cell).optional(),
  worksheets: z.array(z.looseObject({ cells: z.array(cell) })).optional(),
  metadata: z
    .looseObject({ title: z.string().optional().catch(undefined) })
    .optional()
    .catch(undefined),
});
type Cell = z.infer<typeof cell>;

/** Colours of a terminal. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they start with the sign ESC
const COLOURS = /\u001b\[[\d;]*[A-Za-z]/g;

/** Reads a Jupyter notebook: its words, its code, and what the code printed; the number of the cell is the page. */
export const readIpynb: ReadFile = async (bytes) => {
  const notebook = notebookSchema.safeParse(parsed(decodeText(bytes).text)).data;
  const cells = notebook?.cells ?? notebook?.worksheets?.flatMap((sheet) => sheet.cells);
  if (!cells) throw unreadable('it is no Jupyter notebook, or damaged; save it again as .ipynb');
  const blocks = cells.flatMap((one, index) => cellBlocks(one, index + 1));
  const title = titleOf({
    metadata: notebook?.metadata?.title ?? null,
    blocks: blocks.filter(({ kind }) => kind === 'heading'),
  });
  return { ...withPageKind(composeText(blocks, { title }), 'cell'), title, omissions: [] };
};

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function cellBlocks({ cell_type: type, source, input, level = 1, outputs = [] }: Cell, page: number): Block[] {
  const text = source ?? input ?? '';
  if (type === 'heading') return [{ kind: 'heading', level: Math.min(Math.max(level, 1), 6), text, page }];
  if (type === 'markdown') return markdownCell(text, page);
  const verbatim = (code: string): Block => ({ kind: 'paragraph', text: code, page, isPreformatted: true });
  return [verbatim(text), ...outputs.map((one) => verbatim(printed(one)))];
}

function printed({ text, data, traceback }: z.infer<typeof output>): string {
  return (data?.['text/plain'] ?? text ?? traceback?.join('\n') ?? '').replace(COLOURS, '');
}
