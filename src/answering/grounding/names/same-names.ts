import { appendTo } from '../../../runtime/append-to.ts';

/** Names that are written quite differently: acronyms in two languages, short and full names of countries and people. */
const GROUPS = [
  'un оон',
  'us usa сша america америка',
  'uk великобритания britain england',
  'eu ес',
  'prc кнр china китай',
  'rf рф россия russia',
  'uae оаэ эмираты emirates',
  'nato нато',
  'who воз',
  'imf мвф',
  'wto вто',
  'csto одкб',
  'cis снг',
  'ussr ссср',
  'bob rob robert',
  'bill will william',
  'dick rick richard',
  'jim james',
  'jack john',
  'mike michael',
  'tom thomas',
  'tony anthony',
  'kate katherine catherine',
  'liz beth elizabeth',
  'peggy margaret',
  'саша александр александра',
  'миша михаил',
  'дима дмитрий',
  'ваня иван',
  'катя екатерина',
  'маша мария',
  'наташа наталья',
  'володя владимир',
];
const groupsOf = new Map<string, number[]>();
for (const [index, group] of GROUPS.entries()) for (const name of group.split(' ')) appendTo(groupsOf, name, index);

/** The longest ending that a case adds to a name of the list. */
const MAX_ENDING = 2;

/** Whether two names, as `tokenize` gives them, mean one: UN and «ООН», «Китае» and "China". */
export function meanTheSame(name: string, other: string): boolean {
  const groups = groupsFor(name);
  return groups.length > 0 && groupsFor(other).some((group) => groups.includes(group));
}

/** The other names of a name: «оон» of UN. */
export function otherNamesOf(name: string): string[] {
  return groupsFor(name).flatMap((group) => GROUPS[group]!.split(' '));
}

function groupsFor(name: string): number[] {
  for (let ending = 0; ending <= MAX_ENDING && name.length - ending >= 2; ending += 1) {
    const stem = name.slice(0, name.length - ending);
    const found =
      groupsOf.get(stem) ?? (ending > 0 ? (groupsOf.get(`${stem}а`) ?? groupsOf.get(`${stem}я`)) : undefined);
    if (found && (ending === 0 || stem.length > 3)) return found;
  }
  return [];
}
