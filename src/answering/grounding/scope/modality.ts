import { withoutBounds } from '../polarity/negations.ts';
import type { AlignedSegment } from '../reading/align-segments.ts';
import type { Key, Segment } from '../reading/segments.ts';

const MUST =
  /(?<!\p{L})(?:must|shall|required|requires|ha(?:ve|s|d)\s+to|needs?\s+to|oblig\p{L}+|mandatory|compulsory|обязан\p{L}*|должн?\p{L}+|должен|необходимо|обязательн\p{L}+|требуется|надлежит|нужно|надо|muss|müssen|doit|doivent|debe[n]?)(?!\p{L})/giu;
const MAY =
  /(?<!\p{L})(?:may|can|could|might|allowed|permitted|entitled|free\s+to|вправе|може[тм]|могут|можно|разреша\p{L}+|разрешено|допускается|име[ею]т\s+право|kann|können|darf|dürfen|peut|peuvent|puede[n]?)(?!\p{L})/giu;
const NOT =
  /(?<!\p{L})(?:не|нельзя|без|not|cannot|never|no|only|только|лишь|\p{L}+n['’]t|nicht|kein\p{L}*|ne|pas)(?!\p{L})/iu;

/** What is proposed, asked for, planned or recommended. */
const PROPOSED =
  /(?<!\p{L})(?:propos\p{L}+|ask(?:s|ed)?\s+(?:to|for|that)|suggest\p{L}*|call(?:s|ed|ing)?\s+(?:up)?on|call(?:s|ed|ing)?\s+for|urge[sd]?|urging|invit\p{L}+|consider\p{L}*|plan(?:s|ned|ning)?(?=\s+(?:to|for))|intend\p{L}*|aims?\s+to|hope[sd]?|request\p{L}*|wants?\s+to|recommend\p{L}*|should|draft|предлага\p{L}+|предлож\p{L}+|призыва\p{L}+|призвал\p{L}?|рассматрива\p{L}+|рассмотр\p{L}+|планиру\p{L}+|намер\p{L}+|хотят|хочет|просит|просят|просил\p{L}?|рекоменд\p{L}+|советует|следует|надеем\p{L}+|проект|собира(?:ет|ют)ся|обсужда\p{L}+|schlägt|schlagen|vorschlag\p{L}*|vorgeschlagen|vorzuschlagen|berät|beraten|erwäg\p{L}+|geplant|plant|planen|empf[ei]\p{L}+|propose\p{L}*|recommande\p{L}*|envisage\p{L}*|propon\p{L}*|propuesto|propuesta|propuso|recomienda\p{L}*|estudia\p{L}*|prevé|planea\p{L}*|запропон\p{L}+|пропон\p{L}+|розгля\p{L}+|планує\p{L}*|рекоменду\p{L}+|raccomanda\p{L}*)(?!\p{L})/iu;
/** Before a verb: a motion; before a place it is none. */
const MOVED = /\bmoved\s+(?:that|to\s+(?!the\s|an?\s)\p{Ll}+)/u;
const DECIDED =
  /(?<!\p{L})(?:decided|resolved|agreed|adopted|approved|решил[аио]?|решено|постановил[аио]?|постановлено|утвердил[аио]?|утвержден\p{L}*|утверждён\p{L}*|принято\s+решение|beschlossen|beschloss|genehmigt|décidé|adopté|decidió|decidido|aprobó|aprobado|acordó|acordado|вирішил[аио]|вирішено|ухвалил[аио]|ухвалено|затвердил[аио]|затверджено)(?!\p{L})/iu;
const FORBIDDEN = /(?<!\p{L})(?:forbidden|prohibited|banned|illegal|запре[тщ]\p{L}+|verboten|prohibido)(?!\p{L})/iu;
const DISADVISED =
  /(?<!\p{L})(?:(?:not|n['’]t)\s+(?:advis|recommend)\p{L}+|(?:advis|recommend)\p{L}+\s+against|inadvisable|не\s+(?:рекоменд|совету)\p{L}+|нежелательн\p{L}+|nicht\s+(?:empfohlen|ratsam))(?!\p{L})/iu;
const UNDECIDED =
  /(?<!\p{L})(?:not|n['’]t|never|не|nicht)\s+(?:yet\s+|been\s+|ещ[её]\s+|было\s+)*(?:decided|resolved|agreed|adopted|approved|реш[аи]\p{L}+|приня\p{L}+|утвер\p{L}+|entschieden|beschlossen)(?!\p{L})/iu;
/** What is still to come is not said to be so. */
const OPEN =
  /(?<!\p{L})(?:to\s+be|(?:is|are)\s+to|will|would|should|must|may|might|can|could|if|until|предлож\p{L}+|должн?\p{L}+|должен|нужно|надо|необходимо|следует|может|могут|можно|буд[еу]т|если|чтобы|хот\p{L}+|долж\p{L}+|вырасти|бы|выступ\p{L}+|высказ\p{L}+|сказа\p{L}+|заяви\p{L}+|said|argued|spoke|asked|moved|wanted|noted|werden|soll\p{L}*)(?!\p{L})/iu;
/** What will be, which is open where it is only proposed. */
const WILL = /(?<!\p{L})(?:will|would|is\s+going\s+to|буд[еу]т|будуть|буде|wird|werden)(?!\p{L})/iu;
/** Leaves it open in the sentence itself. */
const UNSURE =
  /(?<!\p{L})(?:to\s+be|would|should|must|may|might|can|could|if|whether|decide\p{L}*|ли|если|может|могут|можно|решит|решат|решени\p{L}+|ob|entscheide\p{L}*|soll\p{L}*|könn\p{L}*)(?!\p{L})/iu;
/** A past tense or a passive that says that something is so. */
const DONE =
  /^(?:\p{L}{2,}(?:л|ла|ло|ли|лся|лась|лось|лись)|\p{L}{2,}(?:ен|ена|ено|ены|ан|ана|ано|аны|ят|ята|ято|яты|ыт|ыта|ыто|ыты)|\p{L}{3,}ed|built|made|sent|given|paid|cut|bought|sold|held|put|set|taken|begun|become|brought|raised|risen|grown)$/u;
/** So much of a part must be in the source to be about the same. */
const MIN_KNOWN = 0.5;

/**
 * Whether a sentence says that something must be what the source says may be, or the other way round.
 *
 * The two must be said of one word: of what follows "must" and "may".
 */
export function isOtherModality({ segment, standsFor, around }: AlignedSegment): boolean {
  const [must, may] = [has(MUST, segment.text), has(MAY, segment.text)];
  if (must === may || NOT.test(withoutBounds(segment.text))) return false;
  const [own, opposite] = must ? [MUST, MAY] : [MAY, MUST];
  const heads = headsOf(segment, own);
  const saying = around.filter(({ keys }) => heads.some((head) => standsFor(head).some((key) => keys.includes(key))));
  return (
    saying.length > 0 &&
    saying.every(({ text }) => has(opposite, text) && !has(own, text) && !NOT.test(withoutBounds(text))) &&
    saying.some((near) => headsOf(near, opposite).some((head) => heads.some((said) => standsFor(said).includes(head))))
  );
}

/** Whether a sentence says that something was done or decided that its source only proposes, recommends or calls for. */
export function isDoneTooSoon({ segment, standsFor, around, nearest }: AlignedSegment): boolean {
  const source = around.map(({ text }) => text).join('\n');
  if (FORBIDDEN.test(segment.text) && DISADVISED.test(source) && !FORBIDDEN.test(source)) return true;
  if (!OPEN.test(segment.text) && isOnlyPossible(segment, source)) return true;
  if (!(PROPOSED.test(source) || MOVED.test(source)) || PROPOSED.test(segment.text)) return false;
  if (UNDECIDED.test(segment.text)) return false;
  if (DECIDED.test(segment.text)) return !DECIDED.test(source);
  if (WILL.test(segment.text))
    return (
      !UNSURE.test(segment.text) &&
      isMostly(segment, standsFor) &&
      !WILL.test(nearest.map(({ text }) => text).join('\n'))
    );
  if (OPEN.test(segment.text)) return false;
  const done = segment.keys.filter((key) => key.kind === 'word' && DONE.test(key.word));
  return (
    done.length > 0 &&
    isMostly(segment, standsFor) &&
    done.every((key) => standsFor(key).every(({ word }) => !DONE.test(word)))
  );
}

/** Whether most of a part is in the source. */
function isMostly({ keys }: Segment, standsFor: AlignedSegment['standsFor']): boolean {
  return keys.filter((key) => standsFor(key).length > 0).length >= MIN_KNOWN * keys.length;
}

/** Whether a passive of the sentence is only what may or must be in the source: «исключён» for «может быть исключён». */
function isOnlyPossible({ text, keys }: Segment, source: string): boolean {
  return keys.some(({ word }) => {
    const isPast = new RegExp(`(?:was|were|been)\\s+${word}|(?<!\\p{L})${word}(?=[\\s.,!?]|$)(?<=[а-я])`, 'iu').test(
      text.replaceAll('ё', 'е'),
    );
    if (!DONE.test(word) || !isPast) return false;
    return new RegExp(
      `(?:may|might|can|could)\\s+(?:also\\s+)?be\\s+${word}|(?:может|могут)\\s+быть\\s+${word}`,
      'iu',
    ).test(source.replaceAll('ё', 'е'));
  });
}

function has(pattern: RegExp, text: string): boolean {
  return text.search(pattern) >= 0;
}

/** What "must" or "may" is said of: the next word that carries meaning, or the last before it. */
function headsOf({ text, keys }: Segment, modal: RegExp): Key[] {
  return Array.from(text.matchAll(modal)).flatMap(({ 0: found, index }) => {
    const after = text
      .slice(index + found.length)
      .toLowerCase()
      .replaceAll('ё', 'е');
    const words = keys.filter((key) => key.kind === 'word');
    const next = words
      .map((key) => ({ key, place: after.search(new RegExp(`(?<!\\p{L})${key.word}(?!\\p{L})`, 'u')) }))
      .filter(({ place }) => place >= 0)
      .sort((one, other) => one.place - other.place)[0];
    return next ? [next.key] : words.slice(0, 1);
  });
}
