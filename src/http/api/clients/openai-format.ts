import type { Answer, AnswerEvent } from '../../../protocol/answer.ts';
import { shownAt } from '../../../protocol/quotes/shown-at.ts';
import { formatEvent } from '../answers/send-events.ts';

/** The name of the model that answers whatever model a client asks for; with "-" and the name of an assistant, that one. */
const MODEL = 'pilcrow';

/** The model that stands for an assistant; null: for the one without a name. */
export function modelOf(assistant: string | null): string {
  return assistant === null ? MODEL : `${MODEL}-${assistant}`;
}

/** The assistant that a model stands for; null: the one without a name. */
export function assistantOfModel(model: string | undefined): string | null {
  return model?.startsWith(`${MODEL}-`) ? model.slice(MODEL.length + 1) : null;
}

/** An answer as `POST /v1/chat/completions` gives it. `server` is the address that citations are completed with, `model` the one that answers. */
export function chatCompletion(answer: Answer, { server, model }: { server: string; model: string }) {
  const message = {
    role: 'assistant',
    content: answer.text,
    refusal: null,
    annotations: annotationsOf(answer, server),
  };
  return {
    id: idOf(answer),
    object: 'chat.completion',
    created: nowInSeconds(),
    model,
    choices: [{ index: 0, message, logprobs: null, finish_reason: finishOf(answer) }],
    usage: usageOf(answer),
    pilcrow: ownPart(answer),
  };
}

/**
 * The same as frames of a stream. Annotations come in one frame, once the text is whole: clients put a later list in the place of an
 * earlier one.
 */
export async function* completionFrames(
  events: AsyncIterable<AnswerEvent>,
  { server, model, withUsage }: { server: string; model: string; withUsage: boolean },
): AsyncGenerator<string> {
  let id = '';
  const created = nowInSeconds();
  const chunk = (choices: unknown[], more = {}) =>
    formatEvent({ data: { id, object: 'chat.completion.chunk', created, model, choices, ...more } });
  const delta = (given: object, more = {}) => chunk([{ index: 0, delta: given, finish_reason: null }], more);

  for await (const event of events) {
    if (event.event === 'answer-start') {
      id = idOf(event.data);
      yield delta({ role: 'assistant', content: '' });
    }
    if (event.event === 'text-delta') yield delta({ content: event.data.text });
    if (event.event === 'answer-end') {
      const annotations = annotationsOf(event.data, server);
      if (annotations.length > 0) yield delta({ annotations });
      yield delta({}, { pilcrow: ownPart(event.data) });
      yield chunk([{ index: 0, delta: {}, finish_reason: finishOf(event.data) }]);
      if (withUsage) yield chunk([], { usage: usageOf(event.data) });
      yield 'data: [DONE]\n\n';
    }
  }
}

/** Every marker of the text with the address of the quote it stands for, where it has one; positions are UTF-16 code units. */
function annotationsOf({ text, citations }: Answer, server: string) {
  return [...text.matchAll(/\[(\d+)\]/g)].flatMap(({ 0: marker, 1: number, index }) => {
    const citation = citations.find((candidate) => String(candidate.marker) === number);
    const url = citation && shownAt(citation, server);
    if (!citation || !url) return [];
    const { documentTitle, paragraph } = citation;
    const place = { start_index: index, end_index: index + marker.length };
    const target = { url, title: `${documentTitle}, ¶${paragraph}` };
    return [{ type: 'url_citation', url_citation: { ...place, ...target } }];
  });
}

/** The parts of an answer that OpenAI's format has no field for. */
function ownPart({ kind, confidence, language, reason, citations, paragraphs, omitted, truncated }: Answer) {
  return { kind, confidence, language, reason, citations, paragraphs, omitted, truncated };
}

/** Without a chat model no token is used. */
function usageOf({ model }: Answer) {
  const [prompt, completion] = [model?.inputTokens ?? 0, model?.outputTokens ?? 0];
  return { prompt_tokens: prompt, completion_tokens: completion, total_tokens: prompt + completion };
}

const finishOf = ({ truncated }: Answer) => (truncated ? 'length' : 'stop');
const idOf = ({ id }: { id: string }) => `chatcmpl-${id}`;
const nowInSeconds = () => Math.floor(Date.now() / 1000);
