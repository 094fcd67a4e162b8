import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Answer, Citation, FoundParagraph } from '../../../src/protocol/answer.ts';
import type { KeptConversation } from '../../../src/protocol/conversation.ts';
import { assertExcludes, assertIncludes } from '../../support/assertions.ts';
import { postChat, streamChat } from '../../support/serve-app.ts';
import { ADMIN_TOKEN, serveDocuments } from '../../support/serve-documents.ts';

const HALL = 'Правила читального зала\n\nЧитальный зал открыт до девяти вечера.';
const PARK = 'Парк\n\nПарк закрывается в полночь.';
const FILES = {
  'hall.txt': HALL,
  'hall.meta.json': '{"url":"https://library.example/hall#hours"}',
  'park.txt': PARK,
};
const ON_PAGE = `https://library.example/hall#hours:~:text=${encodeURIComponent('Читальный зал открыт до девяти вечера.')}`;
const [ASK_HALL, ASK_PARK] = ['До какого часа открыт читальный зал?', 'Когда закрывается парк?'];

const json = async <Body>(response: Response | Promise<Response>) => (await (await response).json()) as Body;

function callTool(url: string, name: string, given: object): Promise<{ result: { content: { text: string }[] } }> {
  const body = { jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name, arguments: given } };
  return callMcp(url, body);
}

async function callMcp<Body>(url: string, body: object, headers: Record<string, string> = {}): Promise<Body> {
  const response = await fetch(`${url}/mcp`, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream', ...headers },
  });
  const text = await response.text();
  return JSON.parse(/^data: (.*)$/m.exec(text)?.[1] ?? text) as Body;
}

describe('citations of a document with a page of its own', () => {
  const served = serveDocuments(FILES);

  it('lead there, those of others to the reader', async () => {
    const hall = await json<Answer>(postChat(served.url, { message: ASK_HALL }));
    assert.equal(hall.citations[0]?.url, ON_PAGE);
    assert.equal(
      hall.paragraphs.find(({ documentId }) => documentId === 'hall')?.url?.slice(0, 44),
      ON_PAGE.slice(0, 44),
    );
    const park = await json<Answer>(postChat(served.url, { message: ASK_PARK }));
    assert.equal(park.citations[0]?.url, '/documents/park#paragraph-2');
  });

  it('have that address in every format', async () => {
    const events = await (await streamChat(served.url, { message: ASK_HALL })).text();
    assertIncludes(events, `"url":"${ON_PAGE}"`);
    const asOpenAi = await json<{ choices: [{ message: { annotations: { url_citation: { url: string } }[] } }] }>(
      fetch(`${served.url}/v1/chat/completions`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ model: 'pilcrow', messages: [{ role: 'user', content: ASK_HALL }] }),
      }),
    );
    assert.equal(asOpenAi.choices[0].message.annotations[0]?.url_citation.url, ON_PAGE);
    const deep = await json<{ text: string }>(postChat(served.url, { messages: [{ role: 'user', text: ASK_HALL }] }));
    assertIncludes(deep.text, `](${ON_PAGE})`);
    const { result } = await callTool(served.url, 'ask', { question: ASK_HALL });
    assertIncludes(result.content[0]!.text, `¶2, ${ON_PAGE}`);
  });

  it('are those of a document whose address is set over HTTP', async () => {
    const patch = (url: string | null) =>
      served.call('/api/documents/park', {
        method: 'PATCH',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ url }),
      });
    assert.equal(
      (await json<{ url: string }>(patch('https://city.example/park?q={quote}'))).url,
      'https://city.example/park?q=',
    );
    const park = await json<Answer>(postChat(served.url, { message: ASK_PARK }));
    const quote = encodeURIComponent(park.citations[0]!.quote);
    assert.equal(park.citations[0]?.url, `https://city.example/park?q=${quote}`);
    assert.equal((await patch('javascript:alert(1)')).status, 400);
    assert.equal((await patch(null)).status, 200);
  });
});

