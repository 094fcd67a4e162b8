import { Document } from '@langchain/core/documents';
import { BaseRetriever } from '@langchain/core/retrievers';
import { onOneLine } from '../documents/document.ts';
import type { Search } from './search-paragraphs.ts';

/** What a LangChain document carries about its paragraph. Offsets are UTF-16 code units into the canonical text. */
export interface ParagraphMetadata {
  documentId: string;
  documentTitle: string;
  paragraph: number;
  start: number;
  end: number;
  similarity: number;
  score: number;
}

/** The search as a LangChain retriever, which is asked one question: the paragraphs of the best ranking, best first. */
export class ParagraphRetriever extends BaseRetriever<ParagraphMetadata> {
  static override lc_name() {
    return 'ParagraphRetriever';
  }
  override lc_namespace = ['pilcrow', 'retrieval'];
  readonly #search: Search;
  readonly #limit: number;
  readonly #context: readonly string[];
  readonly #documentIds: readonly string[] | undefined;

  /** @param options.context What was said before the question and it leans on, oldest first. */
  constructor({
    search,
    limit,
    context = [],
    documentIds,
  }: { search: Search; limit: number; context?: readonly string[]; documentIds?: readonly string[] | undefined }) {
    super();
    this.#search = search;
    this.#limit = limit;
    this.#context = context;
    this.#documentIds = documentIds;
  }

  override async _getRelevantDocuments(question: string): Promise<Document<ParagraphMetadata>[]> {
    const query = { question: onOneLine(question), context: this.#context };
    const { paragraphs } = await this.#search(query, this.#documentIds);
    return paragraphs.slice(0, this.#limit).map(
      ({ paragraph: { documentId, documentTitle, number, start, end, text }, similarity, score }) =>
        new Document({
          id: `${documentId}#paragraph-${number}`,
          pageContent: onOneLine(text),
          metadata: { documentId, documentTitle, paragraph: number, start, end, similarity, score },
        }),
    );
  }
}
