import { createParser } from 'eventsource-parser';

/** What a body holds, frame by frame: a value of JSON, a sign that the server is at work, or the end that it announces. */
export type Frame = { kind: 'value'; value: unknown } | { kind: 'alive' } | { kind: 'done' };

/** A whole completion is shorter than this, in UTF-16 code units; what goes on without a frame is none. */
const MAX_FRAME_LENGTH = 4_000_000;

/**
 * Reads the body of a chat completion, whatever it is called in its head: server-sent events, JSON lines, or one JSON value where events
 * were asked for. Comments, empty frames and frames that hold a comment are signs of life. Frames that come together are given together.
 *
 * @throws TypeError for what is none of these, such as a web page.
 */
export async function* readFrames(body: AsyncIterable<Uint8Array>): AsyncGenerator<Frame[], void, undefined> {
  const decoder = new TextDecoder();
  let reader: DataReader | null = null;
  let opening = '';
  for await (const bytes of body) {
    const text = decoder.decode(bytes, { stream: true });
    opening = reader ? '' : (opening + text).trimStart();
    if (!reader && opening === '') continue;
    const isFirst = reader === null;
    reader ??= dataReader(opening);
    yield* batch(reader.push(isFirst ? opening : text));
  }
  yield* batch(reader?.end() ?? []);
}

/** What came together is given together; before a failure, what came before it. */
function* batch(read: string[]): Generator<Frame[], void, undefined> {
  const frames: Frame[] = [];
  try {
    for (const data of read) frames.push(...framesOf(data));
  } finally {
    if (frames.length > 0) yield frames;
  }
}

/** Reads text; each call gives what it completes: the data of events, empty for a comment. */
interface DataReader {
  push(text: string): string[];
  end(): string[];
}

function dataReader(opening: string): DataReader {
  if (opening.startsWith('<')) throw new TypeError('a web page came instead of an answer');
  return /^[[{]/.test(opening) ? jsonReader() : eventReader();
}

function eventReader(): DataReader {
  let read: string[] = [];
  const parser = createParser({
    onEvent: ({ data }) => read.push(data),
    onComment: () => read.push(''),
    maxBufferSize: MAX_FRAME_LENGTH,
    onError(error) {
      // A line that is no field is passed over, as the standard has it.
      if (error.type === 'max-buffer-size-exceeded') throw error;
    },
  });
  return {
    push(text) {
      parser.feed(text);
      const taken = read;
      read = [];
      return taken;
    },
    end() {
      // The last event of a server that leaves out the blank line behind it; half an event is what a broken connection leaves.
      parser.feed('\n\n');
      return read.filter((data) => data.trim().startsWith('[DONE]') || isJson(data));
    },
  };
}

/** One value may take many lines: it is read when the body has ended. */
function jsonReader(): DataReader {
  const parts: string[] = [];
  let length = 0;
  return {
    push(text) {
      parts.push(text);
      length += text.length;
      if (length > MAX_FRAME_LENGTH) throw new TypeError('the answer is too long to be one');
      return [''];
    },
    end: () => [parts.join('')],
  };
}

/** What one event holds: a value, or one a line where a server leaves out the blank lines between. */
function framesOf(data: string): Frame[] {
  const text = data.trim();
  if (text === '' || text.startsWith(':')) return [{ kind: 'alive' }];
  if (text.startsWith('[DONE]')) return [{ kind: 'done' }];
  const lines = text.split('\n');
  if (lines.length === 1 || isJson(text)) return [{ kind: 'value', value: JSON.parse(text) }];
  return lines.flatMap((line) => framesOf(line.replace(/^data:/, '')));
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
