import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { checkMissing, statementsBeside } from '../../../../../src/answering/model/writing/checking/check-missing.ts';
import { createFindNewClaim } from '../../../../../src/answering/model/writing/checking/new-claims.ts';

const QUESTION = 'Does the ferry to Ostrava leave at 9?';
const PASSAGES = ['Captain Novák steers the ferry.', 'A cabin costs 40 crowns; see ferry.example.'];

describe('statementsBeside', () => {
  for (const [sentence, parts] of [
    ['The document does not say when the ferry leaves.', []],
    ['К сожалению, в документе не сказано, когда ходит паром.', []],
    ['Based on the passages, it cannot be determined who pays.', []],
    ['The document does not say when it leaves, but it is at noon.', ['but it is at noon.']],
    ['В документе не сказано, кто платит: платит капитан.', ['платит капитан.']],
    ['The text does not mention a discount; ask at the quay.', ['ask at the quay.']],
    ['A cabin costs 40 crowns, but the document does not say for how long.', ['A cabin costs 40 crowns, but']],
  ] as const) {
    it(`finds ${parts.length === 0 ? 'nothing' : parts[0]} in ${sentence}`, () => {
      assert.deepEqual(statementsBeside(sentence), parts);
    });
  }
});

describe('checkMissing', () => {
  const findNewClaim = createFindNewClaim([QUESTION, ...PASSAGES]);
  const check = (sentence: string) =>
    checkMissing(
      sentence,
      { labels: [], isShared: false, near: [] },
      {
        judge: async (text) => (text.includes('40') ? { labels: [2], reason: null } : { labels: [], reason: 'words' }),
        findNewClaim,
      },
    );

  for (const [sentence, reason] of [
    ['The document does not say when the ferry to Ostrava leaves.', null],
    ['The document does not say whether it leaves at 9.', null],
    ['The document does not say that Captain Novák pays 40 crowns.', null],
    ['The document does not say that you can pay at 555-0100.', 'number'],
    ['The document does not say whether the Larkspur sails.', 'name'],
    ['The document does not say more than pay.example does.', 'address'],
    ['The document does not say when, but it leaves at night.', 'words'],
    ['The passages do not say when, but a cabin costs 40 crowns.', null],
  ] as const) {
    it(`refuses with ${reason}: ${sentence}`, async () => {
      assert.equal((await check(sentence)).reason, reason);
    });
  }

  it('cites what supports the rest', async () => {
    assert.deepEqual(await check('It does not say when, but a cabin costs 40 crowns.'), { labels: [2], reason: null });
  });
});
