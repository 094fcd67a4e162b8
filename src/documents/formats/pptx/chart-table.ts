import { detectLanguage } from '../../../text/detect-language.ts';
import { UNDETERMINED } from '../../../text/language-tags.ts';
import type { Block, TableRow } from '../../canonical-text/blocks.ts';
import { shownValue } from '../sheet/shown-value.ts';
import { elementAt, elementsBelow, elementsOf, textIn, type XmlElement } from '../xml/parse-xml.ts';

/** The numbers of a chart as a table: a row for each category, a column for each series. */
export function chartTable(chart: XmlElement, page: number): Block[] {
  const series = elementsBelow(chart, 'ser');
  if (series.length === 0) return [];
  const caption = elementsBelow(elementAt(chart, 'chart', 'title') ?? { ...chart, children: [] }, 't')
    .map(textIn)
    .join('');
  const language = detectLanguage(elementsBelow(chart, 'strCache').map(textIn).join(' '));
  const pointsOf = (source: XmlElement | undefined) => pointsIn(source, language === UNDETERMINED ? 'en' : language);
  const categories = pointsOf(elementAt(series[0]!, 'cat') ?? elementAt(series[0]!, 'xVal'));
  const columns = series.map((one) => pointsOf(elementAt(one, 'val') ?? elementAt(one, 'yVal')));
  const names = series.map((one) => [...pointsOf(elementAt(one, 'tx')).values()].join(' '));
  const count = Math.max(0, ...[categories, ...columns].flatMap((points) => [...points.keys()].map((key) => key + 1)));
  const rows: TableRow[] = Array.from({ length: count }, (_, index) => ({
    isHeader: false,
    cells: [categories, ...columns].map((points) => ({ text: points.get(index) ?? '' })),
  }));
  const header = { isHeader: true, cells: ['', ...names].map((text) => ({ text })) };
  return [{ kind: 'table', page, ...(caption === '' ? {} : { caption }), rows: [header, ...rows] }];
}

/** The values that a chart keeps, by their places. */
function pointsIn(source: XmlElement | undefined, language: string): Map<number, string> {
  const points = new Map<number, string>();
  if (!source) return points;
  for (const cache of [...elementsBelow(source, 'numCache'), ...elementsBelow(source, 'strCache')]) {
    const format = textIn(elementAt(cache, 'formatCode')) || 'General';
    for (const point of elementsOf(cache, 'pt')) {
      const value = textIn(elementAt(point, 'v'));
      const shown = cache.name === 'numCache' ? shownValue(Number(value), format, { language, is1904: false }) : value;
      points.set(Number(point.attributes.idx ?? points.size), shown.trim());
    }
  }
  return points;
}
