import type { Block, ListItem } from '../../../canonical-text/blocks.ts';
import type { Label } from '../numbering/count-numbers.ts';
import { type Draft, numberedText, type ParagraphDraft } from './draft.ts';
import { findHeadings } from './find-headings.ts';

/** A list that may go on. */
interface OpenList {
  items: ListItem[];
  /** The depth of the outermost level of each of its lists. */
  depths: Map<string, number>;
}

const LEADS_IN = /:$/;

/** The blocks of drafts: headings are found, items become lists, notes stand behind the block with their marks. */
export function arrangeBlocks(drafts: readonly Draft[]): Block[] {
  const headings = findHeadings(drafts);
  const isClause = clausesOf(drafts);
  const blocks: Block[] = [];
  let notes: Block[] = [];
  let list: OpenList | null = null;
  let contents: string[] = [];
  const close = () => {
    if (list) blocks.push({ kind: 'list', items: list.items, page: null });
    if (contents.length > 0) blocks.push({ kind: 'paragraph', text: contents.join('\n'), page: null });
    blocks.push(...notes);
    list = null;
    contents = [];
    notes = [];
  };
  for (const draft of drafts) {
    if (draft.kind === 'notes') notes.push(...draft.blocks);
    else if (draft.kind !== 'paragraph') {
      close();
      blocks.push(...(draft.kind === 'table' ? [draft.block] : draft.blocks));
    } else if (draft.text !== '') {
      const heading = headings.get(draft);
      if (heading) {
        close();
        blocks.push({ kind: 'heading', level: heading.level, text: numberedText(draft), page: null });
      } else if (draft.isContents) {
        if (contents.length === 0) close();
        contents.push(numberedText(draft));
      } else if (list && draft.label?.isBlank) {
        (list as OpenList).items.at(-1)!.text += `\n${draft.text}`;
      } else if (draft.label && !draft.label.isBlank && !isClause(draft.label)) {
        if (!list || !continues(list, draft.label)) {
          close();
          list = { items: [], depths: new Map() };
        }
        addItem(list, draft, draft.label);
      } else {
        close();
        blocks.push({ kind: 'paragraph', text: numberedText(draft), page: null });
      }
    }
  }
  close();
  return blocks;
}

/** Clauses have numbers of several levels, or stand above such ones: "2." above "2.1.". All others are items of lists. */
function clausesOf(drafts: readonly Draft[]): (label: Label) => boolean {
  const levels = new Map<string, number>();
  for (const draft of drafts) {
    if (draft.kind !== 'paragraph' || !draft.label || draft.label.numbers < 2) continue;
    const { kind, level } = draft.label;
    levels.set(kind, Math.min(level, levels.get(kind) ?? level));
  }
  return ({ text, kind, level, numbers }) => text !== null && (numbers > 1 || level < (levels.get(kind) ?? 0));
}

/** A list of another kind is another list, unless it completes an item. */
function continues({ items, depths }: OpenList, { kind }: Label): boolean {
  return depths.has(kind) || LEADS_IN.test(items.at(-1)!.text);
}

function addItem({ items, depths }: OpenList, { text }: ParagraphDraft, label: Label): void {
  const outermost = items.length === 0 ? 0 : items.at(-1)!.depth + 1;
  const base = depths.get(label.kind) ?? outermost - label.level;
  depths.set(label.kind, base);
  items.push({ marker: label.text, depth: Math.max(0, base + label.level), text });
}
