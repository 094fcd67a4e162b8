import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { DocumentBlock, Omission } from '../../src/protocol/document-blocks.ts';
import type { IndexedDocument } from '../../src/stores/document-reader.ts';
import type { ParagraphMatch } from '../../src/stores/paragraph-search.ts';
import type { ParagraphStore } from '../../src/stores/paragraph-store.ts';
import { type ParagraphToStore, storeDocuments } from '../support/index-update.ts';
import { paragraphsIn, wordsIn } from './words-in.ts';

const EAST = [1, 0];
const NORTH_EAST = [1, 1];
const NORTH = [0, 1];
const WEST = [-1, 0];
const compass: ParagraphToStore[] = [
  { text: 'North.', vector: NORTH, terms: { north: 1, wind: 2 }, aspects: ['cold'] },
  { text: 'North\neast.', vector: NORTH_EAST, terms: { north: 1, east: 1 }, aspects: ['cold', 'warm'] },
  { text: 'East.', vector: EAST, terms: { east: 1 }, aspects: ['warm'] },
  { text: 'West.', vector: WEST, terms: { west: 3 } },
];

const ACT = { kind: 'приказ', number: '7-П', date: '2024-11-28', place: 'Пермь "2"\ud800' };
/** A page of a site, as the server and the sidecar have it. */
const PAGE = {
  url: 'https://пример.рф/"2"?q={quote}#a',
  fetched: { address: 'https://example.org/a', etag: 'W/"7-П"', lastModified: 'Mon, 30 Nov 2026 20:00:00 GMT' },
};
const toward = (vector: number[]) => Float32Array.from(vector);
const round = (matches: ParagraphMatch[]) => matches.map(({ similarity }) => Math.round(similarity * 1e4) / 1e4);

