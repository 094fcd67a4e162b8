import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { describe, it } from 'node:test';
import { describeAddress, describeProposals } from '../../../src/cli/terminal/describe-server.ts';
import { assertExcludes } from '../../support/assertions.ts';

describe('describeAddress', () => {
  it('says where a browser goes, with one slash at the end', () => {
    const expected = 'Pilcrow is listening on http://127.0.0.1:3000\nIn a browser: http://127.0.0.1:3000/\n';
    assert.equal(describeAddress('http://127.0.0.1:3000/'), expected);
    assert.equal(describeAddress('http://127.0.0.1:3000'), expected);
  });
});

describe('describeProposals', () => {
  const sentBy = (proposal: string) => {
    const command = proposal.split('\n').find((line) => line.startsWith('  curl'))!;
    // What a shell makes of the command: the last argument is what curl sends.
    const body = execFileSync('sh', ['-c', command.replace('curl', 'printf "%s\\n"')], { encoding: 'utf8' });
    return JSON.parse(body.trimEnd().split('\n').at(-1)!) as unknown;
  };

  it('lists the questions, and a command that asks the very first', {
    skip: process.platform === 'win32' ? 'no sh' : false,
  }, () => {
    for (const message of [
      'Что сказано в разделе «Оплата»?',
      'Can\'t I pay $HOME `later` \\ "tomorrow" 100%?',
      "What's “it's”?",
    ]) {
      const proposal = describeProposals('http://127.0.0.1:3000/', [message, 'Why?']);
      assert.equal(proposal.startsWith(`To begin with:\n  ${message}\n  Why?\nIn a terminal:\n`), true);
      assert.match(proposal, /\n {2}curl -s http:\/\/127\.0\.0\.1:3000\/api\/chat /);
      assert.deepEqual(sentBy(proposal), { message });
    }
  });

  it('leaves out what would steer the terminal', () => {
    const proposal = describeProposals('http://a', ['Why\u001b[2J\u009b?']);
    for (const control of ['\u001b', '\u009b', '\\u001b']) assertExcludes(proposal, control);
  });
});
