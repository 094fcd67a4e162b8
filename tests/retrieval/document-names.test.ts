import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { type DocumentName, namedBy, withoutNames } from '../../src/retrieval/document-names.ts';
import type { SearchResult } from '../../src/retrieval/search-paragraphs.ts';
import { matchOf } from '../answering/found.ts';
import { assertAbove, assertClose } from '../support/assertions.ts';
import { storeDocuments } from '../support/index-update.ts';
import { keywordsOf } from '../support/keywords-of.ts';
import { queryOf } from '../support/query-of.ts';
import { type IndexedLibrary, indexLibrary, openTemporaryStore } from './indexed-library.ts';
import { rankFor } from './rank-for.ts';

const LEASES = [
  { file: 'orion', of: 'mill', date: '5 March 2021', party: 'Ivanov', rent: 310 },
  { file: 'lyra', of: 'barn', date: '7 May 2022', party: 'Petrov', rent: 420 },
  { file: 'vega', of: 'tower', date: '9 June 2023', party: 'Sidorov', rent: 530 },
];
/** Leases that say the same of different things. */
const library = Object.fromEntries(
  LEASES.map(({ file, of, date, party, rent }) => [
    `${file}.txt`,
    [
      `Lease of the ${of}`,
      date,
      `This agreement is made between the owner and Mister ${party}, who is called the tenant in all that follows below.`,
      `The rent is ${rent} euro a month, and it is paid in advance on the first working day, without any reminder.`,
      'Notice is given three months before the end of a year, in writing, and it is handed over to the other side.',
    ].join('\n\n'),
  ]),
);
const bestOf = ({ paragraphs }: SearchResult) => {
  const { documentId, number } = paragraphs[0]!.paragraph;
  return `${documentId} ${number}`;
};

describe('a question that names one of several documents', () => {
  const indexing = indexLibrary(library);
  let leases: IndexedLibrary;
  before(async () => {
    leases = await indexing;
  });

  for (const { file, of, date, party } of LEASES) {
    for (const [by, question] of [
      ['title', `What is the rent of the ${of}?`],
      ['file name', `What is the rent in ${file}?`],
      ['party', `What rent does ${party} pay?`],
      ['date', `What rent was agreed on ${date}?`],
    ] as const) {
      it(`finds the paragraph of ${file} that answers by its ${by}: ${question}`, async () => {
        assert.equal(bestOf(await leases.search(queryOf(question))), `${file} 4`);
      });
    }
  }

  it('names nothing within one document', async () => {
    const found = await leases.search(queryOf('What is the rent of the barn?'), ['lyra']);
    assert.deepEqual(
      new Set(found.paragraphs.flatMap(({ named, signals }) => [...named, signals.document])),
      new Set([0]),
    );
  });

  it('counts the name as said in every sentence of the document, and of no other', async () => {
    const { sentences, match } = await leases.search(queryOf('What is the rent of the barn?'));
    const barn = match.terms.findIndex(({ term }) => term === 'barn');
    for (const { paragraph, likeness } of sentences) {
      assert.equal(
        likeness[barn] === 1,
        paragraph.documentId === 'lyra',
        `${paragraph.documentId} ${paragraph.number}`,
      );
    }
  });
});

