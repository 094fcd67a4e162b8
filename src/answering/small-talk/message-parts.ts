/** A part of a message that has a word in it, with its bounds: UTF-16 code units, end exclusive. */
interface MessagePart {
  text: string;
  start: number;
  end: number;
}

/** Where a message can be cut into parts that each say something; a run of blanks is read from its beginning alone. */
const BETWEEN_PARTS = /[.!?;,:…\n—–]+|(?<!(?<!\s(?:and|и))[^\S\n]\n*)\s+-\s+|\s(?:and|и)\s/giu;

/** The parts of a message, in order. */
export function partsOf(message: string): MessagePart[] {
  const cuts = [...message.matchAll(BETWEEN_PARTS)].map(({ 0: sign, index }) => ({
    from: index,
    to: index + sign.length,
  }));
  const starts = [0, ...cuts.map(({ to }) => to)];
  const ends = [...cuts.map(({ from }) => from), message.length];
  return starts
    .map((start, index) => ({ text: message.slice(start, ends[index]), start, end: ends[index]! }))
    .filter(({ text }) => /[\p{L}\p{N}]/u.test(text));
}
