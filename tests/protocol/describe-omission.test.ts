import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { describeOmission } from '../../src/protocol/describe-omission.ts';
import { type Omission, omissionSchema } from '../../src/protocol/document-blocks.ts';

const DESCRIBED: [omission: Omission, en: string, ru: string][] = [
  [{ kind: 'pages-without-text', count: 2, of: 4 }, '2 of 4 pages have no text', '2 из 4 страниц без текста'],
  [{ kind: 'pages-without-text', count: 1, of: 21 }, '1 of 21 pages has no text', '1 из 21 страницы без текста'],
  [{ kind: 'pages-not-read', count: 1 }, '1 page could not be read', '1 страница не прочитана'],
  [{ kind: 'pages-not-read', count: 3, of: 9 }, '3 of 9 pages could not be read', '3 из 9 страниц не прочитаны'],
  [{ kind: 'chapters-missing', count: 1 }, '1 chapter is missing', '1 глава отсутствует'],
  [{ kind: 'chapters-missing', count: 2, of: 7 }, '2 of 7 chapters are missing', '2 из 7 глав отсутствуют'],
  [{ kind: 'formulas-not-read', count: 3 }, '3 formulas could not be read', '3 формулы не прочитаны'],
  [{ kind: 'formulas-not-read', count: 11 }, '11 formulas could not be read', '11 формул не прочитано'],
  [{ kind: 'parts-not-read', count: 22 }, '22 parts could not be read', '22 части не прочитаны'],
  [{ kind: 'characters-not-read', count: 5 }, '5 characters could not be read', '5 знаков не прочитано'],
  [{ kind: 'characters-not-read', count: 1 }, '1 character could not be read', '1 знак не прочитан'],
];

describe('what could not be read', () => {
  for (const [omission, en, ru] of DESCRIBED) {
    it(`is described: ${en}`, () => {
      assert.equal(describeOmission(omission, 'en'), en);
      assert.equal(describeOmission(omission, 'ru'), ru);
    });
  }

  it('names recognised pages in ranges, with the languages that were expected', () => {
    const recognised = { kind: 'pages-recognised', count: 5, of: 9, pages: [2, 3, 4, 5, 9] } satisfies Omission;
    const omission = { ...recognised, languages: ['rus', 'eng'] };
    assert.equal(
      describeOmission(omission, 'en'),
      '5 of 9 pages were recognised from pictures (pages 2–5, 9; rus+eng)',
    );
    assert.equal(describeOmission(omission, 'ru'), '5 из 9 страниц распознано по изображению (с. 2–5, 9; rus+eng)');
    const weak: Omission = { kind: 'pages-recognised-weakly', count: 1, of: 9, pages: [3] };
    assert.equal(describeOmission(weak, 'en'), '1 of 9 pages was recognised with doubt (page 3)');
    assert.equal(describeOmission(weak, 'ru'), '1 из 9 страниц распознана неуверенно (с. 3)');
    const givenUp: Omission = { kind: 'pages-not-recognised', count: 2, of: 9, pages: [4, 5] };
    assert.equal(describeOmission(givenUp, 'en'), '2 of 9 pages could not be recognised (pages 4, 5)');
    assert.equal(describeOmission(givenUp, 'ru'), '2 из 9 страниц распознать не удалось (с. 4, 5)');
  });

  it('names pages and parts, and says when there are more', () => {
    const pages: Omission = { kind: 'pages-without-text', count: 3, of: 9, pages: [2, 5] };
    assert.equal(describeOmission(pages, 'en'), '3 of 9 pages have no text (pages 2, 5, …)');
    assert.equal(describeOmission(pages, 'ru'), '3 из 9 страниц без текста (с. 2, 5, …)');
    const parts: Omission = { kind: 'chapters-missing', count: 1, places: ['Вёсла.xhtml'] };
    assert.equal(describeOmission(parts, 'en'), '1 chapter is missing (Вёсла.xhtml)');
  });

  it('has words for every kind in both languages', () => {
    for (const kind of omissionSchema.shape.kind.options) {
      for (const language of ['ru', 'en'] as const)
        assert.match(describeOmission({ kind, count: 1 }, language), /^1 \S/);
    }
  });
});
