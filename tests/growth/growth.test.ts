import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { nameOf, shortText } from './argument.ts';
import { buildArgument } from './build-argument.ts';
import { growthBeyondLinear, type PrepareCall } from './measure-call.ts';
import { measureGrowth } from './measure-growth.ts';
import { RUNS, runOf } from './runs-of-signs.ts';
import { findTextFunctions } from './text-functions.ts';

/** What calls a function with a run of letters that ends in vain. */
const withLetters =
  (work: (text: string) => unknown): PrepareCall =>
  (length) => {
    const text = runOf(['', 'a', '\u0001!x'], length);
    return () => work(text);
  };

describe('the growth test', { timeout: 60_000 }, () => {
  const found = new Map(findTextFunctions().map((one) => [nameOf(one), one]));

  it('finds functions that take text as a string, in an object, in a list and as bytes', () => {
    for (const name of [
      'text/split-sentences.ts#splitSentences',
      'documents/canonical-text/compose-text.ts#composeText',
      'documents/opening/act-details.ts#actOf',
      'retrieval/document-aspects.ts#aspectsOfParagraphs',
      'documents/formats/text/read-text.ts#readPlainText',
    ]) {
      assert.ok(found.get(name)?.parameters, `${name} is found, with its arguments`);
      assert.ok(found.get(name)!.places > 0, `${name} has a place for text`);
    }
    assert.ok(!found.has('text/numerals.ts#nothing'), 'nothing is made up');
  });

  it('makes the arguments by their types', () => {
    const { parameters } = found.get('documents/opening/act-details.ts#actOf')!;
    const [document] = parameters!.map((one) => buildArgument(one, { text: 'abcdefghij', place: 0, isDivided: true }));
    const { text, paragraphs } = document as {
      text: string;
      paragraphs: { number: number; start: number; end: number }[];
    };
    assert.equal(text, 'abcdefghij');
    assert.deepEqual(
      paragraphs.map(({ number, start, end }) => [number, start, end]),
      [
        [1, 0, 8],
        [2, 8, 10],
      ],
    );
  });

  it('calls what takes a database, a file of one, a request and a response', async () => {
    const names = [
      'stores/sqlite/vectors/int8-index.ts#createInt8Index',
      'stores/sqlite/connection/sqlite.ts#Database',
      'stores/sqlite/writing/write-lock.ts#acquireWriteLock',
      'http/preferred-language.ts#statedLanguage',
      'http/access/session-cookie.ts#setSessionCookie',
    ];
    const functions = names.map((name) => found.get(name)!);
    const { notCalled } = await measureGrowth(functions, { processes: 1, areTried: true });
    assert.deepEqual([...notCalled], []);
  });

  it('has an address and a date where their names say so', () => {
    assert.equal(shortText('documentUrl'), 'http://localhost/');
    assert.ok(!Number.isNaN(Date.parse(shortText('createdAt'))), 'a date can be read');
    assert.equal(shortText('title'), 'en');
  });

  it('tells square growth from linear, of a pattern and of a loop', async () => {
    assert.equal(await growthBeyondLinear(withLetters((text) => text.match(/a/g)?.length)), null);
    assert.notEqual(await growthBeyondLinear(withLetters((text) => /a+b/.test(text))), null);
    const loop = (text: string) => Array.from(text, (_, at) => text.lastIndexOf('b', at));
    assert.notEqual(await growthBeyondLinear(withLetters(loop)), null);
  });

  it('makes runs of any length', () => {
    for (const run of RUNS) assert.equal(runOf(run, 1000).length, 1000);
  });
});
