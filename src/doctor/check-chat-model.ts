import { estimateTokens } from '../answering/model/prompt/pack-passages.ts';
import { loadPrompts } from '../answering/model/prompt/prompts.ts';
import { tryChatModel } from '../answering/model/try-chat-model.ts';
import type { ChatModelConfig, Config } from '../config/config.ts';
import { readSamples } from '../embeddings/similarity/read-samples.ts';
import type { Check, Outcome } from '../stores/check.ts';

/** A server that counts so few tokens for a text has read only a part of it: `estimateTokens` counts three bytes for one, none reaches nine. */
const MIN_SHARE_READ = 1 / 3;

/** A check that the chat model answers a question with as many passages as a prompt has at most, in the time that it has for it. */
export function checkChatModel({
  chatModel,
  contextTokens,
  promptsDirectory,
}: Pick<Config, 'contextTokens' | 'promptsDirectory'> & { chatModel: ChatModelConfig }): Check {
  return {
    name: 'Chat model',
    cure: 'correct CHAT_MODEL_… or its server, or unset CHAT_MODEL',
    async examine() {
      const samples = await readSamples();
      const prompts = await loadPrompts(promptsDirectory);
      const lines = fill(
        samples.flatMap(({ passages }) => passages),
        contextTokens,
      );
      const passages = lines.map((text, index) => `[${index + 1}] ${text}`).join('\n');
      const prompt = await prompts.answering('en', { passages, question: samples[0]!.questions[0]!.text });
      const estimated = prompt.reduce((sum, { text }) => sum + estimateTokens(text), 0);
      return outcomeOf(await tryChatModel(chatModel, prompt), { name: chatModel.model, estimated });
    },
  };
}

/** So many passages, again and again, that the budget is used up. */
function fill(passages: string[], budgetTokens: number): string[] {
  const lines: string[] = [];
  let used = 0;
  for (let index = 0; used < budgetTokens; index += 1) {
    const passage = passages[index % passages.length]!;
    used += estimateTokens(passage);
    lines.push(passage);
  }
  return lines;
}

function outcomeOf(
  { firstWordMs, inputTokens }: { firstWordMs: number; inputTokens: number | null },
  { name, estimated }: { name: string; estimated: number },
): Outcome {
  const size = inputTokens === null ? `about ${estimated}` : String(inputTokens);
  const found = `"${name}" answered a prompt of ${size} tokens, the largest there is, in ${firstWordMs} ms to the first word`;
  if (inputTokens === null || inputTokens >= estimated * MIN_SHARE_READ) return { found, wrong: null };
  return {
    found: '',
    wrong: `"${name}" read only ${inputTokens} tokens of a prompt of about ${estimated}: its server cuts what is longer than its context`,
    run: 'give it a larger context (n_ctx, num_ctx, --max-model-len), or lower CONTEXT_TOKENS',
  };
}
