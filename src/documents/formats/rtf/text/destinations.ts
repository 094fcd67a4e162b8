import { linesOf } from '../../docx/blocks/draft.ts';
import { FORMULA_OBJECT } from '../../docx/text/read-inline.ts';
import { decodeInCodePage } from '../syntax/code-pages.ts';
import { groupOf } from '../syntax/parse-groups.ts';
import { charactersOf, groupsOf, valuesOf } from '../syntax/walk-parts.ts';
import { plainState } from './group-state.ts';
import type { Opened, ReadContext, StoryReading } from './read-context.ts';
import { readField } from './read-fields.ts';
import { readFormula } from './read-formula.ts';

type ReadParts = (opened: Opened, reading: StoryReading, context: ReadContext) => void;
type ReadDestination = (
  opened: Opened,
  reading: StoryReading,
  tools: { context: ReadContext; readParts: ReadParts },
) => void;

/** Groups that hold text although programs that do not know them leave them out. */
const STARRED = new Set('shpinst do moMathPara'.split(' '));
/** Groups that are no text of the place where they stand. */
const LEFT_OUT = new Set(
  [
    'fonttbl colortbl stylesheet info listtable listoverridetable revtbl filetbl template private comment',
    'pict nonshppict shprslt sp nonesttables mmathPict mmathPr background pnseclvl fldinst fldtype',
    'bkmkstart bkmkend xe tc txe rxe annotation atnid atnauthor atnref atndate atntime atnicn atnparent',
    'ftnsep ftnsepc ftncn aftnsep aftnsepc aftncn datafield objdata objclass objname objalias objsect',
  ].flatMap((names) => names.split(' ')),
);

const readMarker: ReadDestination = ({ group, uc }, { story }, { context, readParts }) => {
  const marker = context.beside();
  readParts({ group, state: plainState(), uc }, marker, context);
  story.setMarker({ text: linesOf(marker.story.end(plainState().paragraph)).join(' ') });
};

const readHeader: ReadDestination = ({ group, uc }, _, { context, readParts }) => {
  const header = context.beside();
  const state = plainState();
  readParts({ group, state, uc }, header, context);
  const [word] = valuesOf(group).keys();
  if (word !== undefined && !context.headers.has(word)) context.headers.set(word, header.story.end(state.paragraph));
};

const readBox: ReadDestination = ({ group, uc }, { story }, { context, readParts }) => {
  const box = context.beside();
  const state = plainState();
  readParts({ group, state, uc }, box, context);
  story.addBox(box.story.end(state.paragraph));
};

const readNote: ReadDestination = ({ group, uc }, { story, mark }, { context, readParts }) => {
  const note = context.beside();
  const state = plainState();
  readParts({ group, state, uc }, note, context);
  const text = linesOf(note.story.end(state.paragraph)).join('\n').trim();
  context.notes.add(text, { before: story.pieces(), mark: mark.piece, isEndnote: valuesOf(group).has('ftnalt') });
  mark.piece = undefined;
};

const DESTINATIONS: ReadonlyMap<string, ReadDestination> = new Map<string, ReadDestination>([
  ['listtext', readMarker],
  ['pntext', readMarker],
  [
    'pn',
    ({ group }, { story }) => {
      const values = valuesOf(group);
      story.setMarker({ isBullet: values.has('pnlvlblt'), level: Math.max(0, (values.get('pnlvl') ?? 1) - 1) });
    },
  ],
  ['footnote', readNote],
  ['shptxt', readBox],
  ['dptxbxtext', readBox],
  ...['header', 'headerf', 'headerl', 'headerr', 'footer', 'footerf', 'footerl', 'footerr'].map(
    (name): [string, ReadDestination] => [name, readHeader],
  ),
  [
    'field',
    ({ group, state, uc }, reading, { context, readParts }) => {
      const decode = (bytes: string) => decodeInCodePage(bytes, context.encodings.codePage);
      const shown = readField(group, { decode, hasPageNumbers: reading.isMain });
      if (shown.kind === 'formula') context.omit('formulas-not-read');
      else for (const result of shown.groups) readParts({ group: result, state: { ...state }, uc }, reading, context);
    },
  ],
  [
    'object',
    ({ group, state, uc }, reading, { context, readParts }) => {
      const program = groupsOf(group, 'objclass').map((name) => charactersOf(name, String).trim())[0] ?? '';
      const results = groupsOf(group, 'result');
      if (FORMULA_OBJECT.test(program)) context.omit('formulas-not-read');
      else for (const result of results) readParts({ group: result, state: { ...state }, uc }, reading, context);
    },
  ],
  [
    'nesttableprops',
    (opened, reading, { context, readParts }) => {
      readParts(opened, { ...reading, row: context.newRowDefinition() }, context);
    },
  ],
  [
    'moMath',
    ({ group, state, uc }, reading, { context, readParts }) => {
      const text = readFormula(group, (bytes) => decodeInCodePage(bytes, context.encodings.codePage));
      if (text.trim() === '') context.omit('formulas-not-read');
      readParts(
        { group: groupOf(text), state: { ...state, look: { ...state.look, shift: 'none' } }, uc },
        reading,
        context,
      );
    },
  ],
  [
    'upr',
    (opened, reading, { context, readParts }) => {
      // Its first part is for programs that do not know Unicode.
      for (const unicode of groupsOf(opened.group, 'ud')) readParts({ ...opened, group: unicode }, reading, context);
    },
  ],
]);

/** The reader of a group that is not read as its words and characters; undefined for others. */
export function readerOf(name: string): ReadDestination | undefined {
  return DESTINATIONS.get(name);
}

export function isLeftOut({ name, isStarred }: { name: string; isStarred: boolean }): boolean {
  return isStarred ? !STARRED.has(name) : LEFT_OUT.has(name);
}
