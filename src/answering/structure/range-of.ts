/** Numbers that are listed, at most. */
const MAX_LISTED = 12;

/** "1–39" of a run of numbers, the numbers themselves otherwise. */
export function rangeOf(numbers: string[]): string {
  const isRun = numbers.every((number, index) => {
    const [own, before] = [number, numbers[index - 1]].map((written) => Number(written?.match(/\p{N}+$/u)?.[0]));
    return index === 0 || own === before! + 1;
  });
  if (numbers.length === 1) return numbers[0]!;
  if (isRun) return `${numbers[0]}–${numbers.at(-1)}`;
  const shown = numbers.slice(0, MAX_LISTED).join(', ');
  return numbers.length > MAX_LISTED ? `${shown} … ${numbers.at(-1)}` : shown;
}
