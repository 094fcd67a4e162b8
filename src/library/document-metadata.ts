import { isDeepStrictEqual } from 'node:util';
import { titleInText } from '../documents/canonical-text/title.ts';
import type { Document } from '../documents/document.ts';
import { actOf } from '../documents/opening/act-details.ts';
import { documentIdOf } from '../documents/read-documents.ts';
import type { DocumentMetadata } from '../documents/sidecar.ts';
import { detectLanguage } from '../text/detect-language.ts';

/** Metadata found in a document itself, used where none are set. */
type OwnMetadata = Pick<Document, 'title' | 'language' | 'date' | 'url'>;

/** A document with these metadata set: null removes a value, undefined keeps it. @param own Used where a value is removed. */
export function withMetadata(
  document: Document,
  { title, tags, language, url, fetched }: DocumentMetadata,
  own: OwnMetadata,
): Document {
  return {
    ...document,
    title: title === undefined ? document.title : (title ?? own.title),
    language: language === undefined ? document.language : (language ?? own.language),
    tags: tags === undefined ? document.tags : (tags ?? []),
    url: url === undefined ? document.url : (url ?? own.url),
    fetched: fetched === undefined ? document.fetched : fetched,
  };
}

/** What a document says of itself, as far as its text shows: without a title in it, the last part of its id is one. */
export function ownMetadata(document: Document): OwnMetadata {
  return {
    title: titleInText(document) ?? document.id.split('--').at(-1)!,
    language: detectLanguage(document.text),
    date: actOf(document)?.date ?? null,
    url: null,
  };
}

/**
 * What was said of a document, for the text that takes its place. Nothing sets a title that was said apart from one that a file gave: one that is
 * neither in the text nor the name of the file counts as said.
 */
export function givenMetadata(document: Document): Partial<Document> {
  const { id, title, language, date, questions, tags, url, fetched } = document;
  const own = ownMetadata(document);
  const name = documentIdOf(`${title}.txt`);
  const isOwnTitle = title === own.title || id === name || id.endsWith(`--${name}`);
  return {
    questions,
    tags,
    ...(url !== null && { url }),
    ...(fetched !== null && { fetched }),
    ...(date !== null && date !== own.date && { date }),
    ...(!isOwnTitle && { title }),
    ...(language !== own.language && { language }),
  };
}

/** Whether two documents have the same content: the same bytes, read in the same way. */
export function hasSameContent(a: Document, b: Document): boolean {
  const read = ({ sha256, text, paragraphs, blocks, omissions }: Document) => [
    sha256,
    text,
    paragraphs,
    blocks,
    omissions,
  ];
  return isDeepStrictEqual(read(a), read(b));
}
