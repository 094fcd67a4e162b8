/** Number words of both languages by their stems, with their values; stems that begin other stems come last. */
const UNITS: [RegExp, number][] = [
  [/^(?:одиннадцат|eleven)/u, 11],
  [/^(?:двенадцат|twel(?:ve|fth))/u, 12],
  [/^(?:тринадцат|thirteen)/u, 13],
  [/^(?:четырнадцат|fourteen)/u, 14],
  [/^(?:пятнадцат|fifteen)/u, 15],
  [/^(?:шестнадцат|sixteen)/u, 16],
  [/^(?:семнадцат|seventeen)/u, 17],
  [/^(?:восемнадцат|eighteen)/u, 18],
  [/^(?:девятнадцат|nineteen)/u, 19],
  [/^(?:двадцат|twent(?:y|ie))/u, 20],
  [/^(?:тридцат|thirt(?:y|ie))/u, 30],
  [/^(?:сорок(?:а|ов\p{L}*)?$|fort(?:y|ie))/u, 40],
  [/^(?:пят(?:ь|и)десят|fift(?:y|ie))/u, 50],
  [/^(?:шест(?:ь|и)десят|sixt(?:y|ie))/u, 60],
  [/^(?:сем(?:ь|и)десят|sevent(?:y|ie))/u, 70],
  [/^(?:вос(?:емь|ьми)десят|eight(?:y|ie))/u, 80],
  [/^(?:девяност|ninet(?:y|ie))/u, 90],
  [/^(?:двести|двухсот|двумстам)/u, 200],
  [/^(?:триста|тр[её]хсот)/u, 300],
  [/^(?:четыреста|четыр[её]хсот)/u, 400],
  [/^пят(?:ь|и)сот/u, 500],
  [/^шест(?:ь|и)сот/u, 600],
  [/^сем(?:ь|и)сот/u, 700],
  [/^вос(?:емь|ьми)сот/u, 800],
  [/^девят(?:ь|и)сот/u, 900],
  [/^(?:ноль|нул[яюе]м?$|нулев|zero$)/u, 0],
  [
    /^(?:два$|две$|двух|двум|двое$|двоих|двойн|double|втор(?:ой|ая|ое|ые|ого|ому|ым|ом|ую|ых|ыми)$|дважды|вдвое|two$|twice$|seconds?$)/u,
    2,
  ],
  [
    /^(?:три$|тр[её]х|тр[её]м|трем|трое$|трет(?:ий|ья|ье|ьи|ьего|ьему|ьим|ьем|ью|ьей|ьих|ь|и)$|трижды|three|thirds?$)/u,
    3,
  ],
  [/^(?:четыр|четвер(?:о|ых|ым)$|четверт(?!ь|и)|four(?:th)?s?$)/u, 4],
  [/^(?:пят(?:ь|и|ью|ый|ая|ое|ого|ому|ым|ом|ой|ую|ых|ыми|еро|ерых)$|пяти(?=\p{L})|five|fifths?$)/u, 5],
  [/^(?:шест(?:ь|и|ью|ой|ая|ое|ого|ому|ым|ом|ую|ых|ыми|еро|ерых)$|шести(?=\p{L})|six(?:th)?s?$)/u, 6],
  [/^(?:сем(?:ь|и|ью|еро|ерых)$|семи(?=[дмлнч]\p{L})|седьм|seven(?:th)?s?$)/u, 7],
  [/^(?:вос(?:емь|ьми|емью)|восьм|eight(?:h|hs)?$)/u, 8],
  [/^(?:девят|nine(?:s)?$|ninths?$)/u, 9],
  [/^(?:десят(?:ь|и|ью|ый|ая|ое|ого|ому|ым|ом|ой|ую|ых|ыми|еро)$|десяти(?=\p{L})|ten(?:th)?s?$)/u, 10],
  [/^(?:ст(?:о|а)$|сот(?:ый|ая|ое|ого|ой|ых|ню|ня|ни)$|столети|hundred)/u, 100],
  [
    /^(?:один$|одн(?:а|о|у|ой|им|ого|ому|их|ом)$|перв(?:ый|ая|ое|ые|ого|ому|ым|ом|ой|ую|ых|ыми)$|one$|once$|first$)/u,
    1,
  ],
];

const SCALES: [RegExp, number][] = [
  [/^(?:тыс\.?$|тысяч|thousand)/u, 1e3],
  [/^(?:млн\.?$|миллион|million)/u, 1e6],
  [/^(?:млрд\.?$|миллиард|billion)/u, 1e9],
  [/^(?:трлн\.?$|триллион|trillion)/u, 1e12],
];

/** The number a lower-case word stands for, ordinals included; null for other words. */
export function numeralOf(word: string): number | null {
  return UNITS.find(([pattern]) => pattern.test(word))?.[1] ?? null;
}

/** What a word such as «тысяч» or "million" multiplies the number before it by; null for other words. */
export function scaleOf(word: string): number | null {
  return SCALES.find(([pattern]) => pattern.test(word))?.[1] ?? null;
}

const ROMAN_DIGITS: Record<string, number> = { I: 1, V: 5, X: 10 };

/** The value of a Roman numeral from II to XXXIX, which stands alone and in capitals; null for anything else. */
export function romanOf(word: string): number | null {
  if (!/^(?=[IVX]{2,}$)X{0,3}(?:IX|IV|V?I{0,3})$/u.test(word)) return null;
  const digits = [...word].map((letter) => ROMAN_DIGITS[letter]!);
  return digits.reduce((sum, digit, index) => sum + (digit < (digits[index + 1] ?? 0) ? -digit : digit), 0);
}