describe('rankParagraphs for a question that names a document', () => {
  it('looks for the rest of the question in it: the name is no answer there', async () => {
    const store = openTemporaryStore();
    const terms = { price: 1 };
    await storeDocuments(store, {
      milk: [
        { text: 'Milk', vector: [-1, 0], terms: { milk: 1 } },
        { text: 'The price is 1.', vector: [1, 0], terms },
      ],
      tea: [
        { text: 'Tea', vector: [0, 1], terms: { tea: 1 } },
        { text: 'The price is 2.', vector: [1, 0], terms },
      ],
    });
    const asked = { words: ['milk', 'price'], vector: Float32Array.from([-1, 0]) };
    const { names, signalOf } = await rankFor(store, asked, { keywordShare: 1, document: 1, similarity: 0.1 });
    assert.equal(names[0], 'milk 2');
    // «milk» points west, "price" east: seven tenths of the similarity are those to the question without the name.
    assertClose(signalOf('similarity')['milk 2']!, 0.7 - 0.3, 1e-6);
    assertClose(signalOf('similarity')['milk 1']!, -0.7 + 0.3, 1e-6);
    assertAbove(signalOf('keywordShare')['milk 2']!, signalOf('keywordShare')['milk 1']!);
    assertAbove(signalOf('document')['milk 2']!, 0);
    assert.equal(signalOf('document')['tea 2'], 0);
  });

  it('finds documents by their titles though fifty paragraphs of others are nearer and have the words', async () => {
    const store = openTemporaryStore();
    const crowd = Array.from({ length: 60 }, (_, index) => ({
      text: `Price ${index}`,
      vector: [1, index / 100],
      terms: { price: 1 },
    }));
    await storeDocuments(store, { crowd, zeta: [{ text: 'Nothing of the kind', vector: [-1, 0] }] });
    assert.equal((await rankFor(store, { words: ['price'] }, {})).signalOf('document')['zeta 1'], undefined);
    const { names, signalOf } = await rankFor(store, { words: ['zeta', 'price'] }, { document: 1 });
    assert.equal(names[0], 'zeta 1');
    assertAbove(signalOf('document')['zeta 1']!, 0);
    const elsewhere = await rankFor(store, { words: ['zeta', 'price'] }, { document: 1, documentIds: ['crowd'] });
    assert.ok(!elsewhere.names.includes('zeta 1'), 'only the given documents are searched');
  });
});

describe('namedBy', () => {
  const vocabulary = keywordsOf([], ['mill', 'mills', 'lease', 'ivanov']);
  const asking = (...words: string[]) => ({
    ...matchOf(words.join(' '), vocabulary),
    terms: words.map((term) => ({
      term,
      weight: 1,
      expansion: new Map([[vocabulary.keyOf('mill')!, term === 'mills' ? 0.6 : 0]]),
    })),
  });
  const named = (names: Record<string, Partial<Record<keyof DocumentName, string[]>>>, ...words: string[]) =>
    Object.fromEntries(
      namedBy(
        asking(...words),
        new Map(
          Object.entries(names).map(([id, { title = [], lines = [] }]) => [
            id,
            { title: new Set(title), lines: new Set(lines) },
          ]),
        ),
      ),
    );

  it('names a document by a term of its title, or of its lines where no title has it', () => {
    const names = { a: { title: ['mill'], lines: ['ivanov'] }, b: { title: ['barn'], lines: ['mill'] } };
    assert.deepEqual(named(names, 'mill', 'ivanov'), { a: [1, 1], b: [0, 0] });
  });

  it('names by another form of a word as far as it is like it', () => {
    assert.deepEqual(named({ a: { title: ['mill'] }, b: { title: ['barn'] } }, 'mills'), { a: [0.6], b: [0] });
  });

  it('names none by what all are known by, and the less, the more are known by it', () => {
    const title = ['lease'];
    const [all, two] = [
      named({ a: { title }, b: { title }, c: { title } }, 'lease'),
      named({ a: { title }, b: { title }, c: {} }, 'lease'),
    ];
    assert.deepEqual(all, { a: [0], b: [0], c: [0] });
    assert.deepEqual([two.a, two.c], [two.b, [0]]);
    assertClose(two.a![0]!, 1 - Math.log(2) / Math.log(3), 1e-9);
  });

  it('takes the number of an article for that of no document', () => {
    const asked = (text: string) => ({
      ...asking('4', 'article 4'),
      text,
    });
    const names = new Map([
      ['a', { title: new Set(['4']), lines: new Set<string>() }],
      ['b', { title: new Set(['5']), lines: new Set<string>() }],
    ]);
    assert.deepEqual(namedBy(asked('What is in article 4?'), names).get('a'), [0, 0]);
    assert.deepEqual(namedBy(asked('What is in 4?'), names).get('a'), [1, 0]);
  });

  it('names nothing where there is one document', () => {
    assert.deepEqual(named({ a: { title: ['mill'], lines: ['ivanov'] } }, 'mill', 'ivanov'), { a: [0, 0] });
  });

  it('leaves a name out of the question, unless nothing else is asked', () => {
    const names = new Map([['a', [1, 0]]]);
    const asked = { ...asking('mill', 'rent'), text: 'What is the rent of the “Mill”?' };
    assert.match(withoutNames(asked, names), /^What is the rent of the ["“]\s?["”]\s?\?$/);
    assert.equal(withoutNames({ ...asked, text: 'Where is the mill?' }, names), 'Where is the mill?');
    assert.equal(withoutNames(asked, new Map([['a', [0.4, 0]]])), asked.text);
  });
});
