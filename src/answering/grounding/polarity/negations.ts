/** Words that deny their clause. */
const NEGATION =
  /^(?:не|нет|ни|без|никогда|никто|никак(?:ой|ая|ие|их)|нельзя|вовсе|запре[тщ]\p{L}+|not|no|never|nobody|without|neither|nor|cannot|prohibit\p{L}*|forbid\p{L}*|\p{L}+n't|nicht|kein\p{L}*|niemals|ohne|pas|jamais|sans|sin|nunca|senza|mai)$/u;
/** Words that say by themselves what others say with a negation: "closed" is "not open", «отсутствовал» is «не был». */
const NEGATIVE =
  /^(?:absen\p{L}+|lack\p{L}*|miss(?:ing|es|ed)|lost|los(?:e|es|ing)|fail\p{L}*|reject\p{L}*|declin\p{L}+|den(?:y|ies|ied)|refus\p{L}+|clos(?:e|es|ed|ing)|shut|off|disabled?|expire\p{L}*|block\p{L}*|void|invalid|unable|impossible|except|instead|stop\p{L}*|cancel\p{L}*|exempt\p{L}*|free|forbid\p{L}*|prohibit\p{L}*|ban(?:s|ned)?|only|optional|voluntary|until|excluded?|unavailable|ill(?:egal|ness)|empty|waive\p{L}*|cease\p{L}*|unless|rather|suspend\p{L}*|end(?:s|ed)?|withdraw\p{L}*|withdrawn|vacant|forfeit\p{L}*|unlawful|out|broken|faulty|defective|сломан\p{L}*|неисправн\p{L}+|нет|отсутств\p{L}+|лиш[её]н\p{L}*|лиша\p{L}+|утра[тч]\p{L}+|отказ\p{L}*|запре[тщ]\p{L}+|нельзя|закры[тв]\p{L}*|закрыл\p{L}*|отключ\p{L}+|выключ\p{L}+|бесплат(?:н|ен)\p{L}*|даром|отмен\p{L}+|прекра[тщ]\p{L}+|невозможн\p{L}+|вместо|кроме|освобо[жд]\p{L}+|отклон\p{L}+|сня[тл]\p{L}*|только|лишь|необязательн\p{L}+|добровольн\p{L}+|недействит\p{L}+|просроч\p{L}+|пропа[лсд]\p{L}*|пуст\p{L}+|исключ\p{L}+|теря\p{L}+|потер\p{L}+|провал\p{L}+|отверг\p{L}*|отверж\p{L}+|недопустим\p{L}+|болен|болел\p{L}?|болезн\p{L}+|истек\p{L}*|избав\p{L}+|пропуска\p{L}+|пропуст\p{L}+|уволен\p{L}*|остановл\p{L}+|останавл\p{L}+|приостан\p{L}+)$/u;
/** Those of them that deny what follows them, not what stands before. */
const OF_NEXT =
  /^(?:absen\p{L}+|lack\p{L}*|loss|except|instead|без|отсутств\p{L}+|отказ\p{L}*|запре[тщ]\p{L}+|вместо|кроме|исключ\p{L}+|лиш[её]н\p{L}*|утра[тч]\p{L}+|exempt\p{L}*|without)$/u;
/** Bounds are no negations: «не менее», "no later than"; neither is «не только». */
const BOUND =
  /(?<!\p{L})(?:не|no|not)\s+(?=(?:менее|более|позднее|позже|ранее|раньше|больше|меньше|выше|ниже|короче|реже|чаще|дольше|длиннее|старше|младше|моложе|слабее|хуже|свыше|только|less|more|later|fewer|earlier|longer|shorter|only|before)(?!\p{L}))|(?<!\p{L})(?:не|not)\s+(?=(?:be\s+|\p{L}+\s+)?(?:exceed|превыша))/giu;

export function isNegation(word: string): boolean {
  return NEGATION.test(word);
}

/** Whether a word has a negation in its meaning. */
export function isNegative(word: string): boolean {
  return NEGATIVE.test(word);
}

/** Whether such a word denies what follows it: «отсутствие взысканий». */
export function deniesNext(word: string): boolean {
  return OF_NEXT.test(word);
}

/** A text without the negations of its bounds. */
export function withoutBounds(text: string): string {
  return text.replaceAll(BOUND, '');
}
