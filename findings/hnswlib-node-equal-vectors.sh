#!/usr/bin/env bash
# hnswlib-node 3.0.0: equal vectors hide the others. An index with 538 different vectors and 2,500 copies of one more, added last, finds none of the
# 538 by its own vector, though ef is 200; nothing is thrown, and every vector is found without the copies.
#
# What we take for the cause: a new vector is linked to near ones, except those that are nearer to a chosen one than to itself. Among copies nothing
# is nearer, all are at 0: so they fill each other's links. Copies that differ in the seventh digit do the same; those that differ in the second do not.
#
# Seen with the copies added last: 538 found beside 0 and 500 copies, 0 beside 1,000 and 2,500, 137 beside 2,500 that differ by rounding; beside 2,500
# added first, 235. Seeds are fixed; sums are rounded differently on other processors, so ranges are checked.
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

const [DIMENSIONS, OTHERS] = [64, 538];
/** mulberry32 */
function seededRandom(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** How many of the others are found by their own vector. */
function found({ copies, spread = 0, isFirst = false }) {
  const random = seededRandom(7);
  const anyVector = () => Array.from({ length: DIMENSIONS }, () => random() - 0.5);
  const [one, others] = [anyVector(), Array.from({ length: OTHERS }, anyVector)];
  const labelled = others.map((vector, label) => ({ vector, label }));
  const equal = Array.from({ length: copies }, (_, index) => ({
    vector: one.map((value) => value + spread * (random() - 0.5)),
    label: OTHERS + index,
  }));
  const index = new hnswlib.HierarchicalNSW('cosine', DIMENSIONS);
  index.initIndex({ maxElements: OTHERS + copies, m: 24, efConstruction: 200, randomSeed: 100 });
  for (const { vector, label } of isFirst ? [...equal, ...labelled] : [...labelled, ...equal]) index.addPoint(vector, label);
  index.setEf(200);
  return labelled.filter(({ vector, label }) => index.searchKnn(vector, 1).neighbors[0] === label).length;
}

const seen = {
  'no copies': found({ copies: 0 }),
  '500 copies, last': found({ copies: 500 }),
  '1,000 copies, last': found({ copies: 1000 }),
  '2,500 copies, last': found({ copies: 2500 }),
  '2,500 copies, first': found({ copies: 2500, isFirst: true }),
  '2,500 that differ by rounding, last': found({ copies: 2500, spread: 1e-7 }),
  '2,500 that differ by a hundredth, last': found({ copies: 2500, spread: 1e-2 }),
};
for (const [what, count] of Object.entries(seen)) console.log(`${what}: ${count} of ${OTHERS} found`);
const isSo =
  seen['no copies'] > 530 &&
  seen['2,500 copies, last'] < 270 &&
  seen['2,500 copies, first'] < 400 &&
  seen['2,500 that differ by rounding, last'] < 400 &&
  seen['2,500 that differ by a hundredth, last'] > 530;
process.exit(isSo ? 0 : 1);
JS
node see.mjs
