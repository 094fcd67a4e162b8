import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readSettings } from '../../src/widget/chat-settings.ts';

const PAGE = { pageLanguage: 'ru-RU', scriptUrl: 'https://answers.example/pilcrow/widget.js?v=1' };
const settingsOf = (attributes: Record<string, string>, page = PAGE) =>
  readSettings((name) => attributes[name] ?? null, page);

describe('the attributes of <pilcrow-chat>', () => {
  it('have defaults: a launcher in the language of the page, for the server the script came from', () => {
    assert.deepEqual(settingsOf({}), {
      mode: 'launcher',
      language: 'ru',
      theme: 'auto',
      heading: null,
      placeholder: null,
      questions: null,
      documentIds: [],
      tags: [],
      server: new URL('https://answers.example/pilcrow/'),
    });
  });

  it('are read, whatever their letter case', () => {
    const given = settingsOf({
      mode: 'Inline',
      language: 'EN',
      theme: ' dark ',
      heading: ' Устав ',
      placeholder: 'Спросите',
      questions: 'О чём документ? | Кто подписал?|',
      document: 'charter, csto-declaration-2024',
      tags: 'право, внутренние правила,',
      server: 'https://other.example/base',
    });
    assert.deepEqual(given, {
      mode: 'inline',
      language: 'en',
      theme: 'dark',
      heading: 'Устав',
      placeholder: 'Спросите',
      questions: ['О чём документ?', 'Кто подписал?'],
      documentIds: ['charter', 'csto-declaration-2024'],
      tags: ['право', 'внутренние правила'],
      server: new URL('https://other.example/base/'),
    });
  });

  it('have their defaults when their values are invalid', () => {
    const given = settingsOf({
      mode: 'popup',
      language: 'de',
      theme: '',
      heading: ' ',
      questions: '|',
      document: ', ',
    });
    assert.deepEqual(given, settingsOf({}));
  });

  it('default to English for a page that is not in Russian', () => {
    assert.equal(settingsOf({ language: 'auto' }, { ...PAGE, pageLanguage: 'de' }).language, 'en');
    assert.equal(settingsOf({}, { ...PAGE, pageLanguage: 'ru' }).language, 'ru');
    assert.equal(settingsOf({}, { ...PAGE, pageLanguage: 'run' }).language, 'en');
  });

  it('accept only a web address as the server', () => {
    for (const server of ['javascript:alert(1)', 'data:text/html,x', 'http://[', 'file:///etc/']) {
      assert.equal(settingsOf({ server }).server.href, 'https://answers.example/pilcrow/', server);
    }
    assert.equal(settingsOf({ server: '/' }).server.href, 'https://answers.example/');
    assert.equal(settingsOf({ server: 'https://other.example/a?b#c' }).server.href, 'https://other.example/a/');
  });
});
