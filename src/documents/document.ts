import type { DocumentBlock, Omission } from '../protocol/document-blocks.ts';
import type { Act } from '../protocol/documents.ts';
import type { Language, LanguageTag } from '../protocol/language.ts';

/** A source file's canonical text: decoded, BOM removed, CRLF to LF, Unicode NFC; nothing else is changed. */
export interface Document {
  /** From the path inside the documents folder: letters, digits, `-`, `_`, `.` and `--` for a folder. */
  id: string;
  title: string;
  language: LanguageTag;
  /** ISO date of the document: that of its sidecar, else the one that an act or contract gives itself. */
  date: string | null;
  /** What it says of itself as an act, contract or the like; null for other documents. */
  act: Act | null;
  /** Suggested questions from its sidecar, in each language of the product; often none. */
  questions: Record<Language, string[]>;
  /** Tags from its sidecar; no two differ by case alone. */
  tags: string[];
  /** Where it is on the web, as `addressSchema` has it: by its sidecar, else by what the file says of itself; null without such an address. */
  url: string | null;
  /** How it was fetched from a site; null for all others. */
  fetched: FetchedPage | null;
  text: string;
  /** SHA-256 of the source file's bytes, in hexadecimal. */
  sha256: string;
  paragraphs: Paragraph[];
  /** What it is made of, in order: headings, paragraphs, lists, tables and notes. */
  blocks: DocumentBlock[];
  /** What its file holds that could not be read; often nothing. */
  omissions: Omission[];
  /** Where its pages show its text, as `storedPositions` writes it: of formats with pages, when they are read and written; stores give it apart. */
  positions?: string;
}

/** Where a page came from, and what its server said, to be asked later whether it has changed. */
export interface FetchedPage {
  /** The address that is asked for it. */
  address: string;
  etag?: string | undefined;
  lastModified?: string | undefined;
}

/** The unit of retrieval and of citation. Offsets are UTF-16 code units into the canonical text, end exclusive. */
export interface Paragraph {
  /** Counted from 1 in its document. */
  number: number;
  start: number;
  end: number;
  /** The page of the source where it starts, from 1; null in formats without pages. */
  page: number | null;
  /** The headings it stands under, outermost first, joined by ` › `; null without any. */
  heading: string | null;
}

/** A text on one line: line breaks and runs of blanks become single spaces. */
export function onOneLine(text: string): string {
  // A blank by itself is left as it is: most are, and each one replaced costs as much as a line break.
  return text.replace(/ \s+|[^\S ]\s*/gu, ' ').trim();
}
