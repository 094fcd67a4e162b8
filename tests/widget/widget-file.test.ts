import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import { PROJECT_DIRECTORY } from '../../src/config/config.ts';

const MAX_BYTES = 45_000;
const script = readFileSync(path.join(PROJECT_DIRECTORY, 'dist/widget/widget.js'));

describe('widget.js', () => {
  it(`has at most ${MAX_BYTES} bytes, gzipped`, () => {
    const { length } = gzipSync(script);
    assert.ok(length <= MAX_BYTES, `${length} bytes`);
  });

  it('is self-contained: it imports nothing', () => {
    assert.doesNotMatch(script.toString(), /(^|[;}\s])import\s*[^.\s]|\bfrom\s*["']|\bimport\(/);
  });
});
