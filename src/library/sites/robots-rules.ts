/** What the robots.txt of a site lets this program do (RFC 9309). */
export interface RobotsRules {
  /** @param path With its query. */
  isAllowed(path: string): boolean;
  /** What it asks for between two requests; 0 where it asks for nothing. */
  delayMs: number;
}

interface Rule {
  allows: boolean;
  pattern: string;
}

interface Group {
  agents: string[];
  rules: Rule[];
  delayMs: number;
}

/** By which a site may name this program, whatever the case. */
export const ROBOT_NAME = 'pilcrow';
/** Of a file that is longer the rest does not count, as the RFC has it. In UTF-16 code units. */
const MAX_LENGTH = 500 * 1024;
const MAX_DELAY_MS = 30_000;
const UNRESERVED = /[\w.~-]/;

/** A site that lets this program fetch all, or nothing. */
export const ALLOWING_ALL: RobotsRules = { isAllowed: () => true, delayMs: 0 };
export const ALLOWING_NOTHING: RobotsRules = { isAllowed: () => false, delayMs: 0 };

/** Reads a robots.txt: the rules of all groups that name this program, else of those for every program. */
export function readRobotsRules(text: string): RobotsRules {
  const groups = groupsOf(text.slice(0, MAX_LENGTH));
  const named = groups.filter(({ agents }) => agents.includes(ROBOT_NAME));
  const meant = named.length > 0 ? named : groups.filter(({ agents }) => agents.includes('*'));
  const rules = meant.flatMap((group) => group.rules);
  return {
    delayMs: Math.min(MAX_DELAY_MS, Math.max(0, ...meant.map(({ delayMs }) => delayMs))),
    isAllowed(path) {
      const asked = normalized(path);
      const matching = rules.filter(({ pattern }) => isMatch(pattern, asked));
      const longest = Math.max(0, ...matching.map(({ pattern }) => pattern.length));
      const deciding = matching.filter(({ pattern }) => pattern.length === longest);
      return deciding.length === 0 || deciding.some(({ allows }) => allows);
    },
  };
}

/** The groups of a file: the names that stand in a row, and what follows them. */
function groupsOf(text: string): Group[] {
  const groups: Group[] = [];
  let isNaming = false;
  for (const line of text.replace(/^\ufeff/, '').split(/\r\n?|\n/)) {
    const [, field = '', value = ''] = /^[ \t]*([\w-]+)[ \t]*:[ \t]*([^#]*)/.exec(line) ?? [];
    const name = field.toLowerCase();
    if (name === 'user-agent') {
      if (!isNaming) groups.push({ agents: [], rules: [], delayMs: 0 });
      isNaming = true;
      groups.at(-1)!.agents.push(agentOf(value.trim()));
    } else if (name === 'allow' || name === 'disallow') {
      isNaming = false;
      // An empty pattern is no rule.
      if (value.trim() !== '')
        groups.at(-1)?.rules.push({ allows: name === 'allow', pattern: normalized(value.trim()) });
    } else if (name === 'crawl-delay') {
      isNaming = false;
      const group = groups.at(-1);
      if (group) group.delayMs = 1000 * (Number.parseFloat(value) || 0);
    }
  }
  return groups;
}

/** The name of a program, without its version. */
function agentOf(value: string): string {
  return (value === '*' ? value : (/^[A-Za-z_-]+/.exec(value)?.[0] ?? '')).toLowerCase();
}

/** Whether a path begins as a pattern says: `*` is any signs, `$` at the end is the end of the path. Each part is looked for once, from left to right. */
function isMatch(pattern: string, path: string): boolean {
  const isWhole = pattern.endsWith('$');
  const parts = (isWhole ? pattern.slice(0, -1) : pattern).split('*');
  const [first = ''] = parts;
  if (!path.startsWith(first)) return false;
  let end = first.length;
  for (const [index, part] of parts.entries()) {
    if (index === 0) continue;
    const isLast = isWhole && index === parts.length - 1;
    const found = isLast ? path.length - part.length : path.indexOf(part, end);
    if (found < end || (isLast && !path.endsWith(part))) return false;
    end = found + part.length;
  }
  return !isWhole || end === path.length;
}

/** A path or a pattern with one way to write each sign: all but the plainest ones percent-encoded, in capitals. */
function normalized(path: string): string {
  return path
    .replace(/[^\x21-\x7e]+/gu, (signs) => encodeURIComponent(signs.replace(/\p{Cs}/gu, '')))
    .replace(/%[\da-f]{2}/gi, (code) => {
      const sign = String.fromCharCode(Number.parseInt(code.slice(1), 16));
      return UNRESERVED.test(sign) ? sign : code.toUpperCase();
    });
}
