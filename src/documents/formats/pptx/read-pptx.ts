import { detectLanguage } from '../../../text/detect-language.ts';
import type { Block } from '../../canonical-text/blocks.ts';
import { composeText } from '../../canonical-text/compose-text.ts';
import { withPageKind } from '../../canonical-text/page-kind.ts';
import { titleOf } from '../../canonical-text/title.ts';
import { unreadable } from '../../unreadable.ts';
import type { ReadFile } from '../read-file.ts';
import { requireNewContainer } from '../xml/new-container.ts';
import { openPackage, type Package } from '../xml/open-package.ts';
import { elementAt, elementsOf } from '../xml/parse-xml.ts';
import { readSlide, type SlideContent, speakerNotes, targetOf } from './slide-blocks.ts';

const WORDS = {
  ru: { slide: 'Слайд', notes: 'Заметки докладчика' },
  en: { slide: 'Slide', notes: 'Speaker notes' },
};

const SHORT_LINE = /^.{1,79}[^\s.:;,]$/;

interface Slide extends SlideContent {
  page: number;
  notes: Block[];
}

/** Reads a PPTX: each slide is a heading with what it shows and the speaker's notes, its number is the page. Hidden slides stay out. */
export const readPptx: ReadFile = async (bytes, { onProgress }) => {
  requireNewContainer(bytes, '.pptx');
  const presentation = await openPackage(bytes);
  const paths = slidePaths(presentation);
  const hidden: number[] = [];
  const slides: Slide[] = [];
  paths.forEach((path, index) => {
    const page = index + 1;
    const shown = presentation.part(path)?.attributes.show;
    if (shown === undefined || shown === '1' || shown === 'true') {
      slides.push({ ...readSlide(presentation, path, page), page, notes: speakerNotes(presentation, path, page) });
    } else hidden.push(page);
    onProgress();
  });
  const blocks = blocksOf(slides);
  const title = titleOf({ metadata: presentation.title(), blocks });
  const omissions = [{ kind: 'pages-not-read' as const, count: hidden.length, of: paths.length, places: hidden }];
  return {
    ...withPageKind(composeText(blocks, { title }), 'slide'),
    title,
    omissions: hidden.length > 0 ? omissions : [],
  };
};

/** @throws DOCUMENT_UNREADABLE without a list of slides. */
function slidePaths(presentation: Package): string[] {
  const main = targetOf(presentation.relationships(''), 'officeDocument') ?? 'ppt/presentation.xml';
  const list = elementAt(presentation.part(main), 'sldIdLst');
  if (!presentation.part(main)) throw unreadable('it has no slides of a PPTX inside; save it again as .pptx');
  const targets = new Map(presentation.relationships(main).map(({ id, target }) => [id, target]));
  return (list ? elementsOf(list, 'sldId') : [])
    .flatMap(({ attributes }) => targets.get(attributes['r:id'] ?? '') ?? [])
    .filter((path) => presentation.part(path) !== undefined);
}

/** A slide without a title is called by its number: it must not stand under the title of the slide before. */
function blocksOf(slides: readonly Slide[]): Block[] {
  const said = slides.flatMap(({ title, blocks }) => [
    title,
    ...blocks.map((block) =>
      'text' in block ? block.text : 'items' in block ? block.items.map(({ text }) => text).join(' ') : '',
    ),
  ]);
  const words = detectLanguage(said.join('\n')) === 'ru' ? WORDS.ru : WORDS.en;
  const below = slides[0]?.isOpening ? 2 : 1;
  return slides.map(withTitle).flatMap(({ title, blocks, notes, page }, index) => {
    if (title === '' && blocks.length === 0 && notes.length === 0) return [];
    const level = index === 0 ? 1 : below;
    return [
      { kind: 'heading' as const, level, text: title || `${words.slide} ${page}`, page },
      ...blocks,
      ...(notes.length > 0 ? [{ kind: 'heading' as const, level: level + 1, text: words.notes, page }, ...notes] : []),
    ];
  });
}

/** A slide whose title stands in no place for titles: a short line above everything else is it. */
function withTitle(slide: Slide): Slide {
  const [first, ...below] = slide.blocks;
  const isTitle = first?.kind === 'paragraph' && below.length > 0 && SHORT_LINE.test(first.text);
  return slide.title === '' && isTitle ? { ...slide, title: first.text, blocks: below } : slide;
}
