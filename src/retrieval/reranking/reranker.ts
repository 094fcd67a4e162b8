/** Judges how well passages answer a question, each by reading it together with the question. */
export interface Reranker {
  /**
   * One score for each passage, in their order: the higher, the better it answers. What a score means is the model's own.
   *
   * @param options.signal Aborting it ends the work.
   * @throws MODEL_UNAVAILABLE
   */
  score(question: string, passages: readonly string[], options: { signal: AbortSignal }): Promise<number[]>;
  close(): Promise<void>;
}
