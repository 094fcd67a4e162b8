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
  /(?<!\p{L})(?:propos\p{L}+|suggest\p{L}*|call(?:s|ed|ing)?\s+(?:up)?on|call(?:s|ed|ing)?\s+for|urge[sd]?|urging|invit\p{L}+|consider\p{L}*|plan(?:s|ned|ning)?(?=\s+(?:to|for))|intend\p{L}*|aims?\s+to|hope[sd]?|request\p{L}*|wants?\s+to|recommend\p{L}*|should|would|draft|предлага\p{L}+|предлож\p{L}+|призыва\p{L}+|призв\p{L}+|рассматрива\p{L}+|рассмотр\p{L}+|планиру\p{L}+|намер\p{L}+|хотят|хочет|просит|просят|просил\p{L}?|рекоменд\p{L}+|советует|следует|надеем\p{L}+|проект|собира(?:ет|ют)ся|обсужда\p{L}+|schlägt|schlagen|vorschlag\p{L}*|propose\p{L}*|recommande\p{L}*|propone\p{L}*)(?!\p{L})/iu;
const DECIDED =
  /(?<!\p{L})(?:decided|resolved|agreed|adopted|approved|решил[аио]?|решено|постановил[аио]?|постановлено|утвердил[аио]?|утвержден\p{L}*|утверждён\p{L}*|принято\s+решение|beschlossen|décidé|decidió)(?!\p{L})/iu;
/** What is still to come is not said to be so. */
const OPEN =
  /(?<!\p{L})(?:to\s+be|will|would|should|must|may|might|can|could|if|until|предлож\p{L}+|должн?\p{L}+|должен|нужно|надо|необходимо|следует|может|могут|можно|буд[еу]т|если|чтобы|хот\p{L}+|долж\p{L}+|вырасти|за|против|werden|soll\p{L}*)(?!\p{L})/iu;
/** A past tense or a passive that says that something is so. */
const DONE =
  /^(?:\p{L}{2,}(?:л|ла|ло|ли|лся|лась|лось|лись)|\p{L}{2,}(?:ен|ена|ено|ены|ан|ана|ано|аны|ят|ята|ято|яты|ыт|ыта|ыто|ыты)|\p{L}{3,}ed|built|made|sent|given|paid|cut|bought|sold|held|put|set|taken|begun|become|brought|raised|risen|grown)$/u;
/** A verb or noun of what is to be: an infinitive, or a name of an action. */
const TO_BE = /(?:ть|ти|чь|ться|тись|ние|ния|нию|нии|нием|ка|ку|ки|кой|ing|tion|\p{L})$/u;

/**
 * Whether a sentence says that something must be what the source says may be, or the other way round.
 *
 * The two must be said of one word: of what follows "must" and "may".
 */
export function isOtherModality({ segment, standsFor, around }: AlignedSegment): boolean {
  const [must, may] = [has(MUST, segment.text), has(MAY, segment.text)];
  if (must === may || NOT.test(segment.text)) return false;
  const [own, opposite] = must ? [MUST, MAY] : [MAY, MUST];
  const heads = headsOf(segment, own);
  const saying = around.filter(({ keys }) => heads.some((head) => standsFor(head).some((key) => keys.includes(key))));
  return (
    saying.length > 0 &&
    saying.every(({ text }) => has(opposite, text) && !has(own, text) && !NOT.test(text)) &&
    saying.some((near) => headsOf(near, opposite).some((head) => heads.some((said) => standsFor(said).includes(head))))
  );
}

/** Whether a sentence says that something was done or decided that its source only proposes, recommends or calls for. */
export function isDoneTooSoon({ segment, standsFor, around }: AlignedSegment): boolean {
  const known = around.map(({ text }) => text).join('\n');
  if (!PROPOSED.test(known) || PROPOSED.test(segment.text)) return false;
  if (DECIDED.test(segment.text)) return !DECIDED.test(known);
  if (OPEN.test(segment.text)) return false;
  return segment.keys.some(
    (key) =>
      key.kind === 'word' &&
      DONE.test(key.word) &&
      standsFor(key).length > 0 &&
      standsFor(key).every(
        ({ word }) => !DONE.test(word) && TO_BE.test(word) && !/(?:ет|ют|ит|ят|ем|им)(?:ся)?$/u.test(word),
      ),
  );
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
