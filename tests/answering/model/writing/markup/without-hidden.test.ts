import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { withoutHidden } from '../../../../../src/answering/model/writing/markup/without-hidden.ts';

describe('withoutHidden', () => {
  it('leaves out elements and comments up to their next closing', () => {
    assert.equal(withoutHidden('Да.<think>Нет <b>или</b> да?</think> И ещё<!-- <svg> --> вот.'), 'Да. И ещё вот.');
    assert.equal(withoutHidden('a<SCRIPT src="x">b</script >c<style>d</style>e'), 'ace');
  });

  it('keeps what is never closed, and what is closed behind it goes', () => {
    assert.equal(withoutHidden('a<think>b<svg>c</svg>d<think>e'), 'a<think>bd<think>e');
    assert.equal(withoutHidden('a<!--b<!--c'), 'a<!--b<!--c');
    assert.equal(withoutHidden('a</think>b<think>c'), 'a</think>b<think>c');
  });

  it('ends an element with its own closing only', () => {
    assert.equal(withoutHidden('a<svg>b</style>c</svg>d'), 'ad');
    assert.equal(withoutHidden('a<!-- <svg> -->b</svg>c'), 'ab</svg>c');
  });
});
