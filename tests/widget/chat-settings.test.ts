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
      position: 'bottom-end',
      layer: 'page',
      messages: null,
      contact: null,
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
      position: 'Top-Start',
      layer: 'top',
      messages: '{"heading":"Устав"}',
      contact: 'Позвоните нам | tel:+7 495 1234567',
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
      position: 'top-start',
      layer: 'top',
      messages: { heading: 'Устав' },
      contact: { text: 'Позвоните нам', href: 'tel:+7 495 1234567' },
    });
  });

  it('have their defaults when their values are invalid', () => {
    const given = settingsOf({
      mode: 'popup',
      language: 'tlh',
      theme: '',
      position: 'middle',
      layer: 'bottom',
      messages: '{heading',
      contact: ' | https://example.org',
      heading: ' ',
      questions: '|',
      document: ', ',
    });
    assert.deepEqual(given, settingsOf({}));
  });

  it('have the language of the page, and English for one that the widget does not speak', () => {
    const languageOf = (pageLanguage: string, language = 'auto') =>
      settingsOf({ language }, { ...PAGE, pageLanguage }).language;
    assert.equal(languageOf('de-AT'), 'de');
    assert.equal(languageOf('ru'), 'ru');
    assert.equal(languageOf('run'), 'en');
    assert.equal(languageOf('fr'), 'en');
    assert.equal(languageOf('ru', 'zh-Hans'), 'zh');
    assert.equal(languageOf('ru', 'fr'), 'ru');
    assert.equal(languageOf('constructor'), 'en');
  });

  it('have a contact that leads to a page, an address or a telephone, and nowhere else', () => {
    const hrefOf = (address: string) => settingsOf({ contact: `Спросите нас | ${address}` }).contact?.href;
    assert.equal(hrefOf('https://example.org/form?a=1'), 'https://example.org/form?a=1');
    assert.equal(hrefOf('mailto:law@example.org'), 'mailto:law@example.org');
    for (const address of [
      'javascript:alert(1)',
      'data:text/html,x',
      'http://example.org',
      '/form',
      'tel',
      'JavaScript:x',
    ])
      assert.equal(hrefOf(address), null, address);
    assert.deepEqual(settingsOf({ contact: 'Окно 5' }).contact, { text: 'Окно 5', href: null });
  });

  it('accept only a web address as the server', () => {
    for (const server of ['javascript:alert(1)', 'data:text/html,x', 'http://[', 'file:///etc/']) {
      assert.equal(settingsOf({ server }).server.href, 'https://answers.example/pilcrow/', server);
    }
    assert.equal(settingsOf({ server: '/' }).server.href, 'https://answers.example/');
    assert.equal(settingsOf({ server: 'https://other.example/a?b#c' }).server.href, 'https://other.example/a/');
  });
});
