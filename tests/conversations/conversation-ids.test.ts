import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, it } from 'node:test';
import { isConversationOf, newConversationId } from '../../src/conversations/conversation-ids.ts';

describe('the id of a conversation', () => {
  it('belongs to its owner alone, and is a UUID all the same', () => {
    for (let time = 0; time < 100; time += 1) {
      const id = newConversationId('anna');
      assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
      assert.ok(isConversationOf(id, 'anna'), id);
      assert.ok(!isConversationOf(id, 'boris'), id);
      assert.ok(!isConversationOf(id, undefined), id);
    }
  });

  it('without an owner belongs to everyone without a name, as those of earlier versions do', () => {
    for (const id of [newConversationId(undefined), randomUUID()]) {
      assert.ok(isConversationOf(id, undefined), id);
      assert.ok(!isConversationOf(id, 'anna'), id);
    }
  });

  it('of any other form belongs to no owner', () => {
    for (const id of ['', 'conversation-1', 'x'.repeat(300), '00000000-0000-8000-8000-']) {
      assert.ok(!isConversationOf(id, 'anna'), id);
    }
  });
});
