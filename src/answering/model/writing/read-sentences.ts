import { createMarkerReader, type Piece, textOf } from './read-markers.ts';
import { createSentenceSplitter, type Sentence } from './split-stream.ts';

/** A sentence with its place in what the model wrote. Offsets are UTF-16 code units into the text without labels, end exclusive. */
export interface ReadSentence extends Sentence {
  text: string;
  start: number;
  end: number;
}

/** A piece of the stream, and the sentences that are known to be finished since. */
export interface ReadStep {
  piece: Piece;
  finished: ReadSentence[];
}

/** Reads what a model streams, cut anywhere, as sentences with labels. */
interface SentenceReader {
  push(delta: string): ReadStep[];
  /** @returns The last steps, and the sentences that only the end of the stream finishes. */
  end(): { steps: ReadStep[]; rest: ReadSentence[] };
}

export function createSentenceReader(): SentenceReader {
  const markers = createMarkerReader();
  const splitter = createSentenceSplitter();
  let length = 0;

  function place({ pieces }: Sentence): ReadSentence {
    const text = textOf(pieces);
    const start = length;
    length += text.length;
    return { pieces, text, start, end: length };
  }
  const stepOf = (piece: Piece): ReadStep => ({ piece, finished: splitter.push(piece).map(place) });

  return {
    push: (delta) => markers.push(delta).map(stepOf),
    end: () => ({ steps: markers.end().map(stepOf), rest: splitter.end().map(place) }),
  };
}
