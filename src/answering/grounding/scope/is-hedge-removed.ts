import type { AlignedSegment } from '../reading/align-segments.ts';

const HEDGE =
  /(?<!\p{L})(?:may|might|could|possibly|probably|perhaps|likely|about|approximately|around|roughly|nearly|almost|up\s+to|expected|estimated|usually|often|generally|as\s+a\s+rule|sometimes|може[тм]|могут|возможно|вероятно|наверное|примерно|около|приблизительно|ориентировочно|почти|как\s+правило|обычно|часто|иногда|ожидается|предположительно|по\s+оценк\p{L}+|порядка|до\s+(?=\d|\p{L}+\s+(?:процент|раз))|kann|könnte|etwa|ungefähr|environ|peut|aproximadamente|puede)(?!\p{L})/iu;
const MIGHT =
  /(?<!\p{L})(?:may|might|could|possibly|probably|perhaps|likely|expected|може[тм]|могут|возможно|вероятно|наверное|ожидается|предположительно|kann|könnte|peut|puede)(?!\p{L})/iu;
const CERTAIN =
  /(?<!\p{L})(?:always|exactly|definitely|undoubtedly|без\s+сомнени\p{L}+|certainly|precisely|surely|inevitably|invariably|guaranteed|in\s+every\s+case|without\s+exception|всегда|точно|несомненно|ровно|в\s+точности|непременно|обязательно|гарантированно|безусловно|наверняка|неизбежно|во\s+всех\s+случаях|immer|genau|sicher|toujours|exactement|siempre|exactamente)(?!\p{L})/iu;
/** Words that leave open whether it is so. */
const OPEN =
  /(?<!\p{L})(?:may|might|can|could|should|would|up\s+to|as\s+(?:much|many)\s+as|at\s+most|no\s+more|maximum|within|possibl[ey]|probably|likely|allow\p{L}*|permit\p{L}*|entitle\p{L}*|если|if|when|при|when|может|могут|можно|вправе|возможн\p{L}+|вероятн\p{L}+|допуска\p{L}+|разреш\p{L}+|право|до|не\s+более|максимум|максимальн\p{L}+|предел\p{L}*|limit\p{L}*|kann|bis|höchstens|peut|jusqu\p{L}*|puede|hasta)(?!\p{L})/iu;

/** Whether a sentence says for certain what its source says only may be, is about so, or is so at most. */
export function isHedgeRemoved({ segment, whole, nearest, around, standsFor }: AlignedSegment): boolean {
  const known = nearest.map(({ text }) => text).join('\n');
  const knownAround = around.map(({ text }) => text).join('\n');
  if (CERTAIN.test(segment.text)) return HEDGE.test(known) && !CERTAIN.test(knownAround);
  if (OPEN.test(whole)) return false;
  // "May fall by up to 30 percent" does not say that it does.
  return segment.keys.some(
    (key) =>
      key.kind === 'quantity' &&
      key.quantity.bound === null &&
      standsFor(key).length > 0 &&
      nearest.length > 0 &&
      nearest.every(
        ({ text, keys }) =>
          MIGHT.test(text) &&
          keys.some(
            (other) => other.kind === 'quantity' && other.quantity.bound === 'max' && standsFor(key).includes(other),
          ),
      ),
  );
}
