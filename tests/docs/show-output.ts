const MAX_LINE_LENGTH = 110;

/** How JSON is set: which texts lose their middle, and how much of them stays at both ends. */
interface Setting {
  longest: number;
  head: number;
  tail: number;
  blank: '' | ' ';
  /** Whether the lists of a whole answer are left out. */
  leavesListsOut: boolean;
}
const SEVERAL_LINES: Setting = { longest: 120, head: 80, tail: 40, blank: ' ', leavesListsOut: false };
const LINE_OF_STREAM: Setting = { longest: 60, head: 36, tail: 24, blank: '', leavesListsOut: true };
const PLAIN_LINE: Setting = { ...SEVERAL_LINES, longest: 300 };

/**
 * What a command printed, as the page shows it: JSON on several lines, long texts without their middle, of a list of objects the
 * first, fractions to two places. In streams each line of JSON stays one, and an answer's lists are left out.
 */
export function showOutput(output: string): string {
  const whole = jsonOf(output);
  return whole === undefined
    ? output.replaceAll('\r', '').trimEnd().split('\n').map(showLine).join('\n')
    : showBroken(whole, '');
}

function showLine(line: string): string {
  const [, prefix = '', rest = ''] = /^(data: )?(.*)$/.exec(line) ?? [];
  const value = jsonOf(rest);
  return value === undefined ? withoutMiddle(line, PLAIN_LINE) : prefix + showFlat(value, LINE_OF_STREAM);
}

/** An object or a list; a number alone is a line like any other. */
function jsonOf(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

function showBroken(value: unknown, indent: string): string {
  const flat = showFlat(value, SEVERAL_LINES);
  if (typeof value !== 'object' || value === null || flat.length + indent.length <= MAX_LINE_LENGTH) return flat;
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    const { shown, more } = firstOf(value);
    const items = [...shown.map((item) => showBroken(item, inner)), ...more];
    return `[\n${items.map((item) => inner + item).join(',\n')}\n${indent}]`;
  }
  const entries = Object.entries(value).map(([key, item]) => `${inner}"${key}": ${showBroken(item, inner)}`);
  return `{\n${entries.join(',\n')}\n${indent}}`;
}

function showFlat(value: unknown, setting: Setting): string {
  const { blank, leavesListsOut } = setting;
  if (typeof value === 'string') return JSON.stringify(withoutMiddle(value, setting));
  if (typeof value === 'number' && !Number.isInteger(value)) return value.toFixed(2);
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) {
    const { shown, more } = firstOf(value);
    return `[${[...shown.map((item) => showFlat(item, setting)), ...more].join(`,${blank}`)}]`;
  }
  const isAnswer = leavesListsOut && 'kind' in value;
  const entries = Object.entries(value).map(([key, item]) => {
    const isLeftOut = isAnswer && Array.isArray(item) && item.length > 0;
    return `"${key}":${blank}${isLeftOut ? '[…]' : showFlat(item, setting)}`;
  });
  return `{${entries.join(`,${blank}`)}}`;
}

/** Lists of objects are cut, lists of texts are not. */
function firstOf(list: unknown[]): { shown: unknown[]; more: string[] } {
  if (list.length < 2 || typeof list[0] !== 'object') return { shown: list, more: [] };
  return { shown: list.slice(0, 1), more: [`… ${list.length - 1} more`] };
}

/** Cut between words. */
function withoutMiddle(text: string, { longest, head, tail }: Setting): string {
  if (text.length <= longest) return text;
  return `${text.slice(0, head).replace(/\S+$/, '')}…${text.slice(-tail).replace(/^\S+/, '')}`;
}
