import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Citation } from '../../../src/protocol/answer.ts';
import { PLACE_WORDS } from '../../../src/protocol/quotes/place-words.ts';
import {
  citationAddress,
  copiedText,
  paragraphAddress,
  splitMarkers,
} from '../../../src/widget/conversation/answer-text.ts';

const server = new URL('https://answers.example/pilcrow/');

function citation(marker: number, quote: string): Citation {
  return {
    marker,
    quote,
    documentId: 'устав',
    documentTitle: 'Устав',
    paragraph: 18,
    start: 100,
    end: 100 + quote.length,
    prefix: '',
    suffix: '',
    url: '/documents/x#paragraph-18',
  };
}

describe('markers', () => {
  it('are distinguished from other numbers in brackets by their citations', () => {
    const cited = citation(2, 'слова');
    assert.deepEqual(splitMarkers('Как в [1], так и здесь [2][2].', [cited]), [
      'Как в ',
      '[1]',
      ', так и здесь ',
      cited,
      cited,
      '.',
    ]);
  });
});

describe('the URL of a citation', () => {
  it('contains document, words and paragraph, below the path of the server', () => {
    assert.equal(
      citationAddress(citation(1, 'слова'), server),
      'https://answers.example/pilcrow/documents/%D1%83%D1%81%D1%82%D0%B0%D0%B2?quote=100-105#paragraph-18',
    );
  });

  it('is that of the page of its document, where the server names one', () => {
    const url = 'https://www.example.org/about#:~:text=%D1%81%D0%BB%D0%BE%D0%B2%D0%B0';
    const shown = { ...citation(1, 'слова'), url };
    assert.equal(citationAddress(shown, server), url);
    assert.equal(paragraphAddress({ documentId: 'a', paragraph: 3, url }, server), url);
  });

  it('is none where the server shows no document', () => {
    const { url: _url, ...hidden } = citation(1, 'слова');
    assert.equal(citationAddress(hidden, server), undefined);
    const turn = { question: 'Что?', text: 'Слова [1].', citations: [hidden] };
    const copied = copiedText(turn, { server, sources: 'Источники', places: PLACE_WORDS.ru });
    assert.equal(copied, 'Что?\n\nСлова [1].\n\nИсточники:\n[1] «слова» Устав, ¶18');
  });

  it('is built from its fields: no other url that a server sends is used', () => {
    const hostile = { ...citation(1, 'слова'), url: 'javascript:alert(1)', documentId: '../../x?y#z' };
    assert.match(
      citationAddress(hostile, server) ?? '',
      /^https:\/\/answers\.example\/pilcrow\/documents\/\.\.%2F\.\.%2Fx%3Fy%23z\?/,
    );
    assert.equal(
      paragraphAddress({ documentId: 'a', paragraph: 3, url: '/documents/b' }, server),
      'https://answers.example/pilcrow/documents/a#paragraph-3',
    );
  });
});

describe('a copied answer', () => {
  it('has its sources, and the quotes that the answer does not contain', () => {
    const said = citation(1, 'Стороны\nдоговорились.');
    const meant = citation(2, 'Подписано в Астане.');
    const turn = {
      question: 'Что решили?',
      text: '«Стороны договорились.» [1]\nВ Астане [2].',
      citations: [said, meant],
    };
    assert.equal(
      copiedText(turn, { server, sources: 'Источники', places: PLACE_WORDS.ru }),
      [
        'Что решили?',
        '',
        '«Стороны договорились.» [1]',
        'В Астане [2].',
        '',
        'Источники:',
        `[1] Устав, ¶18: ${citationAddress(said, server)}`,
        `[2] «Подписано в Астане.» Устав, ¶18: ${citationAddress(meant, server)}`,
      ].join('\n'),
    );
  });

  it('has the rows of a table without the marks of Markdown', () => {
    const table = citation(1, '| Задача | Срок |\n|---|---|\n| Причал | май |');
    const turn = { question: 'Что?', text: 'Задачи [1].', citations: [table] };
    const copied = copiedText(turn, { server, sources: 'Источники', places: PLACE_WORDS.ru });
    assert.match(copied, /\[1\] «Задача \| Срок Причал \| май» Устав, ¶18/);
  });

  it('has no list of sources without citations', () => {
    const turn = { question: 'Что?', text: 'В документе об этом не сказано.', citations: [] };
    assert.equal(
      copiedText(turn, { server, sources: 'Источники', places: PLACE_WORDS.ru }),
      'Что?\n\nВ документе об этом не сказано.',
    );
  });
});
