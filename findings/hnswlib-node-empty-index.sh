#!/usr/bin/env bash
# hnswlib-node 3.0.0: an index that is written while it is empty has lost its capacity when it is read again.
#
# initIndex({ maxElements: 1024 }), writeIndex, readIndex: getMaxElements() is 0 afterwards, though an index with one vector
# comes back with its 1024. Growing by a factor, as programs do when an index is full, then asks for room for 0 elements, and
# resizeIndex raises "Not enough memory". The error is the last thing to do with such an index: begin a new one.
#
# Exit code 0 while it is so, 1 when it has changed.
set -euo pipefail
directory=$(mktemp -d)
trap 'rm -rf "$directory"' EXIT
cd "$directory"
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund hnswlib-node@3.0.0
cat >see.mjs <<'JS'
import hnswlib from 'hnswlib-node';

async function written(vectors) {
  const index = new hnswlib.HierarchicalNSW('cosine', 3);
  index.initIndex({ maxElements: 1024 });
  vectors.forEach((vector, label) => index.addPoint(vector, label));
  await index.writeIndex('see.hnsw');
  const read = new hnswlib.HierarchicalNSW('cosine', 3);
  await read.readIndex('see.hnsw');
  return read;
}

const [one, none] = [await written([[1, 0, 0]]), await written([])];
console.log(`capacity read back: ${one.getMaxElements()} with one vector, ${none.getMaxElements()} with none`);
let message = 'no error';
try {
  none.resizeIndex(Math.ceil(none.getMaxElements() * 1.5));
} catch (error) {
  message = error.message;
}
console.log(`resizeIndex: ${message}`);
const isSo = one.getMaxElements() === 1024 && none.getMaxElements() === 0 && message.includes('Not enough memory');
process.exit(isSo ? 0 : 1);
JS
node see.mjs
