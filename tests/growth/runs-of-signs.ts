/** A run: what it begins with, what is repeated, and what it ends with. */
export type RunOfSigns = readonly [opening: string, unit: string, closing: string];

/** What is repeated: each class of sign alone, and mixtures that patterns and parsers take for the beginning of something. */
const UNITS: readonly string[] = [
  ...[
    'a',
    'Я',
    'Ab',
    '1',
    ' ',
    '\t',
    '\n',
    '\u00a0',
    '\u200b',
    '\r\n',
    '\u2028',
    'a\n',
    'Слово слово.\n',
    'a\n\n',
    ' \n',
  ],
  ...[
    'a ',
    'A ',
    'Да. ',
    'a. ',
    'A.',
    '… ',
    'т. д. ',
    'а-б ',
    '.',
    ',',
    ';',
    ':',
    '!',
    '?',
    '…',
    '-',
    '—',
    '_',
    '*',
    '+',
    '=',
  ],
  ...[
    '/',
    '\\',
    '|',
    '@',
    '%',
    '~',
    '^',
    '$',
    '(',
    ')',
    '[',
    ']',
    '{',
    '}',
    '<',
    '>',
    '«',
    '»',
    '"',
    '”',
    "'",
    '`',
    '#',
    '&',
  ],
  ...[
    '# ',
    '``` ',
    '~~~\n',
    '---\n',
    '[a](',
    '![a](b) ',
    '<a ',
    '</a>',
    '<!--',
    '[^a]',
    '[1]',
    '¶1 ',
    '«А» ',
    '**a',
    '[[',
  ],
  ...[
    '1. ',
    '1, ',
    '1-',
    '1/',
    '1 a ',
    'a1',
    '1 мая ',
    '01.01.',
    '№ 1 ',
    'ст. 1 ',
    '- a\n',
    '1. a\n',
    '| a ',
    '# a\n',
    'a\n===\n',
  ],
  ...['title: a\n', 'e\u0301', '\u0301', '漢', '漢。', 'א', 'ع ', '😀', '\ud83d', '\udc00', 'ё', 'İ'],
  ...['a@b.', 'http://a/', 'data:a/b,', '\\(', '{"a":', 'Article 1. ', 'МАСТЕР ', 'не ', '5 % ', '1 000 '],
];

/** What is looked for in vain behind a run keeps a pattern looking at every place of it. */
const IN_VAIN = '\u0001!x';
/** What a run is in the middle of: front matter, a heading, an item, a tag, a number, a quote, a line after another. */
const OPENINGS: readonly string[] = ['---\n', '# ', '<a ', '1 '];
const INSIDE: readonly string[] = ['a', ' ', '\n', 'a ', '#'];

/** What stands around text that its readers refuse otherwise: in XML, mail, captions, RTF, a notebook and a book, and in the name of a file. */
const FILES: readonly [opening: string, closing: string][] = [
  ['<a>', '</a>'],
  ['Subject: a\n\n', ''],
  ['WEBVTT\n\n00:01.000 --> 00:02.000\n', ''],
  ['{\\rtf1 ', '}'],
  ['{"nbformat":4,"metadata":{},"cells":[{"cell_type":"markdown","metadata":{},"source":"', '"}]}'],
  ['<FictionBook><body><section><p>', '</p></section></body></FictionBook>'],
  ['', '.txt'],
];
const IN_FILES: readonly string[] = [' ', 'a ', '<a>b</a>', '# a'];

export const RUNS: readonly RunOfSigns[] = [
  ...FILES.flatMap(([opening, closing]) => IN_FILES.map((unit): RunOfSigns => [opening, unit, closing])),
  ...UNITS.map((unit): RunOfSigns => ['', unit, IN_VAIN]),
  ...INSIDE.map((unit): RunOfSigns => ['', unit, '']),
  ...OPENINGS.flatMap((opening) => INSIDE.map((unit): RunOfSigns => [opening, unit, IN_VAIN])),
];
/** Of those, the runs that are divided among many items. */
export const RUNS_DIVIDED: readonly RunOfSigns[] = ['a ', 'A. Б. ', '1. ', '# a', 'a', '- a\n'].map((unit) => [
  '',
  unit,
  '',
]);

/** The text of a run, so many UTF-16 code units long. */
export function runOf([opening, unit, closing]: RunOfSigns, length: number): string {
  const inside = Math.max(0, length - opening.length - closing.length);
  return opening + unit.repeat(Math.ceil(inside / unit.length)).slice(0, inside) + closing;
}
