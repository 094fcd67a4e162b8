import type { Block, ListItem } from '../../../canonical-text/blocks.ts';
import type { Label } from '../numbering/count-numbers.ts';
import { type Draft, numberedText, type ParagraphDraft } from './draft.ts';
import { findHeadings } from './find-headings.ts';
import { joinCentredLines } from './join-centred-lines.ts';

/** A list that may go on. */
interface OpenList {
  items: ListItem[];
  /** The depth of the outermost level of each of its lists. */
  depths: Map<string, number>;
}

const LEADS_IN = /:$/;

/** The blocks of drafts: headings are found, items become lists, notes stand behind the block with their marks. */
export function arrangeBlocks(read: readonly Draft[]): Block[] {
  const drafts = joinCentredLines(read);
  const headings = findHeadings(drafts);
  const isClause = clausesOf(drafts);
  const output = createOutput();
  for (const draft of drafts) {
    if (draft.kind === 'notes') output.addNotes(draft.blocks);
    else if (draft.kind === 'blocks') output.add(...draft.blocks);
    else if (draft.kind === 'table') output.add(draft.block);
    else if (draft.text !== '') {
      const { label } = draft;
      const level = headings.get(draft);
      const isItem = label !== null && !label.isBlank && !isClause(label);
      if (level !== undefined) output.add({ kind: 'heading', level, text: numberedText(draft), page: null });
      else if (draft.isContents) output.addContents(numberedText(draft));
      else if (isItem) output.addItem(draft, label);
      else if (!label?.isBlank || !output.goOnWithItem(draft.text)) {
        output.add({ kind: 'paragraph', text: numberedText(draft), page: null });
      }
    }
  }
  return output.end();
}

/** Collects blocks. A list, or a table of contents, is open until another block follows; notes wait for its end. */
function createOutput() {
  const blocks: Block[] = [];
  let list: OpenList | null = null;
  let contents: string[] = [];
  let notes: Block[] = [];
  const close = () => {
    if (list) blocks.push({ kind: 'list', items: list.items, page: null });
    if (contents.length > 0) blocks.push({ kind: 'paragraph', text: contents.join('\n'), page: null });
    blocks.push(...notes);
    list = null;
    contents = [];
    notes = [];
  };
  return {
    add(...more: Block[]): void {
      close();
      blocks.push(...more);
    },
    addNotes(more: readonly Block[]): void {
      notes.push(...more);
    },
    addContents(line: string): void {
      if (contents.length === 0) close();
      contents.push(line);
    },
    addItem(draft: ParagraphDraft, label: Label): void {
      if (!list || !continues(list, label)) close();
      list ??= { items: [], depths: new Map() };
      addItem(list, draft, label);
    },
    /** @returns Whether there is an item that a paragraph without a mark goes on with. */
    goOnWithItem(text: string): boolean {
      const last = list?.items.at(-1);
      if (last) last.text += `\n${text}`;
      return last !== undefined;
    },
    end(): Block[] {
      close();
      return blocks;
    },
  };
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

/** A list of another kind is another list, unless it completes an item or stands below its level. */
function continues({ items, depths }: OpenList, { kind, level }: Label): boolean {
  const last = items.at(-1)!;
  return depths.has(kind) || level > last.depth || LEADS_IN.test(last.text);
}

function addItem({ items, depths }: OpenList, { text }: ParagraphDraft, label: Label): void {
  const last = items.at(-1);
  const depth = last ? last.depth + 1 : 0;
  const base = depths.get(label.kind) ?? depth - label.level;
  depths.set(label.kind, base);
  items.push({ marker: label.text, depth: Math.max(0, base + label.level), text });
}
