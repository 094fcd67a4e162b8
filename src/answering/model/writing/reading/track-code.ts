/** Follows Markdown code through a text that comes character by character. */
export interface CodeTracker {
  read(character: string): void;
  isInCode(): boolean;
}

/** Creates a tracker that separates inline code, which ends with its line at the latest, and fenced blocks from the rest of a text. */
export function createCodeTracker(): CodeTracker {
  let code: { ticks: number; kind: 'inline' | 'fence-or-inline' | 'fenced' } | undefined;
  let ticks = 0;
  let isLineBlank = true;
  let opensLine = true;

  function endRun(next: string): void {
    if (!code) code = { ticks, kind: opensLine && ticks >= 3 ? 'fence-or-inline' : 'inline' };
    else if (code.kind !== 'fenced' ? ticks === code.ticks : opensLine && ticks >= code.ticks && /\s/.test(next))
      code = undefined;
    ticks = 0;
  }

  return {
    read(character) {
      if (character === '`') {
        if (ticks === 0) opensLine = isLineBlank;
        ticks++;
        isLineBlank = false;
        return;
      }
      if (ticks > 0) endRun(character);
      // A fence is sure when its first line ends: ```a``` is inline code.
      if (character === '\n' && code) code = code.kind === 'inline' ? undefined : { ...code, kind: 'fenced' };
      isLineBlank = character === '\n' || (isLineBlank && /\s/.test(character));
    },
    isInCode: () => code !== undefined,
  };
}

/** Whether what follows a text stands in code. */
export function isInCode(text: string): boolean {
  const code = createCodeTracker();
  for (const character of text.split('')) code.read(character);
  return code.isInCode();
}
