import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import type { Answer, FoundParagraph } from '../../src/protocol/answer.ts';
import { assertIncludes } from '../support/assertions.ts';
import { openIndexedAssistant } from '../support/indexed-assistant.ts';
import { CLIENTS, type ConnectedClient } from './mcp-clients.ts';
import { withServedMcp } from './serve-mcp.ts';

const DOCUMENT = 'csto-declaration-2024';
const ADDRESS = `pilcrow://documents/${DOCUMENT}`;
const QUESTIONS = [
  { question: 'Когда и где подписана декларация?', quote: /28 ноября 2024/ },
  { question: 'When was the declaration signed?', quote: /28 ноября 2024/ },
  { question: 'Что сказано об Афганистане?', quote: /Афганистан/ },
  { question: 'What does it say about Afghanistan?', quote: /Афганистан/ },
];

let indexed: Awaited<ReturnType<typeof openIndexedAssistant>>;
before(async () => {
  indexed = await openIndexedAssistant();
});
after(() => indexed?.discard());

for (const [name, { connectHttp }] of Object.entries(CLIENTS)) {
  describe(`the MCP server, asked by ${name}`, { timeout: 60_000 }, () => {
    const visit = (work: (client: ConnectedClient) => Promise<void>) =>
      withServedMcp(indexed.assistant, async ({ address }) => {
        const client = await connectHttp(address);
        try {
          await work(client);
        } finally {
          await client.close();
        }
      });

    it('reports its name, the version of the package and its capabilities', () =>
      visit(async (client) => {
        const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
        const server = client.serverVersion();
        assert.deepEqual([server?.name, server?.version], ['pilcrow', version]);
        const tools = await client.listTools();
        assert.deepEqual(
          tools.map(({ name, annotations }) => ({ name, ...annotations })),
          ['ask', 'search'].map((name) => ({
            name,
            readOnlyHint: true,
            destructiveHint: false,
            idempotentHint: true,
            openWorldHint: false,
          })),
        );
      }));

    for (const { question, quote } of QUESTIONS) {
      it(`answers with citations that match the document: ${question}`, () =>
        visit(async (client) => {
          const { text, isError, structuredContent } = await client.callTool('ask', { question });
          const answer = structuredContent as Answer;
          const canonicalText = (await indexed.assistant.document(DOCUMENT))!.text;
          assert.equal(isError, false);
          assert.notEqual(answer.kind, 'unanswered');
          assert.ok(
            answer.citations.some((citation) => quote.test(citation.quote)),
            JSON.stringify(answer.citations),
          );
          assert.equal(text.slice(0, answer.text.length), answer.text);
          for (const { marker, quote, start, end, documentTitle, paragraph, url } of answer.citations) {
            assert.equal(quote, canonicalText.slice(start, end));
            assertIncludes(answer.text, `[${marker}]`);
            const place = `[${marker}] «${quote}» — ${documentTitle}, ¶${paragraph}, http://127.0.0.1:`;
            assert.ok(text.includes(place) && text.includes(url!), text);
          }
        }));
    }

    for (const question of ['Сколько стоит проезд в метро?', 'How much is a metro ticket?']) {
      it(`says as a result, not as an error, that the document does not say: ${question}`, () =>
        visit(async (client) => {
          const { text, isError, structuredContent } = await client.callTool('ask', { question });
          const { kind, citations } = structuredContent as Answer;
          assert.deepEqual({ isError, kind, citations }, { isError: false, kind: 'unanswered', citations: [] });
          assert.match(text, /Outcome: unanswered/);
        }));
    }

    it('answers from the given documents, and lists the known ones when one is unknown', () =>
      visit(async (client) => {
        const question = 'Что сказано об Афганистане?';
        const known = await client.callTool('ask', { question, documentIds: [DOCUMENT] });
        assert.equal((known.structuredContent as Answer).citations[0]?.documentId, DOCUMENT);
        const unknown = await client.callTool('ask', { question, documentIds: [DOCUMENT, 'устав'] });
        assert.equal(unknown.isError, true);
        assert.match(unknown.text, /^Cannot answer from "устав": .+; use ids such as "csto-declaration-2024"/);
        const asked = { ask: { question, tags: ['нет'] }, search: { query: question, tags: ['нет'] } };
        for (const [tool, input] of Object.entries(asked)) {
          const untagged = await client.callTool(tool, input);
          assert.equal(untagged.isError, true);
          assert.match(untagged.text, /^Cannot answer from documents tagged "нет": /);
        }
      }));

    for (const query of ['принцип справедливого миропорядка', 'fair world order']) {
      it(`finds as many paragraphs as were asked for: ${query}`, () =>
        visit(async (client) => {
          const found = await client.callTool('search', { query, limit: 2 });
          const { paragraphs } = found.structuredContent as { paragraphs: FoundParagraph[] };
          assert.deepEqual(paragraphs, await indexed.assistant.search(query, { limit: 2 }));
          for (const { text } of paragraphs) assertIncludes(found.text, text);
          const more = await client.callTool('search', { query });
          assert.equal((more.structuredContent as { paragraphs: FoundParagraph[] }).paragraphs.length, 10);
        }));
    }

    it('has each document as a resource: listed with its title and size, read whole', () =>
      visit(async (client) => {
        const { title, text, paragraphs } = (await indexed.assistant.document(DOCUMENT))!;
        assert.deepEqual(await client.listResources(), [
          {
            uri: ADDRESS,
            name: DOCUMENT,
            title,
            description: `${paragraphs.length} paragraphs, in Russian`,
            mimeType: 'text/plain',
          },
        ]);
        assert.deepEqual(await client.readResource(ADDRESS), [{ uri: ADDRESS, mimeType: 'text/plain', text }]);
        const [template] = await client.listResourceTemplates();
        assert.equal(template?.uriTemplate, 'pilcrow://documents/{id}');
      }));

    for (const uri of [`${ADDRESS}-1`, 'pilcrow://documents/%D0', 'pilcrow://elsewhere', 'file:///etc/passwd']) {
      it(`reports that there is no resource ${uri}`, () =>
        visit(async (client) => {
          await assert.rejects(client.readResource(uri), { code: -32602, data: { uri } });
        }));
    }
  });
}