/** What every paragraph store promises. Call it once per implementation. */
export function describeParagraphStore(name: string, openStore: () => Promise<ParagraphStore>): void {
  describe(`${name} keeps the paragraph store contract`, () => {
    let store: ParagraphStore;
    beforeEach(async () => {
      store = await openStore();
    });
    afterEach(() => store.close());

    const paragraphsOf = (id: string) => paragraphsIn(store, id);
    const textsOf = async (matches: ParagraphMatch[]) =>
      (await store.paragraphs(matches.map(({ key }) => key))).map(({ text }) => text);

    describe('while it is empty', () => {
      it('has no manifest, no documents and no paragraphs', async () => {
        assert.equal(await store.manifest(), null);
        assert.deepEqual(await store.documents(), []);
        assert.equal(await store.document('compass'), null);
        assert.deepEqual(await store.paragraphs([1, 2]), []);
      });

      it('finds nothing', async () => {
        assert.deepEqual(await store.nearest(toward(EAST), 3), []);
        assert.deepEqual(await store.nearest(toward(EAST), 3, ['compass']), []);
        assert.deepEqual(await store.similarities(toward(EAST), [1]), []);
        assert.deepEqual(await store.keysWithAspects(['warm'], 3), []);
        assert.deepEqual(await store.wordsOf([1]), new Map());
        assert.deepEqual((await store.vocabulary()).terms, []);
        assert.equal(await store.indexedDocument('compass'), null);
      });
    });

    describe('with documents', () => {
      it('returns a document as it was stored', async () => {
        const { documents } = await storeDocuments(store, { compass });
        assert.deepEqual(await store.document('compass'), documents[0]!.document);
        assert.equal(await store.document('other'), null);
      });

      it('returns a document as it was indexed, so that it can be stored again', async () => {
        const placed = {
          page: 3,
          heading: 'Winds › Северные',
          context: { clauses: [{ start: 2, number: '2.1 «а)»' }], header: 'Ветер\nсила', notes: ['\u0000 \ud800'] },
          aspects: ['warm', 'cold'],
          terms: { north: 255, ветер: 2 },
        };
        const update = await storeDocuments(store, {
          other: [{ text: 'Other.', terms: { other: 1, north: 3 } }],
          compass: [...compass, { text: 'Север.', vector: NORTH, ...placed }],
        });
        const [other, plain] = update.documents as [IndexedDocument, IndexedDocument];
        const metadata = { date: '2024-11-28', questions: { ru: ['Что?'], en: [] }, tags: ['a, b'], act: ACT, ...PAGE };
        const [span, page] = [{ start: 0, end: 6 }, 3];
        const blocks: DocumentBlock[] = [
          { kind: 'note', ...span, page, marker: '*\u0000\ud800', references: [] },
          { kind: 'list', start: 8, end: 14, leadIn: span, items: [{ start: 8, end: 14, marker: '«а»', depth: 1 }] },
        ];
        const omissions: Omission[] = [{ kind: 'parts-not-read', count: 1, of: 2, places: ['Глава "2"\ud800', 3] }];
        const positions = '[[3,595.2,842,[0,6,600,700,312,132,0]]]';
        const document = { ...plain, document: { ...plain.document, ...metadata, blocks, omissions, positions } };
        await store.update({ ...update, documents: [document] });
        for (const expected of [other, document]) {
          const given = await store.indexedDocument(expected.document.id);
          assert.deepEqual(given, expected);
          await store.update({ ...update, documents: [given!] });
          assert.deepEqual(await store.indexedDocument(expected.document.id), expected);
        }
        assert.equal(await store.indexedDocument('unknown'), null);
        assert.deepEqual(
          [await store.positions('compass'), await store.positions('other'), await store.positions('unknown')],
          [positions, null, null],
        );
        assert.equal('positions' in (await store.document('compass'))!, false, 'they are read apart');
        assert.deepEqual([await store.text('compass'), await store.text('unknown')], [document.document.text, null]);
      });

      it('lists documents by id, with everything but their text and blocks', async () => {
        const update = await storeDocuments(store, { b: [{ text: 'Да.' }], a: [{ text: 'Yes.' }, { text: 'No.' }] });
        const [b, a] = update.documents as [IndexedDocument, IndexedDocument];
        const known = {
          date: '2024-11-28',
          questions: { ru: ['Что?', '«Когда»?'], en: ['What?'] },
          tags: ['a, b', 'в'],
          act: ACT,
          ...PAGE,
          omissions: [{ kind: 'pages-without-text', count: 2, of: 4, places: [1, 3] }] satisfies Omission[],
        };
        await store.update({ ...update, documents: [{ ...b, document: { ...b.document, ...known } }] });
        const unknown = { date: null, questions: { ru: [], en: [] }, tags: [], act: null, omissions: [] };
        const nowhere = { url: null, fetched: null };
        assert.deepEqual(await store.documents(), [
          {
            id: 'a',
            title: 'The a',
            language: a.document.language,
            ...unknown,
            ...nowhere,
            paragraphs: 2,
            sha256: 'sha256 of Yes.\n\nNo.',
          },
          { id: 'b', title: 'The b', language: b.document.language, ...known, paragraphs: 1, sha256: 'sha256 of Да.' },
        ]);
        assert.deepEqual(await store.document('a'), a.document);
        assert.deepEqual(await store.document('b'), { ...b.document, ...known });
        assert.deepEqual(
          (await store.documents(1)).map(({ id }) => id),
          ['a'],
        );
      });

      it('returns each paragraph with the offsets of its text in the document', async () => {
        await storeDocuments(store, { compass: [{ text: '😀 Ёж.' }, { text: 'East\nof «Да».' }, ...compass] });
        const { text: whole } = (await store.document('compass'))!;
        const paragraphs = await paragraphsOf('compass');
        assert.equal(paragraphs.length, 6);
        for (const { start, end, text, documentId, documentTitle, language } of paragraphs) {
          assert.equal(whole.slice(start, end), text);
          assert.deepEqual([documentId, documentTitle, language], ['compass', 'The compass', 'en']);
        }
      });

      it('returns each paragraph with the address of its document', async () => {
        const { documents, ...update } = await storeDocuments(store, { compass, other: [{ text: 'Other.' }] });
        const [indexed] = documents as [IndexedDocument];
        const placed = { ...indexed, document: { ...indexed.document, ...PAGE } };
        await store.update({ ...update, documents: [placed] });
        const addressesOf = async (id: string) => (await paragraphsOf(id)).map(({ documentUrl }) => documentUrl);
        assert.deepEqual(new Set(await addressesOf('compass')), new Set([PAGE.url]));
        assert.deepEqual(await addressesOf('other'), [null]);
      });

      it('returns paragraphs in the order of the keys and leaves unknown keys out', async () => {
        await storeDocuments(store, { compass });
        const [first, , third] = await paragraphsOf('compass');
        const found = await store.paragraphs([third!.key, 987_654, first!.key]);
        assert.deepEqual(found, [third, first]);
      });

      it('returns the aspects of a paragraph', async () => {
        await storeDocuments(store, { compass });
        const aspects = (await paragraphsOf('compass')).map((paragraph) => [...paragraph.aspects].sort());
        assert.deepEqual(aspects, [['cold'], ['cold', 'warm'], ['warm'], []]);
      });

      it('finds the paragraphs with an aspect, each once, within a limit and within documents', async () => {
        await storeDocuments(store, { compass, other: [{ text: 'Other.', aspects: ['warm'] }] });
        const [north, northEast, east] = (await paragraphsOf('compass')).map(({ key }) => key);
        const [other] = (await paragraphsOf('other')).map(({ key }) => key);
        const sorted = async (keys: Promise<number[]>) => (await keys).sort((a, b) => a - b);
        assert.deepEqual(
          await sorted(store.keysWithAspects(['warm', 'cold'], 9)),
          await sorted(Promise.resolve([north!, northEast!, east!, other!])),
        );
        assert.deepEqual(await sorted(store.keysWithAspects(['warm'], 9, ['compass'])), [northEast, east]);
        assert.equal((await store.keysWithAspects(['warm'], 2)).length, 2);
        assert.deepEqual(await store.keysWithAspects(['unheard of'], 9), []);
      });

      it('replaces a document that is stored again, with all its data', async () => {
        await storeDocuments(store, { compass, other: [{ text: 'Other.' }] });
        const oldKeys = (await paragraphsOf('compass')).map(({ key }) => key);
        await storeDocuments(store, { compass: [{ text: 'South.', vector: NORTH, terms: { south: 1 } }] });
        assert.deepEqual(
          (await store.documents()).map(({ id, paragraphs }) => [id, paragraphs]),
          [
            ['compass', 1],
            ['other', 1],
          ],
        );
        assert.deepEqual(await store.paragraphs(oldKeys), []);
        assert.deepEqual(await store.keysWithAspects(['warm', 'cold'], 9), []);
        assert.deepEqual(await wordsIn(store), { south: ['compass¶1'] });
        assert.deepEqual(await textsOf(await store.nearest(toward(NORTH), 9)), ['South.', 'Other.']);
      });

      it('deletes a document and ignores an unknown id', async () => {
        await storeDocuments(store, { compass, other: [{ text: 'Other.' }] });
        await storeDocuments(store, {}, { deletedIds: ['compass', 'never stored'] });
        assert.deepEqual(
          (await store.documents()).map(({ id }) => id),
          ['other'],
        );
        assert.equal(await store.document('compass'), null);
        assert.deepEqual(await textsOf(await store.nearest(toward(EAST), 9)), ['Other.']);
        assert.deepEqual(await wordsIn(store), {});
      });

      it('never uses a key again', async () => {
        await storeDocuments(store, { compass });
        const first = await paragraphsOf('compass');
        await storeDocuments(store, {}, { deletedIds: ['compass'] });
        await storeDocuments(store, { compass });
        const second = await paragraphsOf('compass');
        assert.equal(new Set([...first, ...second].map(({ key }) => key)).size, 8);
      });
    });

    describe('by similarity', () => {
      it('finds the most similar paragraphs first', async () => {
        await storeDocuments(store, { compass });
        assert.deepEqual(await textsOf(await store.nearest(toward(EAST), 9)), [
          'East.',
          'North\neast.',
          'North.',
          'West.',
        ]);
      });

      it('reports cosine similarity: 1 for the same direction, 0 for a right angle, -1 for the opposite', async () => {
        await storeDocuments(store, { compass });
        const similarities = round(await store.nearest(toward([5, 0]), 9));
        assert.deepEqual(
          similarities.map((similarity) => similarity.toFixed(3)),
          ['1.000', '0.707', '0.000', '-1.000'],
        );
      });

      it('returns no more than the limit', async () => {
        await storeDocuments(store, { compass });
        assert.deepEqual(await textsOf(await store.nearest(toward(WEST), 1)), ['West.']);
      });

      it('finds every paragraph of a small document among thousands of nearer ones', async () => {
        const near = Array.from({ length: 2000 }, (_, index) => ({ text: `Near ${index}.`, vector: [1, index / 1e5] }));
        await storeDocuments(store, { near, compass });
        const matches = await store.nearest(toward(EAST), 50, ['compass']);
        assert.deepEqual(await textsOf(matches), ['East.', 'North\neast.', 'North.', 'West.']);
        assert.deepEqual(await store.nearest(toward(EAST), 50, ['unknown']), []);
        assert.deepEqual(await store.nearest(toward(EAST), 50, []), []);
      });

      it('gives a zero vector a similarity of 0', async () => {
        await storeDocuments(store, { compass: [{ text: 'Nowhere.', vector: [0, 0] }] });
        assert.deepEqual(round(await store.nearest(toward(EAST), 1)), [0]);
        assert.deepEqual(round(await store.nearest(toward([0, 0]), 1)), [0]);
      });

      it('refuses a vector of another dimension', async () => {
        await storeDocuments(store, { compass });
        await assert.rejects(store.nearest(toward([1, 0, 0]), 1), { code: 'INDEX_INCOMPATIBLE' });
      });

      it('compares with given paragraphs on demand', async () => {
        await storeDocuments(store, { compass });
        const [north, , , west] = await paragraphsOf('compass');
        const found = await store.similarities(toward([3, 0]), [west!.key, north!.key, 987_654]);
        const byKey = new Map(found.map(({ key, similarity }) => [key, similarity]));
        assert.deepEqual(
          byKey,
          new Map([
            [west!.key, -1],
            [north!.key, 0],
          ]),
        );
      });
    });
  });
}
