import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { hasUnknownAddress } from '../../../src/answering/grounding/has-unknown-address.ts';

describe('hasUnknownAddress', () => {
  it('finds addresses that no known text has, also right behind another', () => {
    assert.equal(hasUnknownAddress('Пишите на ivan@example.com.', ['ivan@example.com']), false);
    assert.equal(hasUnknownAddress('Пишите на ivan@example.com.', ['anna@example.com']), true);
    assert.equal(hasUnknownAddress('1 23456789012abc@example.com', ['1 23456789012']), true);
    assert.equal(hasUnknownAddress('1 23456789012abc@example.com', ['1 23456789012, abc@example.com']), false);
  });

  it('comes to the end of long runs of letters and signs', { timeout: 60_000 }, () => {
    assert.equal(hasUnknownAddress('a'.repeat(1_000_000), ['.'.repeat(1_000_000), 'a']), false);
  });
});
