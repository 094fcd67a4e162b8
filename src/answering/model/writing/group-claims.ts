import type { ReadSentence } from './reading/make-sentence.ts';

/** A sentence with the labels that are meant for it. */
export interface Claim {
  sentence: ReadSentence;
  /** Its own, or those that the model wrote behind it for all that stands before them. */
  labels: number[];
  /** Whether others have the same labels, each of which may be meant for only some of them. */
  isShared: boolean;
  /** Labels of what stands before it in its paragraph: it may be a part of that. */
  near: number[];
}

/** Finds out which labels are meant for which sentence. */
interface ClaimGrouping {
  /** @returns The sentences whose labels are known by now, in order. */
  push(sentence: ReadSentence): Claim[];
  /** @returns What is left. */
  end(): Claim[];
}

/** Headings, lead-ins and the header of a table, which belong to what follows. */
export function isIntroduction({ kind }: ReadSentence): boolean {
  return kind === 'heading' || kind === 'lead-in' || kind === 'dividing-row';
}

/**
 * Creates a grouping. Labels close what stands before them in their paragraph, list, quote or table, and has none; labels on a line of their
 * own close what stands before that line. A sentence waits for them until its paragraph ends.
 */
export function createClaimGrouping(): ClaimGrouping {
  const waiting = createWaiting();
  /** Labels of a lead-in, which the block that it leads into may rest on. */
  let led: { labels: number[]; block: number } | null = null;

  function enter(block: number): Claim[] {
    if (block === waiting.block) return [];
    const claims = waiting.close([]);
    waiting.enter(block, led !== null && block <= led.block + 1 ? led.labels : []);
    return claims;
  }

  return {
    push(sentence) {
      const { kind, labels } = sentence;
      if (kind === 'labels') return waiting.close(labels);
      const claims = enter(sentence.block);
      // Labels that close several sentences are meant for the last of them no more than for the others.
      const isShared = waiting.hasAny() && labels.length > 1;
      const own: Claim = { sentence, labels, isShared, near: waiting.near };
      if (kind === 'dividing-row') return [...claims, ...waiting.closeHeader(), own];
      if (isIntroduction(sentence)) {
        led = { labels, block: sentence.block };
        return [...claims, ...waiting.close([]), { ...own, isShared: false }];
      }
      if (labels.length > 0) return [...claims, ...waiting.close(labels), own];
      waiting.add(sentence);
      return claims;
    },
    end: () => waiting.close([]),
  };
}

/** The sentences of a block that have no labels yet. */
function createWaiting() {
  let sentences: ReadSentence[] = [];
  let [near, current]: [number[], number] = [[], 0];

  function close(labels: number[]): Claim[] {
    const claims = sentences.map((sentence): Claim => ({ sentence, labels, isShared: true, near }));
    sentences = [];
    if (labels.length > 0) near = labels;
    return claims;
  }

  return {
    get near() {
      return near;
    },
    get block() {
      return current;
    },
    hasAny: () => sentences.length > 0,
    enter(block: number, labels: number[]): void {
      [near, current] = [labels, block];
    },
    add(sentence: ReadSentence): void {
      sentences.push(sentence);
    },
    close,
    /** Closes what stands above the line under the header of a table; the last row of it is the header, which introduces. */
    closeHeader(): Claim[] {
      const header = sentences.at(-1);
      if (header?.kind === 'row') sentences[sentences.length - 1] = { ...header, kind: 'heading' };
      return close([]);
    },
  };
}
