import assert from 'node:assert/strict';
import path from 'node:path';
import { describe, it } from 'node:test';
import { PROJECT_DIRECTORY } from '../../src/config/config.ts';
import { carryOut } from '../../src/doctor/carry-out.ts';
import { checkChatModel } from '../../src/doctor/check-chat-model.ts';
import { type ModelReply, type ModelRequest, withChatModelServer } from '../support/chat-model-server.ts';

const promptsDirectory = path.join(PROJECT_DIRECTORY, 'prompts');

/** What the check finds of a server that replies so, and what it was asked. */
async function look(reply: ModelReply) {
  let finding: Awaited<ReturnType<typeof carryOut>> | undefined;
  let requests: ModelRequest[] = [];
  await withChatModelServer([reply], async (server) => {
    const check = checkChatModel({ chatModel: server.config(), contextTokens: 1000, promptsDirectory });
    finding = await carryOut(check, () => {});
    requests = server.requests;
  });
  return { ...finding!, requests };
}

const used = (prompt_tokens: number) => ({ usage: { prompt_tokens, completion_tokens: 2 } });

describe('checkChatModel', () => {
  it('asks with a prompt of full size, and says how large it was and how long it took', async () => {
    const { isOk, found, requests } = await look(['Ready.', used(1100)]);
    assert.equal(isOk, true);
    assert.match(
      found,
      /^"scripted" answered a prompt of 1100 tokens, the largest there is, in \d+ ms to the first word$/,
    );
    assert.equal(requests.length, 1);
    assert.ok(Buffer.byteLength(JSON.stringify(requests[0]!.body.messages)) > 3000, 'passages for the whole budget');
    assert.match((await look(['Ready.'])).found, /of about \d+ tokens/);
  });

  it('finds a server that cuts a long prompt without a word', async () => {
    const { isOk, found, run } = await look(['Ready.', used(100)]);
    assert.equal(isOk, false);
    assert.match(found, /read only 100 tokens of a prompt of about \d+/);
    assert.match(run!, /n_ctx, num_ctx/);
  });

  it('finds a context that is too small, and a server that refuses the key or breaks off', async () => {
    const tooLong = { status: 400, body: { error: { message: 'maximum context length is 512 tokens' } } };
    for (const [reply, message] of [
      [tooLong, /larger context \(n_ctx, num_ctx/],
      [{ status: 401 }, /refused the key \(401\)/],
      [['Rea', 'cut'], /the connection failed/],
    ] as [ModelReply, RegExp][]) {
      const { isOk, found } = await look(reply);
      assert.equal(isOk, false);
      assert.match(found, message);
    }
  });
});
