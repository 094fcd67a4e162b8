import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Answer } from '../../../../src/protocol/answer.ts';
import { parseEventStream } from '../../../support/event-stream.ts';
import { postChat, streamChat } from '../../../support/serve-app.ts';
import { serveDeclaration } from '../../../support/serve-declaration.ts';

const HOSTILE: Record<string, string> = {
  'only punctuation': '?!… — «»()[]{}',
  'one letter': 'я',
  emoji: '🕊️👩‍👩‍👧‍👦🇰🇿',
  HTML: '<script>alert(1)</script><img src=x onerror=alert(1)>',
  SQL: `'; DROP TABLE paragraphs; -- " OR 1=1`,
  'a query language': 'NEAR(a b) AND "OR" * ^ - :',
  '2,000 characters without a space': 'безопасность'.repeat(167).slice(0, 2000),
  '1,000 emoji': '🕊'.repeat(1000),
  'a lone high surrogate': 'Афганистан \ud83d',
  'a lone low surrogate': '\udd4a',
  'a null character': 'Афга\u0000нистан',
  'control characters': '\u0001\u001b[31m\u007f',
  'combining marks': `а${'\u0301'.repeat(500)}`,
  'right to left': 'ما هي مواقف المنظمة من أفغانستان؟',
  Chinese: '宣言对阿富汗说了什么?',
  Kazakh: 'Декларация қайда қол қойылды?',
  'zero width characters': '\u200b\u200d\ufeff\u2060x',
  'line separators': 'Афганистан\u2028\u2029\r\nтерроризм',
  'names of objects': '__proto__ constructor toString hasOwnProperty',
  'a marker': '[1] [2] [99]',
  'a number': '999999999999999999999999999999',
};

const declaration = serveDeclaration();

describe('hostile questions', { timeout: 60_000 }, () => {
  for (const [name, message] of Object.entries(HOSTILE)) {
    it(`answers ${name} as JSON, as events and as a search`, async () => {
      const response = await postChat(declaration.url, { message });
      const answer = (await response.json()) as Answer;
      assert.equal(response.status, 200, JSON.stringify(answer));
      assert.notEqual(answer.text, '');

      const stream = await (await streamChat(declaration.url, { message })).text();
      const last = parseEventStream(stream).at(-1)!;
      assert.equal(last.event, 'answer-end', stream);
      assert.equal((last.data as Answer).text, answer.text);

      const query = new URLSearchParams({ q: message });
      assert.equal((await fetch(`${declaration.url}/api/search?${query}`)).status, 200);
    });

    it(`accepts ${name} in the history and refuses it as a document`, async () => {
      const history = [{ role: 'user', content: message }];
      assert.equal((await postChat(declaration.url, { message: 'А там?', history })).status, 200);
      const response = await postChat(declaration.url, { message: 'А там?', documentIds: [message.slice(0, 300)] });
      assert.equal(response.status, 404);
    });
  }
});
