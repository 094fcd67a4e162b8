import type { Measures } from './quality-floor.ts';

/** The last lines of `cases/people/judge.mjs` as figures. @throws when they have another form */
export function parsePeople(output: string): Measures {
  const [verdicts, lengths] = lastLines(output, 2);
  const shares = match(/^good (\S+) acceptable (\S+) bad (\S+) of (\d+)$/, verdicts!, [
    'good',
    'acceptable',
    'bad',
    'of',
  ]);
  const facts = match(
    /^one fact: median (\d+) characters quoted, the first quote alone holds it in (\S+) of (\d+)$/,
    lengths!,
    ['median', 'holds', 'of'],
  );
  const of = Number(shares.of);
  return {
    good: { right: countOf(shares.good!, of), of },
    'good or acceptable': { right: of - countOf(shares.bad!, of), of },
    'the first quote holds the fact': { right: countOf(facts.holds!, Number(facts.of)), of: Number(facts.of) },
    'median quoted where one fact is asked for': { characters: Number(facts.median) },
  };
}

/** The last line of `cases/answers/run-cases.mjs` as figures. @throws when it has another form */
export function parseAnswers(output: string): { pass: number; passOrWeak: number; of: number } {
  const [line] = lastLines(output, 1);
  const counts = match(/^\{ pass: (\d+), weak: (\d+), fail: (\d+) \}$/, line!, ['pass', 'weak', 'fail']);
  const [pass, weak, fail] = [Number(counts.pass), Number(counts.weak), Number(counts.fail)];
  return { pass, passOrWeak: pass + weak, of: pass + weak + fail };
}

/** The last line of `cases/files/check.mjs` as a figure. @throws when it has another form */
export function parseFiles(output: string): Measures {
  const [line] = lastLines(output, 1);
  const { hold, of } = match(/^(\d+) of (\d+) hold$/, line!, ['hold', 'of']);
  return { 'read right': { right: Number(hold), of: Number(of) } };
}

const PUBLIC_SET =
  /^(\S.*): hit@1 (\S+) hit@5 (\S+) \(words \S+, grams \S+\) quoted (\S+) in (\d+) characters, answered (\S+) of (\d+)(?:, absent answered (\S+) of (\d+), auc (\S+))?$/;

/** All lines of `eval/measure-public.mjs`, one a set, as figures. @throws when one has another form */
export function parsePublicSets(output: string): Measures {
  const lines = output.trim().split('\n');
  return Object.assign({}, ...lines.map(parsePublicSet));
}

function parsePublicSet(line: string): Measures {
  const groups = ['set', 'first', 'five', 'quoted', 'length', 'answered', 'of', 'absentAnswered', 'absent', 'auc'];
  const found = match(PUBLIC_SET, line, groups);
  const of = Number(found.of);
  const named = (name: string) => `${found.set}: ${name}`;
  const measures: Measures = {
    [named('hit@1')]: { right: countOf(found.first!, of), of },
    [named('hit@5')]: { right: countOf(found.five!, of), of },
    // Some sets name the words of the answer for some questions, or for none: a share of those.
    ...(found.quoted !== '–' && { [named('quotes hold the answer')]: { share: shareOf(found.quoted!) } }),
    [named('mean quoted')]: { characters: Number(found.length) },
    [named('answered')]: { right: countOf(found.answered!, of), of },
  };
  if (found.absent === undefined) return measures;
  const absent = Number(found.absent);
  return {
    ...measures,
    [named('not answered, where no document answers')]: {
      right: absent - countOf(found.absentAnswered!, absent),
      of: absent,
    },
    [named('area under the curve of the confidence')]: { share: shareOf(found.auc!) },
  };
}

/** The lines a script ends with, blank ones left out. */
function lastLines(output: string, count: number): string[] {
  const lines = output.trim().split('\n');
  if (lines.length < count) throw unreadable(output, `it has fewer than ${count} lines`);
  return lines.slice(-count);
}

function match(pattern: RegExp, line: string, groups: string[]): Record<string, string | undefined> {
  const found = pattern.exec(line);
  if (!found) throw unreadable(line, `it is not ${String(pattern)}`);
  return Object.fromEntries(groups.map((name, index) => [name, found[index + 1]]));
}

/** The number of questions of which a script printed only the share; it must be the only number with that share. */
function countOf(printed: string, of: number): number {
  const digits = printed.split('.')[1]?.length ?? 0;
  const counts = Array.from({ length: of + 1 }, (_, count) => count).filter(
    (count) => (count / of).toFixed(digits) === printed,
  );
  if (counts.length !== 1) throw unreadable(printed, `${counts.length} numbers of ${of} questions have this share`);
  return counts[0]!;
}

function shareOf(printed: string): number {
  if (!/^[01]\.\d{3}$/.test(printed)) throw unreadable(printed, 'it is not a share with three digits');
  return Number(printed);
}

function unreadable(output: string, state: string): Error {
  return new Error(
    `Cannot read the verdict ${JSON.stringify(output.slice(-500))}: ${state}; compare the script with parse-verdicts.ts`,
  );
}
