import type { QuestionMessages } from '../messages/question-messages.ts';
import { saveFile } from '../save-file.ts';

/** What was done is said for so long. */
const SHOWN_MS = 6000;

/** Makes the buttons copy their lines; where a page may not write to the clipboard, as over plain HTTP, the line is saved as a file. */
export function offerLines(messages: QuestionMessages): void {
  const status = document.getElementById('copied')!;
  let clearing: number | undefined;
  for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-line]')) {
    button.onclick = async () => {
      const line = `${button.dataset.line}\n`;
      const isCopied = await copy(line);
      if (!isCopied) saveFile(new Blob([line]), 'questions.jsonl');
      status.textContent = isCopied ? messages.copied : messages.saved;
      clearTimeout(clearing);
      clearing = window.setTimeout(() => {
        status.textContent = '';
      }, SHOWN_MS);
    };
  }
}

async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
