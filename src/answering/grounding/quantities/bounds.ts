/**
 * What a number is of what is counted: the least or the most ("over" and "at least" are one), or of what changes, where it ends
 * ("raised to") or how far it went ("raised by").
 */
export type Bound = 'min' | 'max' | 'end' | 'step';

/** What says so right before a number. */
const BEFORE: ['min' | 'max', RegExp][] = [
  [
    'min',
    endingWith(
      `at\\s+least|(?:no|not)\\s+(?:less|fewer|earlier|sooner|shorter|lower|smaller|younger|under|below)(?:\\s+than)?|not\\s+before|(?:a\\s+)?minimum(?:\\s+of)?|upwards\\s+of|as\\s+early\\s+as
      |не\\s+(?:менее|меньше|ранее|раньше|ниже|короче|холоднее|дешевле|(?:быва\\p{L}+\\s+)(?:холоднее|ниже|меньше)|моложе|младше|реже)(?:,?\\s+чем)?|как\\s+минимум|минимум|хотя\\s+бы|по\\s+(?:меньшей|крайней)\\s+мере|самое\\s+раннее|начиная\\s+с
      |mindestens|wenigstens|frühestens|au\\s+moins|al\\s+menos|almeno`,
    ),
  ],
  [
    'max',
    endingWith(
      `at\\s+(?:the\\s+)?(?:most|latest)|up\\s+to|(?:no|not)\\s+(?:more|later|longer|higher|older|greater|larger|bigger|heavier|above|over)(?:\\s+than)?|(?:not|never)\\s+(?:be\\s+)?exceed(?:ing|s|ed)?|(?:a\\s+)?max(?:imum)?(?:\\s+of)?|within|as\\s+(?:much|many)\\s+as|limited\\s+to
      |не\\s+(?:более|больше|позднее|позже|выше|дольше|свыше|старше|чаще|длиннее|дороже|теплее|(?:\\p{L}+\\s+)?превыша\\p{L}+)(?:,?\\s+чем)?|максимум|самое\\s+позднее|в\\s+течение|в\\s+пределах|вплоть\\s+до
      |höchstens|maximal|spätestens|bis\\s+zu|innerhalb\\s+von|au\\s+plus|jusqu'à|como\\s+máximo|hasta|al\\s+massimo|entro|fino\\s+a`,
    ),
  ],
  [
    'min',
    endingWith(
      `(?:more|greater|longer|later|older|higher|larger|bigger|heavier|taller|dearer|warmer|hotter)\\s+than|over|above|exceed(?:ing|s)?|beyond|after|from|since|starting|between|с|со|от|после|свыше|более|больше|тяжелее|выше|старше|дороже|теплее|позднее|позже|дольше|длиннее|превыша\\p{L}+|mehr\\s+als|über|ab|nach|plus\\s+de|más\\s+de|dopo`,
    ),
  ],
  [
    'max',
    endingWith(
      `(?:less|fewer|shorter|earlier|lower|smaller|younger|cheaper|lighter|colder|cooler)\\s+than|under|below|before|until|till|to|до|менее|меньше|легче|дешевле|холоднее|ниже|раньше|ранее|младше|моложе|короче|weniger\\s+als|unter|vor|bis|moins\\s+de|menos\\s+de|prima\\s+di`,
    ),
  ],
];

/** What says so right behind a number and its unit. */
const AFTER: ['min' | 'max', RegExp][] = [
  [
    'min',
    /^\s*(?:\+|(?:or|and)\s+(?:more|later|over|above|older|higher|greater|longer|up(?:wards)?|newer)(?!\p{L}|\s*[−-]?\d)|(?:и|или)\s+(?:более|больше|старше|выше|позже|позднее|дольше|новее)(?!\p{L}|\s*[−-]?\d)|at\s+(?:least|the\s+earliest|a\s+minimum)|minimum|как\s+минимум|oder\s+mehr|ou\s+plus|o\s+más)/iu,
  ],
  [
    'max',
    /^\s*(?:(?:or|and)\s+(?:less|fewer|earlier|under|below|younger|lower|shorter|older\s+versions)(?!\p{L}|\s*[−-]?\d)|(?:и|или)\s+(?:менее|меньше|младше|моложе|ниже|раньше|ранее|короче)(?!\p{L}|\s*[−-]?\d)|at\s+(?:most|the\s+latest)|maximum|максимум|oder\s+weniger|ou\s+moins|o\s+menos)/iu,
  ],
];
const CHANGE =
  '(?:rais|increas|reduc|lower|cut|risen|rose|rise|fell|fall|grow|grew|drop|повы[сш]|увелич|сниз|сниж|сократ|сокращ|уменьш|подня|выраст|вырос|упал)\\p{L}*(?:\\s+\\p{L}+){0,4}';
