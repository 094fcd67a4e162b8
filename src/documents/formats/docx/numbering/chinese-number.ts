const DIGITS = '〇一二三四五六七八九';
const UNITS = ['', '十', '百', '千'];

/** 一, 十, 十一, 二十, 一百〇五 up to 9999; null above. */
export function chineseNumber(number: number): string | null {
  if (number > 9999) return null;
  const digits = [...String(number)].map(Number);
  const written = digits.map((digit, index) =>
    digit === 0 ? '〇' : DIGITS[digit]! + UNITS[digits.length - 1 - index]!,
  );
  return written
    .join('')
    .replace(/〇+/g, '〇')
    .replace(/(?<=.)〇$/, '')
    .replace(/^一十/, '十');
}
