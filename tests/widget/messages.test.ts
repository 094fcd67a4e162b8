import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { PROJECT_DIRECTORY } from '../../src/config/config.ts';
import { ENGLISH } from '../../src/widget/messages/en.ts';
import { fillMessage } from '../../src/widget/messages/fill-message.ts';
import { TRANSLATED } from '../../src/widget/messages/load-messages.ts';
import { mergeMessages } from '../../src/widget/messages/merge-messages.ts';
import type { Counted } from '../../src/widget/messages/messages.ts';
import { RUSSIAN } from '../../src/widget/messages/ru.ts';

const FOLDER = path.join(PROJECT_DIRECTORY, 'src/widget/messages/translations');
/** Of XQuAD, and of the neighbours of Russian. */
const LANGUAGES = ['ar', 'de', 'el', 'en', 'es', 'hi', 'ro', 'ru', 'th', 'tr', 'vi', 'zh'].concat([
  ...['uk', 'be', 'kk', 'ky', 'hy', 'tg', 'uz'],
]);
/** Counts that readers come across. */
const COUNTS = Array.from({ length: 120 }, (_, index) => index + 1);
/** The number of a part of a document may stand before its word; English has it behind, by itself. */
const OPTIONAL = /^places\./;

type Tree = { [key: string]: string | Tree };

const translations = TRANSLATED.map(
  (language) => JSON.parse(readFileSync(path.join(FOLDER, `${language}.json`), 'utf8')) as typeof ENGLISH,
);

/** Messages by the path of their keys; one that counts is one message. */
function messagesOf(tree: Tree, above = ''): Map<string, string | Counted> {
  const found = Object.entries(tree).flatMap(([key, value]): [string, string | Counted][] =>
    typeof value === 'string' || 'other' in value
      ? [[above + key, value as string | Counted]]
      : [...messagesOf(value, `${above}${key}.`)],
  );
  return new Map(found);
}

const namesIn = (text: string) => [...new Set(text.match(/\{\w+\}/g))].sort();

describe('the messages of the widget', () => {
  it('are there in the languages of XQuAD and of the neighbours of Russian', () => {
    assert.deepEqual([...TRANSLATED, 'en', 'ru'].sort(), [...LANGUAGES].sort());
    assert.deepEqual(readdirSync(FOLDER).sort(), TRANSLATED.map((language) => `${language}.json`).sort());
  });

  for (const messages of [RUSSIAN, ...translations]) {
    const { language } = messages;
    const own = messagesOf(messages as unknown as Tree);
    const english = messagesOf(ENGLISH as unknown as Tree);

    it(`have every key, and none besides: ${language}`, () => {
      assert.deepEqual([...own.keys()], [...english.keys()]);
      for (const [key, message] of own) {
        for (const text of typeof message === 'string' ? [message] : Object.values(message)) {
          assert.ok(text === text.trim() && text !== '', `${key}: "${text}"`);
          assert.equal(text, text.normalize('NFC'), key);
        }
      }
    });

    it(`have the values of the English ones in them: ${language}`, () => {
      for (const [key, message] of own) {
        if (OPTIONAL.test(key)) continue;
        const expected = english.get(key)!;
        const names = (given: string | Counted) => namesIn(typeof given === 'string' ? given : given.other);
        assert.deepEqual(names(message), names(expected), key);
      }
    });

    it(`have a form for every count, and no form that never comes: ${language}`, () => {
      const rules = new Intl.PluralRules(language);
      const { pluralCategories } = rules.resolvedOptions();
      for (const [key, message] of own) {
        if (typeof message === 'string') continue;
        const forms = Object.keys(message);
        assert.deepEqual(
          forms.filter((form) => !pluralCategories.includes(form as Intl.LDMLPluralRule)),
          [],
          key,
        );
        const needed = forms.length === 1 || key !== 'omitted' ? ['other'] : COUNTS.map((count) => rules.select(count));
        assert.deepEqual(new Set(needed.filter((form) => !forms.includes(form))), new Set(), key);
      }
    });
  }

  it('are those of their languages', () => {
    assert.deepEqual(
      translations.map(({ language }) => language),
      TRANSLATED,
    );
  });
});

describe('a message', () => {
  it('is filled in, in the plural form of its language', () => {
    const ukrainian = translations.find(({ language }) => language === 'uk')!.omitted;
    const said = [1, 3, 5, 21].map((count) => fillMessage(ukrainian, { count }, 'uk'));
    assert.match(said.join(' '), /1 речення .* 3 речення .* 5 речень .* 21 речення /);
    assert.equal(fillMessage(ENGLISH.omitted, { count: 2 }), '2 sentences without proof are not shown.');
    assert.equal(fillMessage('{a} and {b}', { a: '{b}' }), '{b} and {b}');
  });

  it('of the owner takes the place of the widget’s own, and nothing else does', () => {
    const given = {
      heading: 'The charter',
      omitted: '{count} left out',
      thumbs: { up: 'Good', sideways: '?' },
      ask: 5,
    };
    const messages = mergeMessages(ENGLISH, { ...given, places: 'p.', nearest: { other: 'x' }, extra: 'x' });
    assert.deepEqual(messages, {
      ...ENGLISH,
      heading: 'The charter',
      omitted: { other: '{count} left out' },
      thumbs: { ...ENGLISH.thumbs, up: 'Good' },
    });
    for (const language of ['', 'français', 'en_US!'])
      assert.equal(mergeMessages(ENGLISH, { language }).language, 'en', language);
    assert.equal(mergeMessages(ENGLISH, { language: 'pt-BR' }).language, 'pt-BR');
    for (const nothing of [null, 'text', 7, [], undefined]) assert.deepEqual(mergeMessages(ENGLISH, nothing), ENGLISH);
  });
});
