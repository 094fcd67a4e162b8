import type { AlignedSegment } from '../reading/align-segments.ts';
import { withoutBounds } from './negations.ts';

/** What is said for something, and what is said against it. A text that has one side only contradicts one that has the other only. */
const OPPOSITES: [RegExp, RegExp][] = [
  pair(
    'поддерж|одобр|приветств|принят|приня[лт]|(?:выступ|высказ)\\p{L}*\\s+за(?!\\p{L})|support|approv|accept|adopted|welcom|favou?r|vot\\p{L}+\\s+for(?!\\p{L})',
    'осу(?:жд|ди)|отверг|отклон|отказ|(?:выступ|высказ)\\p{L}*\\s+против|condemn|reject|oppos|declin|turned\\s+down|vot\\p{L}+\\s+against',
  ),
  pair(
    'увелич|повы[сш]|вырос|выраст|раст[её]т|возрос|increas|rise|rose|risen|grow|grew|raise|gain|higher|doubl|удво',
    'сокра[тщ]|сниз|сниж|уменьш|упал|паден|decreas|reduc|fell|fall|lower|drop|shrank|shrink|declin|halv|decline',
  ),
  pair(
    'разреш[еаёи]|можно(?!\\p{L})|(?<!не\\s)допуска|допустим|acceptable|permitted|allowed',
    'запре[тщ]|нельзя|недопустим|не\\s+(?:разреш|допуска)|unacceptable|prohibit|forbid|forbidden|banned',
  ),
  pair('откры[тлв]|opens?(?!\\p{L})|opened|opening', 'закры[тлв]|закроют|closes?(?!\\p{L})|closed|closing|shut'),
  pair(
    '(?:is|are|be|stays?|turned|switched|switch(?:es)?|turns?)\\s+on(?!\\p{L})|enabled|activated|включ[её]н|включа|включит|enables?(?!\\p{L})',
    '(?:is|are|be|stays?|turned|switched|switch(?:es)?|turns?)\\s+(?:itself\\s+)?off(?!\\p{L})|disabled|deactivated|(?:от|вы)ключ[её]н|(?:от|вы)ключа|(?:от|вы)ключит|disables?(?!\\p{L})',
  ),
  pair(
    'mandatory|required|compulsory|obligatory|(?<!не)обязател(?:ьн|ен)|on\\s+by\\s+default|включ[её]н\\p{L}*\\s+по\\s+умолчанию',
    'optional|voluntary|необязател(?:ьн|ен)|добровольн|по\\s+желанию|off\\s+by\\s+default|on\\s+request',
  ),
  pair('бесплат(?:н|ен)|free(?!\\p{L})|даром|не\\s+плат[ия]т', '(?<!бес)платн\\p{L}{2}(?!\\p{L})|chargeable|paid-for'),
  pair('хвата(?:ет|ло)|enough|sufficient|достаточн', 'не\\s+хвата|нехват|недоста[тё]|insufficient|shortfall|lacking'),
  pair('present(?!\\p{L})|присутств', 'absent|отсутств'),
  pair('succeed|успешн|succe', 'fail|неуда|провал'),
  pair('legal(?!\\p{L})|lawful|законн', 'illegal|unlawful|незаконн'),
  pair('valid(?!\\p{L})|действителен|действительн', 'invalid|expired|недейств|утрат'),
  pair('liable|responsible|отвечает|несёт\\s+ответств', 'not\\s+liable|не\\s+отвеча|не\\s+нес[её]т'),
  pair(
    'начина|начал|begins?(?!\\p{L})|began|starts?(?!\\p{L})|started',
    'заканчив|законч|оконч|ends?(?!\\p{L})|ended|finish|stops?(?!\\p{L})|stopped',
  ),
  pair('early(?!\\p{L})|заранее', 'late(?!\\p{L})|с\\s+опозданием'),
  pair('исправн', 'неисправн'),
  pair('экспорт|export|вывоз|вывез', 'импорт|import(?!an)|ввоз|ввез'),
  pair('купи|покуп|bought|buys?(?!\\p{L})|purchas', 'прода[лжвё]|sold|sells?(?!\\p{L})|sale'),
  pair('прибы[влт]|приезж|приеха|arriv', 'отправл|отбы[влт]|уезж|уеха|depart|leaves?(?!\\p{L})'),
  pair('получ|receiv|obtain', 'переда[лвнёю]|отда[лвнёю]|handed|gave|given'),
  pair('выигра|побед|won(?!\\p{L})|wins?(?!\\p{L})', 'проигра|пораж|lost\\s+to|defeated\\s+by'),
];

function pair(one: string, other: string): [RegExp, RegExp] {
  return [new RegExp(`(?<!\\p{L})(?:${one})`, 'giu'), new RegExp(`(?<!\\p{L})(?:${other})`, 'giu')];
}

/** A negation within a few words before makes a word its opposite. */
const DENIED_BEFORE =
  /(?<!\p{L})(?:не|not|never|cannot|no|\p{L}+n['’]t|нельзя|nicht|kein\p{L}*|никогда)(?:\s+\p{L}+){0,3}\s+$/iu;

/** Whether a text takes the other side than its source in what the source takes one side of. */
export function takesOtherSide(text: string, other: string): boolean {
  const [plain, known] = [withoutBounds(text), withoutBounds(other)];
  return OPPOSITES.some((sides) => {
    const [side, knownSide] = [sideOf(plain, sides), sideOf(known, sides)];
    return side !== 0 && knownSide !== 0 && side !== knownSide;
  });
}

/** Whether a part of a sentence takes the other side than the part of the source that has most of its other words. */
export function takesOtherSideOfPart({ segment, standsFor, around }: AlignedSegment): boolean {
  const text = withoutBounds(segment.text);
  return OPPOSITES.some((sides) => {
    const side = sideOf(text, sides);
    if (side === 0) return false;
    const keys = segment.keys.filter(({ word }) => sides.every((one) => word.search(one) < 0));
    const counts = around.map(
      (part) => keys.filter((key) => standsFor(key).some((same) => part.keys.includes(same))).length,
    );
    const most = Math.max(...counts);
    const numbers = keys.filter((key) => key.kind === 'quantity').flatMap(standsFor);
    const nearest = around.filter(
      (part, index) =>
        counts[index] === most && (numbers.length === 0 || numbers.some((number) => part.keys.includes(number))),
    );
    return (
      most > 0 &&
      most >= keys.length / 2 &&
      nearest.length === 1 &&
      sideOf(withoutBounds(nearest[0]!.text), sides) === -side
    );
  });
}

/** 1 for what is said for it, -1 against it, 0 for neither or both. */
function sideOf(text: string, [forIt, againstIt]: [RegExp, RegExp]): number {
  const sides = new Set<number>();
  const read = (pattern: RegExp, side: number) => {
    for (const match of text.matchAll(pattern)) sides.add(isDenied(text, match) ? -side : side);
  };
  read(forIt, 1);
  read(againstIt, -1);
  return sides.size === 1 ? [...sides][0]! : 0;
}

function isDenied(text: string, { 0: found, index }: RegExpMatchArray): boolean {
  if (/^(?:не|not)\s/iu.test(found)) return false;
  const clause = text.slice(0, index).replace(/^.*[,;:.!?—–]\s/su, '');
  return DENIED_BEFORE.test(clause);
}
