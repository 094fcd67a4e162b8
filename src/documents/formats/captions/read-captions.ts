import type { Block } from '../../canonical-text/blocks.ts';
import { composeText } from '../../canonical-text/compose-text.ts';
import { decodeText } from '../../canonical-text/decode-text.ts';
import { onOneLine } from '../../document.ts';
import { unreadable } from '../../unreadable.ts';
import type { ReadFile } from '../read-file.ts';

/** A paragraph of captions ends with a sentence from so many UTF-16 code units on, and in any case beyond the second number. */
const LONG_ENOUGH = 300;
const TOO_LONG = 900;
/** Seconds without words after which a paragraph ends. */
const PAUSE = 5;
const TIME = /((?:\d{1,4}:)?\d{1,2}:\d{2}[.,]\d{1,3})[ \t]{0,9}-->[ \t]{0,9}((?:\d{1,4}:)?\d{1,2}:\d{2}[.,]\d{1,3})/;
const SENTENCE_END = /[.!?…]["»”)]*$/;
const ENTITIES: Record<string, string> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&nbsp;': ' ',
  '&quot;': '"',
  '&#39;': "'",
  '&lrm;': '',
  '&rlm;': '',
};

interface Cue {
  /** In seconds. */
  start: number;
  end: number;
  speaker: string | null;
  text: string;
}

/** Reads captions, SRT or VTT: paragraphs of neighbouring cues, each under the time at which it starts. */
export const readCaptions: ReadFile = async (bytes) => {
  const { text, omissions } = decodeText(bytes);
  const cues = cuesIn(text.replace(/\r\n?/g, '\n'));
  if (cues.length === 0) throw unreadable('it has no captions with times; save it again as .srt or .vtt');
  const blocks = groupsOf(cues).flatMap((group): Block[] => [
    { kind: 'heading', level: 1, text: clock(group[0]!.start), page: null },
    { kind: 'paragraph', text: wordsOf(group), page: null },
  ]);
  return { ...composeText(blocks, { title: null }), title: null, omissions };
};

/** The cues; a line of times starts each, whatever stands around it. */
function cuesIn(text: string): Cue[] {
  const lines = text.split('\n');
  const starts = lines.flatMap((line, index) => (TIME.test(line) ? [index] : []));
  return starts.flatMap((start, index) => {
    const [, from = '', to = ''] = TIME.exec(lines[start]!)!;
    const end = starts[index + 1] ?? lines.length;
    const said = captionLines(lines.slice(start + 1, end), index + 1 < starts.length);
    const speaker = /<v(?:\.[^\s<>]*)?\s([^<>]+)>/.exec(said.join('\n'))?.[1]?.trim() ?? null;
    const words = onOneLine(withoutMarkup(said.join(' ')));
    return words === '' ? [] : [{ start: seconds(from), end: seconds(to), speaker, text: words }];
  });
}

/** The lines of a caption: without the number or name of the next cue, and notes between cues. */
function captionLines(lines: readonly string[], isFollowed: boolean): string[] {
  const note = lines.findIndex(
    (line, index) => /^(?:NOTE|STYLE|REGION)(?:\s|$)/.test(line) && lines[index - 1]?.trim() === '',
  );
  const own = note < 0 ? [...lines] : lines.slice(0, note);
  const isNamed = isFollowed && note < 0 && own.at(-1)?.trim() !== '' && own.at(-2)?.trim() === '';
  return isNamed ? own.slice(0, -1) : own;
}

function withoutMarkup(text: string): string {
  return text
    .replace(/\{\\[^{}]*\}/g, '')
    .replace(/<[/\w][^<>]*>/g, '')
    .replace(/&(?:amp|lt|gt|nbsp|quot|#39|lrm|rlm);/g, (entity) => ENTITIES[entity]!);
}

function groupsOf(cues: readonly Cue[]): Cue[][] {
  const groups: Cue[][] = [];
  let length = 0;
  for (const cue of cues) {
    const last = groups.at(-1)?.at(-1);
    const isFull = length > TOO_LONG || (length > LONG_ENOUGH && last !== undefined && SENTENCE_END.test(last.text));
    if (!last || isFull || cue.start - last.end > PAUSE) {
      groups.push([]);
      length = 0;
    }
    groups.at(-1)!.push(cue);
    length += cue.text.length;
  }
  return groups;
}

/** The words of neighbouring cues: a line for each speaker, sentences over cues on one line. Rolling captions repeat what they showed. */
function wordsOf(group: readonly Cue[]): string {
  let words = '';
  let before: Cue | null = null;
  for (const cue of group) {
    if (before && cue.text === before.text && cue.speaker === before.speaker) continue;
    const isTurn = cue.speaker !== null && cue.speaker !== before?.speaker;
    const between = before === null ? '' : isTurn || /^[-–—]\s/.test(cue.text) ? '\n' : ' ';
    words += between + (isTurn ? `${cue.speaker}: ` : '') + cue.text;
    before = cue;
  }
  return words;
}

function seconds(time: string): number {
  return time
    .replace(',', '.')
    .split(':')
    .reduce((sum, part) => sum * 60 + Number(part), 0);
}

/** `00:01:23` */
function clock(at: number): string {
  const whole = Math.floor(at);
  return [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60]
    .map((part) => String(part).padStart(2, '0'))
    .join(':');
}
