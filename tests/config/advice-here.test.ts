import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { adviceHere } from '../../src/config/advice-here.ts';

describe('adviceHere', () => {
  const message = 'Cannot use the index; run "npm run index -- --rebuild", then "npm run doctor" and npm start';

  it('names the commands of an installed package', () => {
    const here =
      'Cannot use the index; run "npx pilcrow index --rebuild", then "npx pilcrow doctor" and npx pilcrow serve';
    assert.equal(adviceHere(message, { isInstalled: true }), here);
  });

  it('leaves those of a clone as they are', () => assert.equal(adviceHere(message), message));
});
