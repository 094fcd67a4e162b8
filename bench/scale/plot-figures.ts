import type { AskingFigures } from './measure-asking.ts';
import type { BaselineFigures } from './measure-baselines.ts';

const WIDTH = 440;
const HEIGHT = 240;
const MARGIN = { left: 52, right: 168, top: 34, bottom: 34 };

/** What was measured of one size. */
export interface ScaleFigures {
  paragraphs: number;
  buildSeconds: number;
  buildMemoryMb: number;
  diskMb: number;
  sourceMb: number;
  /** Of `npm run index` after one file changed, the start of the process included; and how many texts it embedded. */
  changeSeconds: number;
  changeEmbedded: number;
  asking: AskingFigures;
  baselines: BaselineFigures;
}

interface Line {
  name: string;
  colour: string;
  value(figures: ScaleFigures): number | null;
}
interface Plot {
  title: string;
  lines: Line[];
}

/** Two labels are at least so far apart. */
const LABEL_HEIGHT = 13;

const OURS = '#8a2b3c';
const EXACT = '#5b6b7a';
const MEMORY_STORE = '#b8862f';

const PLOTS: Plot[] = [
  {
    title: 'Ask a new question, ms',
    lines: [
      { name: 'p95', colour: OURS, value: ({ asking }) => asking.p95 },
      { name: 'p50', colour: OURS, value: ({ asking }) => asking.p50 },
      { name: 'exact scan', colour: EXACT, value: ({ baselines }) => baselines.exactP50 },
      { name: 'MemoryVectorStore', colour: MEMORY_STORE, value: ({ baselines }) => baselines.memoryStoreP50 },
    ],
  },
  {
    title: 'Memory while answering, MB',
    lines: [
      { name: 'Pilcrow', colour: OURS, value: ({ asking }) => asking.memoryMb },
      { name: 'exact scan', colour: EXACT, value: ({ baselines }) => baselines.exactMemoryMb },
      { name: 'MemoryVectorStore', colour: MEMORY_STORE, value: ({ baselines }) => baselines.memoryStoreMemoryMb },
    ],
  },
  { title: 'Build, seconds', lines: [{ name: 'Pilcrow', colour: OURS, value: ({ buildSeconds }) => buildSeconds }] },
  {
    title: 'On disk, MB',
    lines: [
      { name: 'index', colour: OURS, value: ({ diskMb }) => diskMb },
      { name: 'the texts', colour: EXACT, value: ({ sourceMb }) => sourceMb },
    ],
  },
];

/** Draws how each figure grows with the number of paragraphs: both axes logarithmic, a grey background for light and dark pages. */
export function plotFigures(all: ScaleFigures[]): string {
  const plots = PLOTS.map((plot, index) => {
    const x = (index % 2) * WIDTH;
    const y = Math.floor(index / 2) * HEIGHT;
    return `<g transform="translate(${x} ${y})">${drawPlot(plot, all)}</g>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH * 2} ${HEIGHT * 2}" font-family="system-ui, sans-serif" font-size="11">
<title>How asking, memory, building and disk grow with the number of paragraphs</title>
<rect width="100%" height="100%" fill="#fbfaf7"/>
${plots.join('\n')}
</svg>
`;
}

function drawPlot({ title, lines }: Plot, all: ScaleFigures[]): string {
  const sizes = all.map(({ paragraphs }) => paragraphs);
  const values = lines.flatMap(({ value }) => all.map(value)).filter((value) => value !== null);
  const lowest = 10 ** Math.floor(Math.log10(Math.min(...values)));
  const highest = 10 ** Math.ceil(Math.log10(Math.max(...values)));
  const x = (size: number) => scale(size, Math.min(...sizes), Math.max(...sizes), MARGIN.left, WIDTH - MARGIN.right);
  const y = (value: number) => scale(value, lowest, highest, HEIGHT - MARGIN.bottom, MARGIN.top);
  const marks = powersBetween(lowest, highest).map(
    (power) =>
      `<path d="M${MARGIN.left} ${y(power)}H${WIDTH - MARGIN.right}" stroke="#ddd8cf"/><text x="${MARGIN.left - 6}" y="${y(power) + 4}" text-anchor="end" fill="#555">${short(power)}</text>`,
  );
  const sizeMarks = sizes.map(
    (size) =>
      `<text x="${x(size)}" y="${HEIGHT - MARGIN.bottom + 16}" text-anchor="middle" fill="#555">${short(size)}</text>`,
  );
  return [
    `<text x="${MARGIN.left}" y="20" font-weight="600" fill="#222">${title}</text>`,
    ...marks,
    ...sizeMarks,
    ...lines.map((line) => drawLine(line, all, { x, y })),
    ...drawLabels(lines, all, y),
  ].join('\n');
}

function drawLine(
  { colour, value }: Line,
  all: ScaleFigures[],
  { x, y }: { x: (size: number) => number; y: (value: number) => number },
): string {
  const points = all.flatMap((figures) => {
    const own = value(figures);
    return own === null ? [] : [{ x: x(figures.paragraphs), y: y(own), own }];
  });
  const path = points.map((point, index) => `${index === 0 ? 'M' : 'L'}${point.x.toFixed(1)} ${point.y.toFixed(1)}`);
  const dots = points.map(
    (point) => `<circle cx="${point.x.toFixed(1)}" cy="${point.y.toFixed(1)}" r="2.5" fill="${colour}"/>`,
  );
  return `<path d="${path.join('')}" fill="none" stroke="${colour}" stroke-width="1.5"/>${dots.join('')}`;
}

/** The name of each line and its last value, at its end; those that would stand over each other are moved apart. */
function drawLabels(lines: Line[], all: ScaleFigures[], y: (value: number) => number): string[] {
  const last = all.at(-1);
  const labels = lines
    .flatMap(({ name, colour, value }) => {
      const own = last && value(last);
      return own == null ? [] : [{ text: `${name} ${short(own)}`, colour, y: y(own) + 4 }];
    })
    .sort((a, b) => a.y - b.y);
  for (const [index, label] of labels.entries()) {
    const above = labels[index - 1];
    if (above) label.y = Math.max(label.y, above.y + LABEL_HEIGHT);
  }
  return labels.map(
    (label) =>
      `<text x="${WIDTH - MARGIN.right + 8}" y="${label.y.toFixed(1)}" fill="${label.colour}">${label.text}</text>`,
  );
}

function scale(value: number, from: number, to: number, first: number, last: number): number {
  return first + ((last - first) * Math.log(value / from)) / Math.log(to / from || 10);
}

function powersBetween(lowest: number, highest: number): number[] {
  return Array.from({ length: Math.round(Math.log10(highest / lowest)) + 1 }, (_, index) => lowest * 10 ** index);
}

function short(value: number): string {
  if (value >= 1e6) return `${Math.round(value / 1e5) / 10}M`;
  if (value >= 1e4) return `${Math.round(value / 1e3)}k`;
  return value >= 100 ? String(Math.round(value)) : String(Math.round(value * 10) / 10);
}