const END = new RegExp(`${CHANGE}\\s+(?:to|до)\\s+[$€£¥₽]?$`, 'iu');
const STEP = new RegExp(`${CHANGE}\\s+(?:by|на)\\s+[$€£¥₽]?$`, 'iu');
/** "By 30 percent" is how much, "by 10 October" and «к 10 октября» are bounds. */
const BY = /(?<!\p{L})(?:by|ко?)\s+(?:the\s+)?$/iu;

/**
 * The bound that a number is, by the words around it.
 *
 * @param isTime Whether the number is a date or a time of day.
 */
export function boundOf(before: string, after: string, isTime: boolean): Bound | null {
  const nearby = before.replace(/^.*[.;!?]\s/su, '');
  const behind = AFTER.find(([, pattern]) => pattern.test(after));
  if (behind) return behind[0];
  const ahead = boundAhead(nearby, after);
  if (ahead) return ahead;
  if (END.test(nearby)) return 'end';
  if (STEP.test(nearby)) return 'step';
  if (BY.test(nearby)) return isTime ? 'max' : null;
  return BEFORE.find(([, pattern]) => pattern.test(nearby))?.[0] ?? null;
}

/** Up to two words may stand between the bound and the number: «не ранее чем через 15», "at least the first 5". */
function endingWith(words: string): RegExp {
  const filler =
    '(?:чем|через|за|на|по|в|во|about|every|each|кажд\\p{L}+|alle|todos|todas|cada|los|las|the|a|an|another|из|около|[$€£¥₽]|us|eur|usd|outside|temperature|temperatures|of|than|температур\\p{L}+|возраст\\p{L}+|um|als|le|la|de)';
  return new RegExp(`(?<!\\p{L})(?:${words.replaceAll(/\s*\n\s*/g, '')})(?:\\s+${filler}){0,3}\\s*[−-]?$`, 'iu');
}

/** Whether a number with one bound may stand for the same number with another: not the least for the most. */
export function areCompatible(bound: Bound | null, other: Bound | null): boolean {
  const pair = [bound, other].sort().join(' ');
  return pair !== 'max min' && pair !== 'end step';
}

/** Words that deny what follows. */
export const DENIAL =
  /(?<!\p{L})(?:не|нельзя|запре[тщ]\p{L}+|недопустимо|not|never|cannot|\p{L}+n't|without|no|forbidden|prohibited|banned|unless|nicht|kein\p{L}*|verboten|ne|pas|non)(?!\p{L})/giu;
/** Bounds that have their negation within: "no more than". */
const WITHIN =
  /(?<!\p{L})(?:не|no|not)\s+(?:(?:менее|более|позднее|позже|ранее|раньше|больше|меньше|выше|ниже|короче|реже|чаще|дольше|старше|младше|свыше|less|more|later|fewer|earlier|longer|before)(?!\p{L})|(?:be\s+|\p{L}+\s+)?(?:exceed|превыша))/giu;
/** "No later than five days before" is five days or more, «не ранее чем за пять дней до» five or less. */
const LATEST_BEFORE = /(?:не\s+(?:позднее|позже),?\s+чем\s+за|самое\s+позднее\s+за)\s+$/iu;
const EARLIEST_BEFORE = /(?:не\s+(?:ранее|раньше),?\s+чем\s+за)\s+$/iu;
const LATE = /(?:no|not)\s+later\s+than\s+(?:the\s+)?$/iu;
const EARLY = /(?:no|not)\s+(?:earlier|sooner|more)\s+than\s+$/iu;
const AHEAD = /^\s*(?:before|prior|ahead|in\s+advance)(?!\p{L})/iu;

function boundAhead(before: string, after: string): Bound | null {
  if (LATEST_BEFORE.test(before) || (LATE.test(before) && AHEAD.test(after))) return 'min';
  return EARLIEST_BEFORE.test(before) || (EARLY.test(before) && AHEAD.test(after)) ? 'max' : null;
}

/** What denies what stands before it: «кровь сдавать нельзя», "is forbidden". */
const DENIAL_BEHIND =
  /^[^.,;!?]*(?<!\p{L})(?:нельзя|запрещ\p{L}+|не\s+(?:допуска|разреш)\p{L}+|is\s+(?:not\s+\p{L}+|forbidden|prohibited)|verboten)(?!\p{L})/iu;

/** Whether a sentence denies what a number is said of, otherwise than in a bound such as "no more than". */
export function isDenied(before: string, after: string): boolean {
  return (
    before
      .replace(/^.*[.;!?]\s/su, '')
      .replaceAll(WITHIN, '')
      .search(DENIAL) >= 0 || DENIAL_BEHIND.test(after)
  );
}
