import type { Word } from '../syntax/parse-groups.ts';
import { destinationOf, walkParts } from '../syntax/walk-parts.ts';
import { decodeText, shownCharacter } from './decode-text.ts';
import { isLeftOut, readerOf } from './destinations.ts';
import { applyWord, type GroupState, type ParagraphFormat } from './group-state.ts';
import type { Opened, ReadContext, StoryReading } from './read-context.ts';

/** Reads what stands in a group into its text. The state is left as its last word set it. */
export function readParts({ group, state, uc }: Opened, reading: StoryReading, context: ReadContext): void {
  const add = (text: string | null) => {
    if (text === null) context.omit('characters-not-read');
    else addText(text, state, reading);
  };
  walkParts(
    group,
    {
      bytes: (bytes) => decodeText(bytes, state, context.encodings).forEach(add),
      character: (character) => add(shownCharacter(character, state, context.encodings)),
      word: (word) => readWord(word, state, { reading, context }),
      group: (inner, count) => readGroup({ group: inner, state: { ...state }, uc: count }, reading, context),
    },
    uc,
  );
}

function readGroup(opened: Opened, reading: StoryReading, context: ReadContext): void {
  const destination = destinationOf(opened.group);
  const read = readerOf(destination.name);
  if (read) read(opened, reading, { context, readParts });
  else if (!isLeftOut(destination)) readParts(opened, reading, context);
}

/** Adds characters, unless they are not shown. */
function addText(text: string, state: GroupState, { story }: StoryReading): void {
  if (!state.isLeftOut && !state.look.isHidden) story.add({ text, look: state.look });
}

/** What words do that end a part of the text. @param nested The depth of the inner table that a word is of. */
const ENDS: ReadonlyMap<string, (reading: StoryReading, format: ParagraphFormat, nested: number) => void> = new Map([
  ['par', ({ story }, format) => story.endParagraph(format)],
  ['sect', ({ story }, format) => story.endParagraph(format)],
  ['cell', ({ story }, format) => story.endCell(format, 1)],
  ['nestcell', ({ story }, format, nested) => story.endCell(format, nested)],
  ['row', ({ story, row }, format) => story.endRow(format, 1, row.row())],
  ['nestrow', ({ story, row }, format, nested) => story.endRow(format, nested, row.row())],
]);

function readWord(
  word: Word,
  state: GroupState,
  { reading, context }: { reading: StoryReading; context: ReadContext },
): void {
  const end = ENDS.get(word.name);
  if (end) {
    end(reading, state.paragraph, Math.max(2, state.paragraph.depth));
    context.onPart();
  } else if (word.name === 'chftn') addMark(reading);
  else {
    reading.row.read(word);
    applyWord(word, state, context.encodings.fonts);
  }
}

/** The number of a note is known when the note is read, which stands behind it. */
function addMark({ story, mark, isMain }: StoryReading): void {
  if (!isMain) return;
  mark.piece = { text: '', look: {} };
  story.add(mark.piece);
}
