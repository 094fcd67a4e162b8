import { reasonOf } from '../../../../errors.ts';

/** How servers say that a prompt is too long for them; llama.cpp, vLLM, Ollama, LM Studio, TGI and the services each in words of their own. */
const CONTEXT_EXCEEDED =
  /context[_ ](?:length|size|window)|exceed_context|\bn_ctx\b|num_ctx|max_model_len|(?:prompt|input|request)\b.{0,40}\btoo (?:long|large|many)|too many (?:input )?tokens|reduce the length|tokens?\b.{0,60}\bexceeds?\b.{0,60}\b(?:limit|maximum|context)|must have less than \d+ tokens/i;
/** Much of it may be the prompt, which some servers repeat. */
const READ_CHARACTERS = 4000;

/** What the server of a model says of a failed call, by all causes of the error. */
export function textOfFailure(error: unknown): string {
  const texts: string[] = [];
  for (let link = error; link instanceof Error; link = link.cause) {
    const param = 'param' in link && typeof link.param === 'string' ? ` ${link.param}` : '';
    texts.push(`${reasonOf(link).slice(0, READ_CHARACTERS)}${param}`);
  }
  return texts.join('\n');
}

/** Whether a prompt was refused because it, and the answer, do not fit into what the model can take in at once. */
export function isContextExceeded(error: unknown): boolean {
  return CONTEXT_EXCEEDED.test(textOfFailure(error));
}

/** A refusal in the form that OpenAI's client reads: where it has no message of that form, all that the server said is its message. */
export async function withReadableFailure(response: Response): Promise<Response> {
  const text = await response.text();
  const { message, code, type, param } = Object(errorIn(text)) as Record<string, unknown>;
  const said = typeof message === 'string' && message !== '' ? message : text;
  const error = { message: said.slice(0, READ_CHARACTERS), code, type, param };
  const headers = new Headers(response.headers);
  for (const name of ['content-encoding', 'content-length']) headers.delete(name);
  headers.set('content-type', 'application/json');
  return new Response(JSON.stringify({ error }), { status: response.status, statusText: response.statusText, headers });
}

function errorIn(text: string): unknown {
  try {
    return (JSON.parse(text) as { error?: unknown } | null)?.error;
  } catch {
    return null;
  }
}
