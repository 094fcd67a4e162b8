import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createClaimGrouping } from '../../../../src/answering/model/writing/group-claims.ts';
import { createSentenceReader } from '../../../../src/answering/model/writing/reading/read-sentences.ts';

/** Each sentence of an output with the labels that are meant for it, `?` where others have the same; behind `<` those before it. */
function claimsOf(output: string): string[] {
  const reader = createSentenceReader({ isLabel: (label) => label < 40, isKnownAddress: () => false });
  const grouping = createClaimGrouping();
  const claims = [...reader.push(output), ...reader.end()].flatMap((sentence) => grouping.push(sentence));
  return [...claims, ...grouping.end()].map(({ sentence, labels, isShared, near }) => {
    const before = near.length > 0 && labels.length === 0 ? ` < ${near}` : '';
    return `${sentence.text} ${labels}${isShared && labels.length > 0 ? '?' : ''}`.trim() + before;
  });
}

describe('createClaimGrouping', () => {
  for (const [name, output, claims] of [
    ['gives a sentence its own labels', 'One [1]. Two [2][3].', ['One. 1', 'Two. 2,3']],
    [
      'gives labels to all that stand before them in a paragraph',
      'One. Two. Three. [1][2]',
      ['One. 1,2?', 'Two. 1,2?', 'Three. 1,2?'],
    ],
    ['gives one label behind several to the last for certain', 'One. Two [1].', ['One. 1?', 'Two. 1']],
    ['gives none to another paragraph', 'One.\n\nTwo [1].', ['One.', 'Two. 1']],
    [
      'gives those of a line of their own to what stands before',
      'One. Two.\n[1]\n\nThree.\n\n[2]',
      ['One. 1?', 'Two. 1?', 'Three. 2?'],
    ],
    ['gives those behind a list to its items', '- One\n- Two\n\n[1]', ['One 1?', 'Two 1?']],
    [
      'gives those of a list of sources to what stands before',
      'One. Two.\nSources: [1], [2]',
      ['One. 1,2?', 'Two. 1,2?'],
    ],
    ['knows what stands before a sentence without labels', 'One [1]. Two.', ['One. 1', 'Two. < 1']],
    ['knows the labels of a lead-in', 'These [4]:\n\n- One\n- Two', ['These: 4', 'One < 4', 'Two < 4']],
    [
      'takes the first row of a table for its header',
      '| A | B |\n|--|--|\n| C | D |\n[3]',
      ['A: B', '|--|--|', 'C: D 3?'],
    ],
  ] as const) {
    it(name, () => {
      assert.deepEqual(claimsOf(output), claims);
    });
  }
});
