import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { formatAnswer } from '../../../src/mcp/tools/format-results.ts';
import { scriptedAnswer } from '../../support/scripted-assistant.ts';

describe('formatAnswer', () => {
  it('says of a reply that it proves nothing', () => {
    const reply = { ...scriptedAnswer('Hello!'), kind: 'reply', reason: 'greeting', confidence: 1 } as const;
    assert.equal(
      formatAnswer(reply, null),
      'Hello!\n\nOutcome: reply. Nothing was asked of the documents, and none was searched.',
    );
  });
});
