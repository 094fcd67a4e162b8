import assert from 'node:assert/strict';

/** One event as it came over the wire. */
export interface ReceivedEvent {
  event: string;
  data: unknown;
}

/** Reads a whole event stream; comments are left out. Every event must be `event:` and one line of JSON `data:`. */
export function parseEventStream(stream: string): ReceivedEvent[] {
  assert.ok(stream === '' || stream.endsWith('\n\n'), 'the stream ends in the middle of an event');
  const blocks = stream.split('\n\n').filter((block) => block !== '' && !block.startsWith(':'));
  return blocks.map((block) => {
    const match = /^event: ([a-z-]+)\ndata: (.*)$/.exec(block);
    assert.ok(match, `not an event: ${block}`);
    return { event: match[1]!, data: JSON.parse(match[2]!) };
  });
}