describe('a reader that is closed', () => {
  const served = serveDocuments(FILES, { http: { isReaderOpen: false } });
  const withToken = { authorization: `Bearer ${ADMIN_TOKEN}` };
  const read = { jsonrpc: '2.0', id: 1, method: 'resources/read', params: { uri: 'pilcrow://documents/park' } };

  it('refuses documents, their files and pages, but to who has the token', async () => {
    for (const address of [
      '/documents/park',
      '/documents/unknown',
      '/api/documents/park',
      '/api/documents/park/file',
      '/api/documents/park/positions?start=0&end=4',
    ]) {
      for (const headers of [{}, { accept: 'text/html' }, { authorization: 'Bearer wrong' }]) {
        const response = await fetch(served.url + address, { headers });
        assert.equal(response.status, 401, address);
        assertExcludes(await response.text(), 'полночь');
      }
    }
    for (const address of ['/documents/park', '/api/documents/park', '/api/documents/park/file']) {
      assertIncludes(await (await served.call(address)).text(), 'полночь');
    }
  });

  it('refuses the text of a document to programs, too', async () => {
    assert.match(JSON.stringify(await callMcp(served.url, read)), /Cannot read documents: the token is missing/);
    assertIncludes(JSON.stringify(await callMcp(served.url, read, withToken)), 'полночь');
  });

  it('is where nothing leads: neither answers, nor what was found, nor what is kept', async () => {
    const park = await json<Answer>(postChat(served.url, { message: ASK_PARK }));
    const shown: (Citation | FoundParagraph)[] = [...park.citations, ...park.paragraphs];
    assert.ok(
      park.citations.length > 0 && shown.every(({ url = 'https:' }) => url.startsWith('https:')),
      'all are elsewhere',
    );
    const found = await fetch(`${served.url}/api/search?q=${encodeURIComponent(ASK_PARK)}`);
    for (const text of [
      await (await streamChat(served.url, { message: ASK_PARK })).text(),
      await found.text(),
      JSON.stringify(await callTool(served.url, 'ask', { question: ASK_PARK })),
      JSON.stringify(await callTool(served.url, 'search', { query: ASK_PARK })),
      JSON.stringify(await json(postChat(served.url, { messages: [{ role: 'user', text: ASK_PARK }] }))),
    ]) {
      assertIncludes(text, 'полночь');
      assertExcludes(text, '/documents/');
    }
    const kept = await served.assistant.conversations!.conversation(park.conversationId);
    assertIncludes(JSON.stringify(kept), '/documents/park');
    const shownOf = await json<KeptConversation>(fetch(`${served.url}/api/conversations/${park.conversationId}`));
    assert.equal(shownOf.turns[0]!.answer.citations[0]!.quote, park.citations[0]!.quote);
    assertExcludes(JSON.stringify(shownOf), '/documents/');
  });

  it('is on no page, where documents with a page of their own are links to it', async () => {
    const html = await (await fetch(`${served.url}/`)).text();
    assertExcludes(html, '/documents/');
    assertIncludes(html, 'href="https://library.example/hall#hours"');
    assertIncludes(html, '>Парк</a>');
    assertIncludes(html, 'data-reader="closed"');
  });

  it('leaves pages of their own in answers', async () => {
    assert.equal((await json<Answer>(postChat(served.url, { message: ASK_HALL }))).citations[0]?.url, ON_PAGE);
  });
});

describe('a reader that is closed, of the only document', () => {
  const served = serveDocuments({ 'park.txt': PARK }, { http: { isReaderOpen: false, adminToken: null } });

  it('is not on the front page, and nobody has a token for it', async () => {
    assertExcludes(await (await fetch(`${served.url}/`)).text(), 'полночь');
    const response = await fetch(`${served.url}/api/documents/park`);
    assert.equal(response.status, 403);
    assertIncludes(await response.text(), 'Cannot read documents over HTTP: it is switched off; set ADMIN_TOKEN');
  });
});
