/** A page that is a picture of text, and how long its longer side is, in points (1/72 inch). */
export interface PictureOfText {
  /** Counted from 1. */
  page: number;
  longerSide: number;
}

/** A word as it was recognised on a page. Points, from the left and the top of the page. */
export interface RecognisedWord {
  text: string;
  left: number;
  top: number;
  width: number;
  height: number;
  /** How sure the program is of it, 0 to 100. */
  confidence: number;
  /** Words with the same number stand on one line, and in one paragraph. */
  line: number;
  paragraph: number;
}

/** What was recognised on a page. */
export interface RecognisedPage {
  /** Counted from 1. */
  page: number;
  /** In reading order; null when the page was given up. */
  words: RecognisedWord[] | null;
}

/** The pages of one document, and the languages that were expected, as tesseract names them. */
export interface RecognisedPages {
  pages: RecognisedPage[];
  languages: readonly string[];
}

/** Recognises the text of pictures in the order given. */
export type RecognisePages = (pictures: readonly PictureOfText[]) => Promise<RecognisedPages>;
