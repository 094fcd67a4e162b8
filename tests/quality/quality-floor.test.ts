import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { compareWithFloor, type Measure, ONE_PER_CENT, ONE_QUESTION, type Slack } from './quality-floor.ts';

/** Compares one figure with its floor: fall, rise, or neither. */
function change(before: Measure | undefined, now: Measure | undefined, slack: Slack = ONE_QUESTION): string {
  const floor = before ? { 'hit@1': before } : {};
  const { falls, rises } = compareWithFloor(now ? { 'hit@1': now } : {}, { floor, slack });
  assert.ok(falls.length + rises.length <= 1, 'a figure either falls or rises');
  return falls.length > 0 ? 'fall' : rises.length > 0 ? 'rise' : 'none';
}

describe('compareWithFloor', () => {
  it('lets a figure lose one question, not two', () => {
    assert.equal(change({ right: 90, of: 100 }, { right: 90, of: 100 }), 'none');
    assert.equal(change({ right: 90, of: 100 }, { right: 89, of: 100 }), 'none');
    assert.equal(change({ right: 90, of: 100 }, { right: 88, of: 100 }), 'fall');
  });

  it('lets a figure of a public set lose one per cent of its questions, not more', () => {
    assert.equal(change({ right: 90, of: 100 }, { right: 89, of: 100 }, ONE_PER_CENT), 'none');
    assert.equal(change({ right: 90, of: 99 }, { right: 89, of: 99 }, ONE_PER_CENT), 'fall');
    assert.equal(change({ right: 400, of: 612 }, { right: 394, of: 612 }, ONE_PER_CENT), 'none');
    assert.equal(change({ right: 400, of: 612 }, { right: 393, of: 612 }, ONE_PER_CENT), 'fall');
  });

  it('lets a share lose one per cent, and a length grow by one in twenty', () => {
    assert.equal(change({ share: 0.8 }, { share: 0.79 }), 'none');
    assert.equal(change({ share: 0.8 }, { share: 0.789 }), 'fall');
    assert.equal(change({ characters: 200 }, { characters: 210 }), 'none');
    assert.equal(change({ characters: 200 }, { characters: 211 }), 'fall');
  });

  it('reports what has become better', () => {
    assert.equal(change({ right: 90, of: 100 }, { right: 91, of: 100 }), 'rise');
    assert.equal(change({ share: 0.8 }, { share: 0.801 }), 'rise');
    assert.equal(change({ characters: 200 }, { characters: 199 }), 'rise');
  });

  it('takes a figure for fallen that has no floor, is measured no more, or is of other questions', () => {
    assert.equal(change(undefined, { right: 1, of: 1 }), 'fall');
    assert.equal(change({ right: 1, of: 1 }, undefined), 'fall');
    assert.equal(change({ right: 90, of: 100 }, { right: 90, of: 90 }), 'fall');
    assert.equal(change({ right: 90, of: 100 }, { share: 0.9 }), 'fall');
  });

  it('names the figure with both values', () => {
    const floor = { 'hit@1': { right: 90, of: 100 }, quoted: { characters: 200 } };
    const { falls, rises } = compareWithFloor(
      { 'hit@1': { right: 80, of: 100 }, quoted: { characters: 150 } },
      { floor, slack: ONE_QUESTION },
    );
    assert.deepEqual(falls, ['hit@1: 90 of 100 before, 80 of 100 now']);
    assert.deepEqual(rises, ['quoted: 200 characters before, 150 characters now']);
  });
});
