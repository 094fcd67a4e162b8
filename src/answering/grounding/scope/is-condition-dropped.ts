import { tokenize } from '../../../text/tokenize.ts';
import type { AlignedSegment } from '../reading/align-segments.ts';
import type { Key } from '../reading/segments.ts';

const MARK =
  '(?:only\\s+|but\\s+|только\\s+|но\\s+)?(?:if|unless|provided|in\\s+case|on\\s+condition|as\\s+long\\s+as|if|если|при\\s+условии|в\\s+случае|когда|wenn|falls|sofern|à\\s+condition|siempre\\s+que|якщо|за\\s+умови|коли|cuando|salvo)';
/** A condition up to the comma that ends it, or up to the end. */
const BEFORE = new RegExp(`^${MARK}(?!\\p{L})[^,]*,`, 'iu');
/** A condition that is no clause and has no comma: «при нехватке воды», of one noun or two, and "in case of rain" up to the next article. */
const NOUNS = [1, 2].map(
  (count) =>
    new RegExp(`^(?:при|в\\s+случае|bei|у\\s+разі|en\\s+caso\\s+de)(?:\\s+\\p{L}+){${count}}(?=\\s)(?!,)`, 'iu'),
);
const EVENT = /^in\s+(?:case|the\s+event)\s+of\s[^,]*?(?=\s(?:the|an?|no|all|any|each|every)\s)/iu;
/** A sentence of so few words leaves out even what only follows "after". */
const FEW = 2;
const LAST = /\s(?:при|после|after|upon|only|лишь|только)\s+(?!чего|этого|which|that)\p{L}.*$/isu;
/** What is so only then or there is nothing to leave out, however long the sentence. */
const ONLY_THEN =
  /\s(?:only|только|лишь|nur|sólo|solo|solamente|лише|тільки)\s+(?:with|upon|after|on|in|at|for|при|с|со|после|по|для|в|на|mit|bei|nach|in|zum|con|para|por|en|tras|за|після|з)\s+\p{L}.*$/isu;
const WITHIN = new RegExp(`(?:^|[\\s,(])${MARK}(?!\\p{L}).*$`, 'isu');
/** Words by which a sentence says itself that it is not always so. */
const CONDITIONAL =
  /(?<!\p{L})(?:if|unless|when|only|some|sometimes|possibl[ey]|provided|depending|after|before|with|without|who|whose|which|для|если|когда|при|только|лишь|иногда|возможн\p{L}+|после|до|перед|без|котор\p{L}+|тот|тем|wenn|si|salvo|якщо|лише|тільки)(?!\p{L})/iu;
const POSSIBLE =
  /(?<!\p{L})(?:may|might|can|could|может|могут|можно|kann|können|darf|dürfen|peut|puede|pueden|може|можуть|можна)(?!\p{L})/iu;
/** So much of a sentence must be what holds under the condition. */
const MIN_KNOWN = 0.6;
/** Of so much of the condition the sentence may have words by chance. */
const MAX_CONDITION = 0.5;

/** Whether a sentence says without its condition what its source says with one: of the condition it has hardly a word. */
export function isConditionDropped({ segment, whole, nearest, has, standsFor }: AlignedSegment): boolean {
  if (CONDITIONAL.test(whole) || segment.keys.length < 2) return false;
  return nearest.some((near) =>
    conditionsOf(near.text, segment.keys.length).some((condition) => {
      // "May" says that it is not always so, unless it is what the source says of it under the condition.
      if (POSSIBLE.test(whole) && !POSSIBLE.test(near.text.replace(condition, ' '))) return false;
      const rest = new Set(tokenize(near.text.replace(condition, ' ')));
      const { keys } = near;
      const isOfRest = (key: Key) => tokenize(key.word).some((word) => rest.has(word));
      const main = keys.filter(isOfRest);
      const conditionKeys = keys.filter((key) => !isOfRest(key) && key.kind !== 'negation');
      const known = segment.keys.filter((key) => standsFor(key).some((other) => main.includes(other)));
      const had = conditionKeys.filter(has);
      return (
        conditionKeys.length > 0 &&
        known.length >= MIN_KNOWN * segment.keys.length &&
        had.length <= MAX_CONDITION * conditionKeys.length
      );
    }),
  );
}

/** What may be the condition of a part of a source, for a sentence of so many words. */
function conditionsOf(text: string, words: number): string[] {
  const clause = (BEFORE.exec(text) ?? EVENT.exec(text) ?? WITHIN.exec(text))?.[0];
  if (clause !== undefined) return [clause];
  const only = ONLY_THEN.exec(text);
  if (only) return [...only];
  const nouns = NOUNS.flatMap((pattern) => pattern.exec(text)?.[0] ?? []);
  return nouns.length > 0 || words > FEW ? nouns : [...(LAST.exec(text) ?? [])];
}
