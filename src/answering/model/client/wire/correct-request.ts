import { detailsOf } from '../../../../runtime/request-failure.ts';
import { isContextExceeded, textOfFailure } from './failure-text.ts';

/** What some servers refuse, each with what is done about it. */
type Correction =
  | 'other token limit'
  | 'no token limit'
  | 'no stream_options'
  | 'no temperature'
  | 'no reasoning_effort'
  | 'no system role'
  | 'no stream'
  | 'responses';

/** What a model's server refused so far, and how it is asked since. */
export interface RequestCorrections {
  /** Learns from a failed call. @returns Whether it is worth asking again. */
  learn(error: unknown): boolean;
  /** Whether the temperature is left out. */
  readonly omitsTemperature: boolean;
  /** Whether it answers at /responses only. */
  readonly usesResponses: boolean;
  /** The body of a request, as the server takes it. */
  apply(body: string): string;
}

interface Message {
  role: string;
  content: unknown;
}
type Body = Record<string, unknown> & { messages?: Message[] };

/** What a refusal says, in the order in which it is looked for. */
const REFUSALS: readonly [Correction, RegExp][] = [
  ['no stream_options', /stream_options/],
  ['other token limit', /max_(?:completion_)?tokens/],
  ['no token limit', /max_(?:completion_)?tokens/],
  ['no reasoning_effort', /reasoning[_.]effort/],
  ['no temperature', /\btemperature\b/],
  [
    'no system role',
    /\bsystem\W*(?:role|message|prompt|instruction)|\brole\b[^.]{0,40}\bsystem\b|developer instruction|roles must alternate/i,
  ],
  ['no stream', /\bstream(?:ing|ed)?\b/i],
];

/** How OpenAI says that a model has no chat completions, with status 400 or 404. */
const ONLY_RESPONSES = /\bv1\/responses\b|not a chat model/i;
/** A template that fails is a failure of the server to some. */
const REFUSED_BY_TEMPLATE = REFUSALS.filter(([correction]) => correction === 'no system role');

/**
 * Creates the corrections of one model's requests.
 *
 * @param extraBody What the settings add to every request.
 */
export function createRequestCorrections(extraBody: Readonly<Record<string, unknown>>): RequestCorrections {
  const learnt = new Set<Correction>();
  return {
    learn(error) {
      const { status } = detailsOf(error);
      if (!learnt.has('responses') && ONLY_RESPONSES.test(textOfFailure(error))) {
        learnt.add('responses');
        return true;
      }
      const refusals = status === 400 || status === 422 ? REFUSALS : status === 500 ? REFUSED_BY_TEMPLATE : [];
      if (isContextExceeded(error)) return false;
      const text = textOfFailure(error);
      const refused = refusals.find(([correction, says]) => !learnt.has(correction) && says.test(text))?.[0];
      if (refused) learnt.add(refused);
      return refused !== undefined;
    },
    get omitsTemperature() {
      return learnt.has('no temperature');
    },
    get usesResponses() {
      return learnt.has('responses');
    },
    apply(body) {
      let asked: Body = { ...(JSON.parse(body) as Body), ...extraBody };
      for (const correction of learnt) asked = CHANGES[correction](asked);
      return JSON.stringify(asked);
    },
  };
}

const CHANGES: Readonly<Record<Correction, (body: Body) => Body>> = {
  'other token limit': withOtherLimit,
  'no token limit': (body) => omit(body, ['max_tokens', 'max_completion_tokens']),
  'no stream_options': (body) => omit(body, ['stream_options']),
  'no temperature': (body) => omit(body, ['temperature']),
  'no reasoning_effort': (body) => omit(body, ['reasoning_effort']),
  'no stream': (body) => ({ ...omit(body, ['stream_options']), stream: false }),
  responses: (body) => body,
  'no system role': (body) => ({ ...body, messages: withoutSystem(body.messages ?? []) }),
};

/** Newer models of OpenAI know the one name of the limit, most other servers the other. */
function withOtherLimit(body: Body): Body {
  const { max_tokens, max_completion_tokens, ...rest } = body;
  return max_tokens === undefined
    ? { ...rest, max_tokens: max_completion_tokens }
    : { ...rest, max_completion_tokens: max_tokens };
}

function omit(body: Body, names: string[]): Body {
  return Object.fromEntries(Object.entries(body).filter(([name]) => !names.includes(name)));
}

/** The rules come first in the first message of the user, for templates that know no system role. */
function withoutSystem(messages: Message[]): Message[] {
  const isRule = ({ role }: Message) => role === 'system' || role === 'developer';
  const rules = messages.filter(isRule).map(({ content }) => content);
  const [first, ...rest] = messages.filter((message) => !isRule(message));
  return first ? [{ ...first, content: [...rules, first.content].join('\n\n') }, ...rest] : messages;
}
