import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { placeOf, readBytes, refusalOf } from './read-format.ts';

const SRT = `1
00:00:01,000 --> 00:00:04,000
Добро пожаловать
на пристань.

2
00:00:04,500 --> 00:00:07,000
<i>Лодки</i> выдают с семи утра.

3
00:01:23,000 --> 00:01:26,000
{\\an8}Жилет надевают до посадки.
`;
const VTT = `WEBVTT - tour
Kind: captions

STYLE
::cue { color: red }

NOTE not to be read

intro
00:01.000 --> 00:04.000 align:start
<v Anna>Welcome to the pier.</v>

NOTE nor this

00:05.000 --> 00:08.000
<v Bob>Tom &amp; I row <c.loud>daily</c>.

01:02:03.000 --> 01:02:05.500
The end.
`;

describe('readCaptions', () => {
  it('joins neighbouring captions of an SRT under the time at which they start', async () => {
    const document = await readBytes('tour.srt', SRT.replaceAll('\n', '\r\n'));
    assert.equal(document.title, 'tour');
    assert.match(document.text, /\n\nДобро пожаловать на пристань\. Лодки выдают с семи утра\.\n/);
    assert.equal(placeOf(document, 'Жилет').heading, '00:01:23');
  });

  it('names speakers of a VTT, and leaves out notes, styles and names of captions', async () => {
    const { text } = await readBytes('tour.vtt', VTT);
    assert.equal(text, '# 00:00:01\n\nAnna: Welcome to the pier.\nBob: Tom & I row daily.\n\n# 01:02:03\n\nThe end.');
  });

  it('divides what is said without a pause at ends of sentences', async () => {
    const cues = Array.from({ length: 40 }, (_, index) => {
      const at = (second: number) => `00:00:${String(second).padStart(2, '0')},000`;
      return `${index + 1}\n${at(index)} --> ${at(index + 1)}\nЭто предложение номер ${index}.\n`;
    });
    const { paragraphs, text } = await readBytes('long.srt', cues.join('\n'));
    assert.ok(paragraphs.length > 2, `${paragraphs.length} paragraphs`);
    for (const { start, end } of paragraphs) assert.match(text.slice(start, end), /^Это .*\.$/);
  });

  it('refuses damaged and empty files', async () => {
    assert.match(await refusalOf('a.srt', 'только слова'), /no captions with times/);
    assert.match(await refusalOf('a.vtt', 'WEBVTT\n'), /no captions with times/);
  });
});
