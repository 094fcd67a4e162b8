import type { Block } from '../../canonical-text/blocks.ts';
import { composeText } from '../../canonical-text/compose-text.ts';
import { titleOf } from '../../canonical-text/title.ts';
import { onOneLine } from '../../document.ts';
import type { ReadFile } from '../read-file.ts';
import { arrangeBlocks } from './blocks/arrange-blocks.ts';
import { type Draft, linesOf } from './blocks/draft.ts';
import { readHeaders } from './blocks/read-headers.ts';
import { createNotes } from './blocks/read-notes.ts';
import { createStory, readStory } from './blocks/read-story.ts';
import { createOmissions } from './create-omissions.ts';
import { createCounter } from './numbering/count-numbers.ts';
import { readNumbering } from './numbering/read-numbering.ts';
import { openPackage, type Part } from './package/open-package.ts';
import { refuseOtherFiles } from './package/refuse-other-files.ts';
import { charactersOf, elementAt, parseXml, type XmlElement } from './package/xml-element.ts';
import type { ReadContext } from './read-context.ts';
import { readStyles } from './styles/read-styles.ts';
import { createFields } from './text/read-fields.ts';

/** Paragraphs and tables after which progress is reported. */
const PROGRESS = 100;

/** Reads a DOCX of Word, LibreOffice, Google Docs or any other program. */
export const readDocx: ReadFile = async (bytes, { onProgress }) => {
  refuseOtherFiles(bytes);
  const { main, properties } = await openPackage(bytes);
  const omissions = createOmissions();
  const context = createContext(main, omissions.add);
  const drafts = readBody(context, onProgress);
  const lines = new Set(linesOf(drafts).map(onOneLine));
  const around = {
    sections: context.sections,
    main,
    read: (root: XmlElement, part: Part) => readAside(root, part, context),
  };
  const paragraphs = (kind: 'header' | 'footer'): Block[] =>
    readHeaders(kind, around)
      .filter((line) => !lines.has(line))
      .map((text) => ({ kind: 'paragraph', text, page: null }));
  const blocks = [...paragraphs('header'), ...arrangeBlocks(drafts), ...paragraphs('footer')];
  const named = charactersOf(elementAt(properties && parseXml(properties.text()), 'dc:title'));
  const title = titleOf({ metadata: named, blocks });
  return { ...composeText(blocks, { title }), title, omissions: omissions.all() };
};

function createContext(main: Part, omit: ReadContext['omit']): ReadContext {
  const rootOf = (kind: string) => {
    const part = main.partOf(kind);
    return part && parseXml(part.text());
  };
  const styles = readStyles(rootOf('styles'));
  const context: ReadContext = {
    part: main,
    styles,
    counter: createCounter(readNumbering(rootOf('numbering'), styles)),
    fields: createFields({ hasPageNumbers: true, onFormula: () => omit('formulas-not-read') }),
    notes: createNotes({
      main,
      settings: rootOf('settings'),
      textOf: (note, part) =>
        linesOf(readAside(note, part, context))
          .join('\n')
          .trim(),
    }),
    sections: [],
    omit,
  };
  return context;
}

/** The text itself, each part of it with the notes behind it that it refers to. */
function readBody(context: ReadContext, onProgress: () => void): Draft[] {
  const story = createStory(context);
  let count = 0;
  const take = (child: XmlElement) => {
    story.add(child);
    const blocks = context.notes.take();
    if (blocks.length > 0) story.drafts.push({ kind: 'notes', blocks });
    count += 1;
    if (count % PROGRESS === 0) onProgress();
  };
  parseXml(context.part.text(), { parent: 'w:body', take });
  return story.drafts;
}

/** What stands beside the text: a note, a header, a footer. */
function readAside(element: XmlElement, part: Part, context: ReadContext): Draft[] {
  const fields = createFields({ hasPageNumbers: false, onFormula: () => context.omit('formulas-not-read') });
  return readStory(element, { ...context, part, fields, sections: [] });
}
