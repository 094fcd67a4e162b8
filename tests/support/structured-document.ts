import type { Block, ListItem, TableCell } from '../../src/documents/canonical-text/blocks.ts';
import { composeText } from '../../src/documents/canonical-text/compose-text.ts';
import { noteReference } from '../../src/documents/canonical-text/note-reference.ts';
import type { Document } from '../../src/documents/document.ts';
import { documentOf } from './document-of.ts';

const rafts = noteReference({ id: 'rafts', marker: '1' });
const winter = noteReference({ id: 'winter', marker: '*' });
const heading = (level: number, text: string, page: number): Block => ({ kind: 'heading', level, text, page });
const paragraph = (text: string, page: number): Block => ({ kind: 'paragraph', text, page });
const item = (marker: string | null, text: string, depth = 0): ListItem => ({ marker, depth, text });
const cells = (...given: (string | TableCell)[]) => given.map((one) => (typeof one === 'string' ? { text: one } : one));
const long = 'Лодку осматривают до спуска, весной и осенью, и каждый раз записывают в журнал причала. '
  .repeat(3)
  .trim();

const BLOCKS: Block[] = [
  heading(1, 'Правила лодочного причала «Тихая гавань»', 1),
  heading(2, '1. Общие положения', 1),
  paragraph(`1.1. Причал вмещает 48${rafts} лодок и открыт с апреля по октябрь${winter}.`, 1),
  paragraph('1.2. В ежемесячную плату входит:', 1),
  {
    ...{ kind: 'list', page: 1 },
    items: [
      item('а)', 'место у причала'),
      item('б)', 'охрана:'),
      item(null, 'ночная', 1),
      item(null, 'в праздники — по графику,\nкоторый висит у ворот', 1),
      item('в)', `вода и свет${winter}`),
    ],
  },
  heading(2, '2. Тарифы', 2),
  {
    ...{ kind: 'table', caption: 'Таблица 1. Плата за место, ₽ в месяц', page: 2 },
    rows: [
      { isHeader: true, cells: cells({ text: 'Причал', rows: 2 }, { text: 'Длина лодки', columns: 2 }) },
      { isHeader: true, cells: cells('до 5 м', 'от 5 м') },
      { isHeader: false, cells: cells({ text: 'Северный', rows: 2 }, '1 200', `2 100${rafts}`) },
      { isHeader: false, cells: cells('1 350', '2 400') },
      { isHeader: false, cells: cells('Южный', { text: '1 800 без различия', columns: 2 }) },
    ],
  },
  {
    ...{ kind: 'table', caption: 'Таблица 2. Фонари', page: 3 },
    rows: Array.from({ length: 60 }, (_, index) => ({
      isHeader: index === 0,
      cells: index === 0 ? cells('Фонарь', 'Где стоит', 'Люмены') : cells(`№ ${index}`, 'у мостков', `${index * 70}`),
    })),
  },
  heading(3, '2.1. Осмотр', 4),
  paragraph('Порядок осмотра:', 4),
  {
    kind: 'list',
    page: 4,
    items: [item('2.1.1.', long), item('2.1.2.', long), item('2.1.3.', 'Журнал хранят пять лет.')],
  },
  {
    kind: 'paragraph',
    text: 'def fee(length):\n    if length < 5:\n        return 1_200',
    isPreformatted: true,
    page: 4,
  },
  paragraph('Председатель: Ершова А. Н.', 4),
  { kind: 'note', id: 'rafts', marker: '1', text: 'Без плотов и надувных лодок.', page: 4 },
  { kind: 'note', id: 'winter', marker: '*', text: 'Зимой — по договору.', page: 4 },
];

const TITLE = 'Правила лодочного причала «Тихая гавань»';

/** A document with every kind of block. One table and one list have several paragraphs; the first table has cells that span rows and columns. */
export const STRUCTURED: Document = documentOf('', {
  ...{ id: 'structured', title: TITLE, language: 'ru', date: '2024-05-20', sha256: 'structured' },
  act: { kind: 'правила', number: '7-П', date: '2024-05-20', place: 'Тихая гавань' },
  omissions: [
    { kind: 'pages-without-text', count: 2, of: 6, places: [5, 6] },
    { kind: 'formulas-not-read', count: 3 },
  ],
  ...composeText(BLOCKS, { title: TITLE }),
});
