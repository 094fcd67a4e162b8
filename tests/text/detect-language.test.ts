import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { detectLanguage } from '../../src/text/detect-language.ts';

/** By language, questions of a few words as people type them. */
const QUESTIONS: Record<string, string[]> = JSON.parse(
  readFileSync(path.join(import.meta.dirname, 'short-questions.json'), 'utf8'),
);
/** Of the questions of a language, so many at least; the same few words are sometimes those of a neighbour. */
const MIN_RIGHT = 0.8;
const MIN_RIGHT_OF_ALL = 0.96;

describe('detectLanguage', () => {
  for (const [language, questions] of Object.entries(QUESTIONS)) {
    it(`knows short questions in ${new Intl.DisplayNames('en', { type: 'language' }).of(language)}`, () => {
      const wrong = questions.filter((question) => detectLanguage(question) !== language);
      assert.ok(1 - wrong.length / questions.length >= MIN_RIGHT, `wrong about ${JSON.stringify(wrong)}`);
    });
  }

  it('is rarely wrong about short questions, and never about Russian ones', () => {
    const asked = Object.entries(QUESTIONS).flatMap(([language, questions]) =>
      questions.map((question) => ({ language, question, detected: detectLanguage(question) })),
    );
    const wrong = asked.filter(({ language, detected }) => detected !== language);
    assert.ok(1 - wrong.length / asked.length >= MIN_RIGHT_OF_ALL, `wrong about ${wrong.length} of ${asked.length}`);
    assert.deepEqual(
      wrong.filter(({ language }) => language === 'ru'),
      [],
    );
  });

  for (const [text, language] of [
    ['Сколько стоит Samsung Galaxy S24 Ultra 512GB Titanium Black?', 'ru'],
    ['Как установить Microsoft Visual Studio Code Enterprise Edition 2022?', 'ru'],
    ['как настроить npm install webpack dev server', 'ru'],
    ['гарантия на apple iphone 15 pro max', 'ru'],
    ['цена Samsung Galaxy Tab', 'ru'],
    ['Что такое The Last of Us Part II?', 'ru'],
    ['Что значит «terms and conditions»?', 'ru'],
    ['Что такое NATO и ОДКБ?', 'ru'],
    ['ОДКБ CSTO', 'ru'],
    ['E-4012 ошибка', 'ru'],
    ['Где находится село Қызылорда?', 'ru'],
    ['Що таке Microsoft Office Professional Plus?', 'uk'],
    ['What does «Канал» mean in this document?', 'en'],
    ['What does соборность mean?', 'en'],
    ['what is "О чём мечтать" about', 'en'],
    ['what does 你好 mean', 'en'],
    ['WHO SIGNED THE CONTRACT', 'en'],
    ['Was bedeutet соборность auf Deutsch?', 'de'],
    ['Sky+HD使用的专有系统是什么？', 'zh'],
    ['「東京」の人口は？', 'ja'],
  ] as const) {
    it(`takes ${JSON.stringify(text)} for ${language}: its sentence is, whatever it names`, () => {
      assert.equal(detectLanguage(text), language);
    });
  }

  for (const text of ['', '12345', '28.11.2024?', '???', '😀 🎉', 'E-4012', 'GPT-5', 'Samsung', '€ 100']) {
    it(`does not decide on ${JSON.stringify(text)}`, () => {
      assert.equal(detectLanguage(text), 'und');
    });
  }

  it('reads letters that are composed of several characters', () => {
    assert.equal(detectLanguage('Khi nào hết hạn thuê?'.normalize('NFD')), 'vi');
  });

  it('takes a long text for what most of it is, not for its first words', () => {
    const terms =
      'Der Mieter zahlt die Miete bis zum dritten Werktag eines Monats. Die Kündigung bedarf der Schriftform. ';
    assert.equal(
      detectLanguage(`Lease agreement of the company Brightwater Holdings, London\n\n${terms.repeat(30)}`),
      'de',
    );
    const russian = 'Арендатор вносит плату не позднее пятого числа каждого месяца. ';
    assert.equal(detectLanguage(`Terms and conditions of the lease.\n\n${russian.repeat(30)}`), 'ru');
  });
});
