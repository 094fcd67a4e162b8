import type { Block } from '../../canonical-text/blocks.ts';
import { composeText } from '../../canonical-text/compose-text.ts';
import { titleOf } from '../../canonical-text/title.ts';
import { onOneLine } from '../../document.ts';
import { arrangeBlocks } from '../docx/blocks/arrange-blocks.ts';
import { type Draft, linesOf } from '../docx/blocks/draft.ts';
import { shownLines } from '../docx/blocks/read-headers.ts';
import { createOmissions } from '../docx/create-omissions.ts';
import type { ReadFile } from '../read-file.ts';
import { createStory } from './blocks/create-story.ts';
import { createRowDefinition } from './blocks/define-rows.ts';
import { createLabels } from './blocks/label-of.ts';
import { documentCodePage } from './header/document-code-page.ts';
import { lightColours } from './header/light-colours.ts';
import { readFonts } from './header/read-fonts.ts';
import { readLists } from './header/read-lists.ts';
import { readStyles } from './header/read-styles.ts';
import { decodeInCodePage } from './syntax/code-pages.ts';
import { type Group, parseGroups } from './syntax/parse-groups.ts';
import { charactersOf, groupsOf, valuesOf } from './syntax/walk-parts.ts';
import { plainState } from './text/group-state.ts';
import type { ReadContext } from './text/read-context.ts';
import { createNotes } from './text/read-notes.ts';
import { readParts } from './text/read-parts.ts';

/** Paragraphs and cells after which progress is reported. */
const PROGRESS = 100;

/** Reads an RTF of Word, LibreOffice, or any other program. Numbers of lists are those that the file shows. */
export const readRtf: ReadFile = async (bytes, { onProgress }) => {
  const root = parseGroups(bytes);
  onProgress();
  const omissions = createOmissions();
  const context = createContext(root, { omit: omissions.add, onProgress });
  const drafts = readText(root, context);
  const lines = new Set(linesOf(drafts).map(onOneLine));
  const around = (kind: 'header' | 'footer'): Block[] =>
    shownLines([`${kind}f`, kind, `${kind}r`].flatMap((name) => context.headers.get(name) ?? []))
      .filter((line) => !lines.has(line))
      .map((text) => ({ kind: 'paragraph', text, page: null }));
  const blocks = [...around('header'), ...arrangeBlocks(drafts), ...around('footer')];
  const title = titleOf({ metadata: titleIn(root, context.encodings.codePage), blocks });
  return { ...composeText(blocks, { title }), title, omissions: omissions.all() };
};

function createContext(
  root: Group,
  { omit, onProgress }: { omit: ReadContext['omit']; onProgress: () => void },
): ReadContext & { main: ReturnType<typeof createStory> } {
  const codePage = documentCodePage(root);
  const table = (name: string) => groupsOf(root, name)[0];
  const values = valuesOf(root);
  const shared = {
    styles: readStyles(table('stylesheet'), (bytes) => decodeInCodePage(bytes, codePage)),
    labelOf: createLabels(readLists(table('listtable'), table('listoverridetable'))).next,
  };
  const isLight = lightColours(table('colortbl'));
  const notes = createNotes(values);
  const notesAsDrafts = (): Draft[] => {
    const blocks = notes.take();
    return blocks.length > 0 ? [{ kind: 'notes', blocks }] : [];
  };
  let parts = 0;
  return {
    encodings: { fonts: readFonts(table('fonttbl')), defaultFont: values.get('deff'), codePage },
    notes,
    headers: new Map(),
    main: createStory({ ...shared, behind: notesAsDrafts }),
    beside: () => ({
      story: createStory({ ...shared, behind: () => [] }),
      row: createRowDefinition(isLight),
      isMain: false,
      mark: { piece: undefined },
    }),
    newRowDefinition: () => createRowDefinition(isLight),
    omit,
    onPart: () => {
      parts += 1;
      if (parts % PROGRESS === 0) onProgress();
    },
  };
}

function readText(root: Group, context: ReturnType<typeof createContext>): Draft[] {
  const state = plainState();
  const reading = { ...context.beside(), story: context.main, isMain: true };
  readParts({ group: root, state, uc: 1 }, reading, context);
  return context.main.end(state.paragraph);
}

/** The title in the properties. */
function titleIn(root: Group, codePage: number): string | null {
  const [info] = groupsOf(root, 'info');
  if (!info) return null;
  const inUnicode = groupsOf(info, 'upr').flatMap((both) => groupsOf(both, 'ud'));
  const [title] = [...inUnicode, info].flatMap((one) => groupsOf(one, 'title'));
  return title ? charactersOf(title, (bytes) => decodeInCodePage(bytes, codePage)) : null;
}
