import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { addressesIn, withoutUnknownAddresses } from '../../../../../src/answering/model/writing/markup/addresses.ts';
import { readFormulas } from '../../../../../src/answering/model/writing/markup/read-formulas.ts';
import { plainWords, safeMarkdown } from '../../../../../src/answering/model/writing/markup/safe-markdown.ts';

const safe = (text: string) => safeMarkdown(text, (address) => address === 'tea.example/shop');

describe('safeMarkdown', () => {
  for (const [name, text, expected] of [
    ['pictures', 'Tea ![leaf](https://x.example/a.png?q=1 "t")![b][c] grows', 'Tea  grows'],
    [
      'links, of which the text stays',
      'Pay [here (now)](https://x.example/a(b)?c) or [there](javascript:x())',
      'Pay here (now) or there',
    ],
    [
      'tags and what is hidden in some',
      '<b>Tea</b><img src="https://x.example/"> <script>a</script><!-- b -->grows<br>now',
      'Tea grows now',
    ],
    [
      'tags of blocks, whose words stay apart',
      '<ul><li>Tea</li><li class="a">grows</li></ul><td>3</td><td>4</td>',
      '  Tea  grows   3  4 ',
    ],
    ['marks of chat formats', 'Tea grows.<|im_end|></s>', 'Tea grows.'],
    ['emphasis whose other half is elsewhere', '**Tea grows. `Now', 'Tea grows. Now'],
    [
      'half a tag and half a link, which another sentence could complete',
      'a](https://x.example) <img src="a',
      'a] (https://x.example) < img src="a',
    ],
  ] as const) {
    it(`leaves out ${name}`, () => {
      assert.equal(safe(text), expected);
    });
  }

  it('keeps links to known addresses, emphasis, code, and signs that are no tags', () => {
    const text = '**Tea** [in the shop](https://www.tea.example/shop/) `<b>![a](b)` 3 < 5 > 2';
    assert.equal(safe(text), text);
  });

  it('makes no tag and no picture of what is left when others are left out', () => {
    assert.equal(safe('<<b>script>x'), '< script>x');
    assert.equal(safe('!<b></b>[shop](https://tea.example/shop)'), '! [shop](https://tea.example/shop)');
    assert.equal(safe('!![a](b)[c](d)'), '!c');
  });

  it('keeps labels that are links or tags, to be read later', () => {
    const tags = '<sup>2, 3</sup> <cite id="4"/> <source>5</source>';
    assert.equal(safe(`Tea [1](https://x.example) ${tags}`), 'Tea [1](https://x.example) [2, 3] [4] [5]');
  });
});

describe('plainWords', () => {
  it('leaves the words of Markdown', () => {
    assert.equal(
      plainWords('**Tea**  *grows* in `the_hills` ~~now~~ [there](https://x.example) .'),
      'Tea grows in the_hills now there.',
    );
  });
});

describe('addressesIn', () => {
  it('finds addresses of pages, mail and hosts in one form', () => {
    const text =
      'See https://WWW.Tea.example/Shop/, www.x.example. Mail to a.b@tea.example; host tea.example/x and чай.рф нет';
    assert.deepEqual(addressesIn(text), ['tea.example/shop', 'x.example', 'a.b@tea.example', 'tea.example/x']);
  });

  it('takes abbreviations, numbers and missing blanks for none', () => {
    assert.deepEqual(addressesIn('e.g. i.e. и т.д. 3.5 v1.2 It grows.Then it is 10.5.2024.'), []);
  });

  it('can be left out of a text unless they are known', () => {
    const text = 'See https://x.example/a. Or tea.example.';
    assert.equal(
      withoutUnknownAddresses(text, (address) => address === 'tea.example'),
      'See …. Or tea.example.',
    );
  });
});

describe('readFormulas', () => {
  for (const [formula, expected] of [
    ['$\\frac{a}{b} \\le 3\\,\\text{m}^2$', 'a/b ≤ 3 m²'],
    ['\\(20 \\times 5 \\approx 100\\%\\)', '20 × 5 ≈ 100%'],
    ['$$x = 5^{\\circ}$$', 'x = 5°'],
    ['It costs $4 or $5, 50\\%.', 'It costs $4 or $5, 50%.'],
    ['Tea \\[3\\]', 'Tea \\[3\\]'],
  ] as const) {
    it(`writes ${formula} as it is read`, () => {
      assert.equal(readFormulas(formula), expected);
    });
  }
});
