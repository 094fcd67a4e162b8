import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { describeAnswer } from '../../../src/cli/terminal/describe-answer.ts';
import type { Answer } from '../../../src/protocol/answer.ts';
import { assertIncludes } from '../../support/assertions.ts';

const plain = { width: null, bold: (text: string) => text, dim: (text: string) => text };
const found = { documentId: 'tea', paragraph: 2, text: 'Чай заваривают при 80 °C.', similarity: 0.5, score: 1 };
const answered: Answer = {
  id: 'a',
  kind: 'answered',
  confidence: 0.874,
  language: 'ru',
  text: '«Чай заваривают при 80 °C.» [1]',
  reason: null,
  citations: [
    {
      marker: 1,
      documentId: 'tea',
      documentTitle: 'О чае',
      paragraph: 2,
      quote: 'Чай заваривают\nпри 80 °C.',
      start: 10,
      end: 35,
      prefix: '',
      suffix: '',
      url: '/documents/tea#paragraph-2',
    },
  ],
  paragraphs: [found],
  conversationId: 'c',
};
const unanswered: Answer = {
  ...answered,
  kind: 'unanswered',
  confidence: 0.05,
  text: 'В документе об этом не сказано.',
  reason: 'not-in-document',
  citations: [],
};

describe('describeAnswer', () => {
  it('shows kind, text, citations and confidence', () => {
    assert.equal(
      describeAnswer(answered, plain),
      [
        'Ответ',
        '«Чай заваривают при 80 °C.» [1]',
        '[1] ¶2 О чае',
        'Уверенность, что цитаты отвечают на вопрос: 87 %',
      ].join('\n\n'),
    );
  });

  it('shows headings, clause and page of a citation', () => {
    const [citation] = answered.citations;
    const placed = { ...citation!, page: 4, clause: '2.1 а)', heading: 'Чай › Сорта' };
    const text = describeAnswer({ ...answered, citations: [placed] }, plain);
    assertIncludes(text, '[1] ¶2 О чае › Чай › Сорта · п. 2.1 а) · с. 4\n');
    const named = describeAnswer({ ...answered, language: 'en', citations: [{ ...placed, clause: '§ 4' }] }, plain);
    assertIncludes(named, '¶2 О чае › Чай › Сорта · § 4 · p. 4\n');
  });

  it('shows the quotes that the text does not have, line by line', () => {
    const quote = 'Заваривают:\n- зелёный;\n- чёрный\n  чай.';
    const citations = [{ ...answered.citations[0]!, quote }];
    const written = describeAnswer({ ...answered, text: 'Зелёный и чёрный [1].', citations }, plain);
    assertIncludes(written, '[1] ¶2 О чае\n    Заваривают:\n    - зелёный;\n    - чёрный чай.\n');
    const quoted = describeAnswer(
      { ...answered, text: '«Заваривают:\n- зелёный;\n- чёрный чай.» [1]', citations },
      plain,
    );
    assert.match(quoted, /\n\[1\] ¶2 О чае\n\nУверенность/);
  });

  it('names each kind in the language of the question', () => {
    const heading = (answer: Partial<Answer>) =>
      describeAnswer({ ...answered, ...answer }, plain)
        .split('\n')
        .at(0);
    const text = 'Ближайшие места в документах:\n«Чай заваривают при 80 °C.» [1]';
    assert.equal(heading({ kind: 'related', text }), 'Ближайшие места в документах:');
    assert.equal(heading({ kind: 'answered', language: 'en' }), 'Answer');
    assert.equal(heading({ kind: 'unanswered', citations: [] }), 'В документе не сказано');
  });

  it('shows the nearest paragraphs when there is no answer', () => {
    assert.match(describeAnswer(unanswered, plain), /Ближайшие абзацы\n¶2 0\.50 tea\n {4}Чай заваривают/);
  });

  it('does not say that the document has no answer when nothing was searched for', () => {
    const text = describeAnswer({ ...unanswered, reason: 'nothing-to-search', paragraphs: [] }, plain);
    assert.equal(text, `Нет ответа\n\n${unanswered.text}`);
  });

  it('shows of a reply what it says, line by line', () => {
    const text = 'Я ищу ответы здесь (1 документ):\n- «О чае»';
    const reply: Answer = { ...unanswered, kind: 'reply', reason: 'documents', confidence: 1, text, paragraphs: [] };
    assert.equal(describeAnswer(reply, plain), text);
  });

  it('leaves out the blanks at the ends of lines, and comes to the end of a long run of others', {
    timeout: 60_000,
  }, () => {
    const long = `a${' '.repeat(500_000)}b`;
    assertIncludes(describeAnswer({ ...unanswered, text: `One  \nTwo \n${long}` }, plain), `\nOne\nTwo\n${long}`);
  });

  it('breaks lines at the width of the terminal', () => {
    const text = describeAnswer({ ...answered, text: '80 °C [1]' }, { ...plain, width: 24 });
    assertIncludes(text, '    Чай заваривают при\n    80 °C.');
  });
});
