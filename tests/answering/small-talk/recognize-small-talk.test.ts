import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { partsOf } from '../../../src/answering/small-talk/message-parts.ts';
import { recognizeSmallTalk } from '../../../src/answering/small-talk/recognize-small-talk.ts';
import { withoutCourtesies } from '../../../src/answering/small-talk/without-courtesies.ts';
import { PROJECT_DIRECTORY } from '../../../src/config/config.ts';
import { QUESTIONS, SMALL_TALK } from './messages.ts';

const intentOf = (message: string) => recognizeSmallTalk(message)?.intent ?? 'question';

describe('recognizeSmallTalk', () => {
  it('knows what a message is that asks nothing of the documents', () => {
    const wrong = Object.entries(SMALL_TALK).flatMap(([intent, messages]) =>
      messages.filter((message) => intentOf(message) !== intent).map((message) => `${message}: ${intentOf(message)}`),
    );
    assert.deepEqual(wrong, []);
  });

  it('comes to the end of a long run of blanks', { timeout: 60_000 }, () => {
    for (const blanks of [' ', '\r\n', ' \n\n']) {
      const parts = partsOf(`Привет${blanks.repeat(500_000)}  - пока`);
      assert.deepEqual(
        parts.map(({ text }) => text.trim()).filter((text) => text !== ''),
        ['Привет', 'пока'],
      );
    }
  });

  it('takes no question for small talk', () => {
    assert.deepEqual(
      QUESTIONS.filter(({ message }) => intentOf(message) !== 'question').map(({ message }) => message),
      [],
    );
  });

  it('takes no question of the calibration that has an answer for small talk', () => {
    const directory = path.join(PROJECT_DIRECTORY, 'embeddings/calibration');
    const files = readdirSync(directory, { recursive: true, encoding: 'utf8' }).filter((file) =>
      file.endsWith('.jsonl'),
    );
    const questions = files.flatMap((file) =>
      readFileSync(path.join(directory, file), 'utf8')
        .split('\n')
        .filter((line) => line.trim() !== '')
        .map((line): { question: string; paragraphs?: number[] } => JSON.parse(line))
        // What has no answer there is small talk now and then.
        .flatMap(({ question, paragraphs }) => (paragraphs ? [question] : [])),
    );
    assert.ok(questions.length > 100, `${questions.length} questions are read`);
    assert.deepEqual(
      questions.filter((question) => intentOf(question) !== 'question'),
      [],
    );
  });

  it('knows the language: that of the words, also when they were typed in another layout or other letters', () => {
    const languageOf = (message: string) => recognizeSmallTalk(message)?.language;
    assert.deepEqual(['Спасибо', 'ghbdtn', 'kak dela'].map(languageOf), ['ru', 'ru', 'ru']);
    assert.deepEqual(['Thanks', 'руддщ', 'ok'].map(languageOf), ['en', 'en', 'en']);
    assert.deepEqual(['Danke', 'Дякую', '👍', '?'].map(languageOf), [null, null, null, null]);
  });

  it('looks at the words of the documents each time, whatever it said of the message before', () => {
    const said = [undefined, (word: string) => word === 'прибет', () => false, undefined].map(
      (isWord) => recognizeSmallTalk('прибет', isWord)?.intent,
    );
    assert.deepEqual(said, ['greeting', undefined, 'greeting', 'greeting']);
  });

  it('answers what matters most of several things in one message', () => {
    assert.equal(intentOf('Привет! Кто ты? Какие у тебя документы?'), 'documents');
    assert.equal(intentOf('thanks, bye'), 'farewell');
    assert.equal(intentOf('thanks for your help'), 'thanks');
    assert.equal(intentOf('Hello. Who are you? What can you do?'), 'help');
  });

  it('does not take a word of the documents for a misspelt one', () => {
    assert.equal(recognizeSmallTalk('Tanks')?.intent, 'thanks');
    assert.equal(
      recognizeSmallTalk('Tanks', (word) => word === 'tanks'),
      null,
    );
    assert.equal(recognizeSmallTalk('Thanks', () => true)?.intent, 'thanks');
  });

  it('leaves a subject of the world to the documents that treat of it', () => {
    const question = 'Какая завтра погода?';
    assert.equal(recognizeSmallTalk(question)?.intent, 'task');
    assert.equal(
      recognizeSmallTalk(question, (word) => word === 'погода'),
      null,
    );
  });
});

describe('withoutCourtesies', () => {
  it('leaves the question without greetings, thanks and the style it asks for', () => {
    for (const { message, searched = message } of QUESTIONS) assert.equal(withoutCourtesies(message), searched);
  });

  it('leaves a message that is nothing else as it is', () => {
    for (const message of ['Привет!', 'Thanks, bye', '?']) assert.equal(withoutCourtesies(message), message);
  });
});
