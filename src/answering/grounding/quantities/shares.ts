import { fractionOf } from './spell-out.ts';
import type { Unit } from './units.ts';

/** A part of a whole, a decade or a day of a month: numbers that `valuesIn` does not read as one. */
interface Share {
  readings: string[];
  parts: string[];
  unit: Unit | null;
  start: number;
  end: number;
}

const RATIO: Unit = { dimension: 'ratio', factor: 1 };
const PERCENT: Unit = { dimension: 'ratio', factor: 0.01 };
/** Stands for a character that has been read; it is in no word, and a unit is not looked for behind it. */
const MASK = '\u0001';
const COUNT = 'one|two|three|four|five|a|одна|две|три|четыре|двух|трех|трёх|двумя|тремя|двум|одной|одну';

/** «Уменьшают вдвое» leaves a half. */
const REDUCED = '(?:уменьш|сниз|сниж|сокра[тщ]|урез)\\p{L}*';

const PATTERNS: [RegExp, (match: RegExpMatchArray) => Omit<Share, 'start' | 'end'> | null][] = [
  // "3/4 of", but no date and no "24/7".
  [/(?<![\d/.])([1-9])\/([2-9]|10|100)(?![\d/])/gu, ([, count, whole]) => ratio(Number(count) / Number(whole))],
  [
    new RegExp(`(?<!\\p{L})(?:(${COUNT})[\\s-]+)?(quarters|thirds|fifths|sixths|eighths|tenths)(?!\\p{L})`, 'giu'),
    ([, count = '', part]) => ratio(fractionOf(count, part!)),
  ],
  [
    /(?<!\p{L})(?:(one|a)[\s-]+)(third|quarter|fifth|sixth|eighth|tenth)(\s+of\s+(?:a|one)\s+per\s?cent)?(?=\s+(?:of|fewer|less|more|as|larger|smaller|cheaper|higher|lower)|[.,;]|$)/giu,
    ([, count, part, percent]) => ratio(fractionOf(count!, part!), percent),
  ],
  [
    new RegExp(
      `(?<!\\p{L})(${COUNT})\\s+(трет(?:и|ей|ям|ями|ь|ью)|четверт(?:и|ей|ям|ями|ь|ью)|пят(?:ых|ая|ой|ую)|десят(?:ых|ая|ой|ую)|сот(?:ых|ая|ой|ую)|восьм(?:ых|ая))(\\s+процент\\p{L}*)?(?=\\s|[.,;:!?)]|$)`,
      'giu',
    ),
    ([, count, part, percent]) => ratio(fractionOf(count!, part!), percent),
  ],
  [/(?<!\p{L})(?:треть|четверть)ю?(?!\p{L})/giu, ([part]) => ratio(fractionOf('', part!))],
  [
    /(?<!\p{L})(?:кажд\p{L}+)\s+(?:(десят|пят|четв[её]рт|трет|втор)\p{L}+)(?=\s)/giu,
    ([, part]) => ratio(/втор/iu.test(part!) ? 0.5 : fractionOf('', part!.replace('ё', 'е'))),
  ],
  [
    /(?<!\p{L})every\s+(second|third|fourth|fifth|tenth)(?=\s+(?!day|week|month|year|hour))/giu,
    ([, part]) => ratio(part === 'second' ? 0.5 : fractionOf('', part!)),
  ],
  [
    /(?<!\p{L})(?:one|1)\s+in\s+(two|three|four|five|ten|\d+)(?!\p{L})/giu,
    ([, whole]) => ratio(1 / (Number(whole) || { two: 2, three: 3, four: 4, five: 5, ten: 10 }[whole!.toLowerCase()]!)),
  ],
  [
    /(?<!\p{L})(?:halv(?:e|es|ed|ing)|half|вдвое\s+(?:меньше|дешевле|ниже|короче|реже|медленнее)|в\s+(?:два|2)\s+раза\s+(?:меньше|дешевле|ниже|короче|реже|медленнее)|половин[аыуео]\p{L}{0,2}|наполовину)(?!\p{L})/giu,
    () => ratio(0.5),
  ],
  [
    new RegExp(
      `(?:вдвое|в\\s+(?:два|2)\\s+раза)(?!\\p{L})(?<=${REDUCED}(?:\\s+\\p{L}+){0,2}\\s+(?:вдвое|в\\s+(?:два|2)\\s+раза))|(?<!\\p{L})вдвое(?=\\s+${REDUCED})`,
      'giu',
    ),
    () => ratio(0.5),
  ],
  [
    /(?<!\p{L})(?:doubl(?:e|es|ed|ing)|twofold|удво\p{L}+|вдвое|в\s+(?:два|2)\s+раза|twice\s+as)(?!\p{L})/giu,
    () => ratio(2),
  ],
  [
    /(?<!\p{L})(?:tripl(?:e|es|ed|ing)|threefold|утро(?:и|ен)\p{L}*|втрое|в\s+(?:три|3)\s+раза|three\s+times\s+as)(?!\p{L})/giu,
    () => ratio(3),
  ],
  [/(?<![\p{L}\d])(?:19|20)?([2-9]0)(?:['’]?s|-?(?:е|х|ые|ых|ми))(?!\p{L})/giu, ([, decade]) => decadeOf(decade!)],
  [
    /(?<!\p{L})(twent|thirt|fort|fift|sixt|sevent|eight|ninet)ies(?!\p{L})/giu,
    ([, stem]) => decadeOf(DECADES[stem!.toLowerCase()]!),
  ],
  [
    /(?<!\p{L})(двадцат|тридцат|сороков|пятидесят|шестидесят|семидесят|восьмидесят|девяност)(?:ые|ых|ым|ыми)(?!\p{L})/giu,
    ([, stem]) => decadeOf(DECADES[stem!.toLowerCase()]!),
  ],
  [
    /(?<!\p{L})(?:весн(?:а|ы|е|у|ой)|весенн\p{L}+|springtime|(?<=(?:in|until|by|next|this|last|the)\s(?:the\s)?)spring)(?!\p{L})/giu,
    () => season(1),
  ],
  [/(?<!\p{L})(?:лет(?:о|а|у|ом|ний|ние)(?=[\s.,;!?)]|$)(?<!\d\s?лет\p{L}*)|summers?)(?!\p{L})/giu, () => season(2)],
  [/(?<!\p{L})(?:осен(?:ь|и|ью)|осенн\p{L}+|autumns?)(?!\p{L})/giu, () => season(3)],
  [
    /(?<!\p{L})(?:зим(?:а|ы|е|у|ой)|зимн\p{L}+|(?:пере)?зим(?:у[ею]\p{L}+|ова\p{L}+)|winter(?:s|ed|ing)?)(?!\p{L})/giu,
    () => season(4),
  ],
  // A day and a month without a year, "10.10", may be a number as well.
  [
    /(?<![\d.,:])(0?[1-9]|[12]\d|3[01])\.(0[1-9]|1[0-2])\.?(?![\d%])(?!\s?(?:%|percent|процент|[мкгл]|MB|GB))/gu,
    ([text, day, month]) => ({
      readings: [
        `${Number(day)}.${Number(month)}.`,
        `${Number(day)}.${Number(month)}.?`,
        String(Number(text!.replace(/\.$/, ''))),
      ],
      parts: [`${Number(day)}.${Number(month)}.?`, String(Number(day)), `month ${Number(month)}`],
      unit: null,
    }),
  ],
];
const DECADES: Record<string, string> = {
  ...{ twent: '20', thirt: '30', fort: '40', fift: '50', sixt: '60', sevent: '70', eight: '80', ninet: '90' },
  ...{ двадцат: '20', тридцат: '30', сороков: '40', пятидесят: '50', шестидесят: '60' },
  ...{ семидесят: '70', восьмидесят: '80', девяност: '90' },
};

/** Parts of a whole, decades and short dates of a text, and the text with blanks in their place, so that nothing reads them again. */
export function maskShares(text: string): { masked: string; shares: Share[] } {
  const shares: Share[] = [];
  let masked = text;
  for (const [pattern, read] of PATTERNS) {
    for (const match of [...masked.matchAll(pattern)]) {
      const share = read(match);
      const end = match.index + match[0].length;
      if (share === null) continue;
      shares.push({ ...share, start: match.index, end });
      masked = `${masked.slice(0, match.index)}${MASK.repeat(match[0].length)}${masked.slice(end)}`;
    }
  }
  return { masked, shares };
}

/** A part of a whole, or of a percent. */
function ratio(value: number | null, percent?: string): Omit<Share, 'start' | 'end'> | null {
  return value === null ? null : { readings: [String(value)], parts: [], unit: percent ? PERCENT : RATIO };
}

function season(number: number): Omit<Share, 'start' | 'end'> {
  return { readings: [`season ${number}`], parts: [], unit: null };
}

function decadeOf(decade: string): Omit<Share, 'start' | 'end'> {
  return { readings: [`decade ${decade}`], parts: [], unit: null };
}
