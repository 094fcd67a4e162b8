import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseAnswers, parseFiles, parsePeople, parsePublicSets } from './parse-verdicts.ts';

const PEOPLE = `good 0.52 acceptable 0.05 bad 0.43 of 94
one fact: median 181 characters quoted, the first quote alone holds it in 0.63 of 30
`;
const SETS = `squad2: hit@1 0.375 hit@5 0.625 (words 0.625, grams 0.875) quoted 0.375 in 453 characters, answered 0.500 of 8, absent answered 0.692 of 13, auc 0.298
xquad docs=de q=ru: hit@1 0.682 hit@5 0.864 (words 0.773, grams 0.864) quoted – in 440 characters, answered 0.500 of 22
`;

describe('the verdicts of the scripts', () => {
  it('are read as numbers of questions, though only shares are printed', () => {
    assert.deepEqual(parsePeople(`some lines\n${PEOPLE}`), {
      good: { right: 49, of: 94 },
      'good or acceptable': { right: 54, of: 94 },
      'the first quote holds the fact': { right: 19, of: 30 },
      'median quoted where one fact is asked for': { characters: 181 },
    });
  });

  it('are read from the last lines, whatever was printed before', () => {
    const answers = 'FAIL a: b → related\n{ pass: 1, weak: 2, fail: 3 }\n';
    assert.deepEqual(parseAnswers(answers), { pass: 1, passOrWeak: 3, of: 6 });
    assert.deepEqual(parseFiles('FAILS  a.pdf\n3 of 40 hold\n'), { 'read right': { right: 3, of: 40 } });
  });

  it('are read set by set, with what a set does not have left out', () => {
    assert.deepEqual(parsePublicSets(SETS), {
      'squad2: hit@1': { right: 3, of: 8 },
      'squad2: hit@5': { right: 5, of: 8 },
      'squad2: quotes hold the answer': { share: 0.375 },
      'squad2: mean quoted': { characters: 453 },
      'squad2: answered': { right: 4, of: 8 },
      'squad2: not answered, where no document answers': { right: 4, of: 13 },
      'squad2: area under the curve of the confidence': { share: 0.298 },
      'xquad docs=de q=ru: hit@1': { right: 15, of: 22 },
      'xquad docs=de q=ru: hit@5': { right: 19, of: 22 },
      'xquad docs=de q=ru: mean quoted': { characters: 440 },
      'xquad docs=de q=ru: answered': { right: 11, of: 22 },
    });
  });

  it('are refused when they have another form, with the line', () => {
    assert.throws(() => parsePeople('good 0.52 of 94\none fact'), /Cannot read the verdict "good 0.52 of 94"/);
    assert.throws(() => parseAnswers('Error: the server does not become ready'), /does not become ready/);
    assert.throws(() => parseFiles(''), /Cannot read the verdict ""/);
    assert.throws(() => parseFiles('3 of 40 hold\nTypeError'), /"TypeError"/);
    assert.throws(() => parsePublicSets(`${SETS}the server ended\n`), /"the server ended"/);
    assert.throws(() => parsePublicSets(SETS.replace('auc 0.298', 'auc NaN')), /three digits/);
  });

  it('are refused when a share stands for no number of questions, or for more than one', () => {
    assert.throws(() => parsePeople(PEOPLE.replace('of 94', 'of 3')), /0 numbers of 3 questions/);
    assert.throws(() => parsePeople(PEOPLE.replace('of 94', 'of 400')), /[2-9] numbers of 400 questions/);
  });
});
