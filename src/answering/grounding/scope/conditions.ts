import type { AlignedSegment } from '../reading/align-segments.ts';
import type { Segment } from '../reading/segments.ts';

const CONDITION =
  /(?<!\p{L})(?:if|unless|provided(?:\s+that)?|only\s+when|in\s+case|on\s+condition|as\s+long\s+as|except|если|при\s+условии|в\s+случае|лишь\s+когда|при\s+(?:уплате|наличии|отсутствии|оплате|предъявлении|согласии)|wenn|falls|sofern|si|à\s+condition|siempre\s+que|se)(?!\p{L})/iu;
/** Words by which a sentence says itself that it is not always so. */
const CONDITIONAL =
  /(?<!\p{L})(?:if|unless|when|may|might|can|could|only|some|sometimes|possibl[ey]|provided|depending|after|before|for|with|without|who|whose|which|в|для|если|когда|при|может|могут|можно|только|лишь|иногда|возможн\p{L}+|после|до|перед|без|котор\p{L}+|тот|тем|wenn|kann|si|peut|puede)(?!\p{L})/iu;
/** A part with fewer words is a heading or a half that says nothing without the rest. */
const MIN_KNOWN = 0.75;

/** Whether a sentence says without its condition what its source says with one: of the condition it has not a word. */
export function isConditionDropped({ segment, nearest, around, has, standsFor }: AlignedSegment): boolean {
  if (CONDITIONAL.test(segment.text) || segment.keys.length < 2) return false;
  const known = segment.keys.filter((key) => standsFor(key).length > 0);
  if (known.length < MIN_KNOWN * segment.keys.length) return false;
  const main = nearest.filter((part) => !CONDITION.test(part.text));
  if (main.length > 0 && main.some((part) => !isBound(part, around))) return false;
  const conditions = around.filter(({ text }) => CONDITION.test(text));
  return (
    conditions.some(({ keys }) => keys.some((key) => key.kind !== 'negation')) &&
    conditions.every(({ keys }) => isUnsaid(keys, nearest, has))
  );
}

/** Whether the condition next to a part is its condition: no other statement of the sentence may have it. */
function isBound(part: Segment, around: Segment[]): boolean {
  const own = around.filter(({ sentence }) => sentence === part.sentence);
  const place = own.indexOf(part);
  return [own[place - 1], own[place + 1]].some((beside) => beside !== undefined && CONDITION.test(beside.text));
}

function isUnsaid(keys: Segment['keys'], nearest: Segment[], has: AlignedSegment['has']): boolean {
  const own = keys.filter((key) => !nearest.some((near) => near.keys.includes(key) && !CONDITION.test(near.text)));
  return own.filter((key) => has(key)).length <= 0.5 * own.length;
}
