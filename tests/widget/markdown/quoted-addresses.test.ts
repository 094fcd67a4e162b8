import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isAmong, quotedAddresses } from '../../../src/widget/view/answer/markdown/quoted-addresses.ts';

const quoted = (...quotes: string[]) => quotedAddresses(quotes.map((quote) => ({ quote })));

describe('the addresses that an answer may link to', () => {
  it('are those of its quotes, without the punctuation behind them', () => {
    const addresses = quoted(
      'Правила (см. https://rules.example/устав).',
      '[Заявка](http://rules.example/form?id=1&b=2)',
    );
    assert.ok(isAmong('https://rules.example/устав', addresses), 'as it is written');
    assert.ok(isAmong('https://rules.example/%D1%83%D1%81%D1%82%D0%B0%D0%B2', addresses), 'percent-encoded');
    assert.ok(isAmong('HTTP://RULES.EXAMPLE/form?id=1&b=2', addresses), 'with a query');
  });

  it('may end with a bracket, and be written without their scheme', () => {
    assert.ok(isAmong('https://wiki.example/Rule_(law)', quoted('https://wiki.example/Rule_(law)')), 'a bracket');
    assert.ok(isAmong('https://www.rules.example/', quoted('Подробнее: www.rules.example.')), 'no scheme');
  });

  it('are no parts of them, no others of the same site, and none that run', () => {
    const addresses = quoted('https://rules.example/charter/5', 'javascript:alert(1)');
    for (const href of [
      ...['https://rules.example/charter', 'https://rules.example/charter/5/pay', 'https://rules.example/'],
      ...[
        'http://rules.example/charter/5',
        'https://rules.example.evil.example/charter/5',
        'javascript:alert(1)',
        '/x',
        '',
      ],
    ]) {
      assert.equal(isAmong(href, addresses), false, href);
    }
    assert.equal(isAmong('https://rules.example/', quoted()), false);
  });
});
