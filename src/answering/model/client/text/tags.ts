const THOUGHT =
  '(?:\\w+[:_])?(?:think(?:ing)?|thoughts?|reason(?:ing)?|reflection|analysis|scratchpad|inner_monologue)';

/** What a tag does, in the order in which it is looked for; one that is none of these is text. */
const KINDS = {
  /** The head of a message, `<|start|>assistant<|channel|>final<|message|>` for instance, up to the token or the line break that ends it. */
  head: /^<\|(?:start|im_start|start_header_id|channel)\|>$|^<start_of_turn>$/,
  headEnd: /^<\|(?:message|end_header_id)\|>$/,
  /** Before the next: `<|end_of_thought|>` is no name of a thought. */
  thoughtEnd: new RegExp(
    `^(?:</${THOUGHT}>|◁/${THOUGHT}▷|<\\|(?:/|end_(?:of_)?)${THOUGHT}\\|>|\\[/(?:THINK|REASONING)\\])$`,
    'i',
  ),
  /** `<think>`, `[THINK]`, `◁think▷`, `<|begin_of_thought|>`, `<|START_THINKING|>` and their like. */
  thought: new RegExp(
    `^(?:<${THOUGHT}>|◁${THOUGHT}▷|<\\|(?:(?:begin_of|start)_)?${THOUGHT}\\|>|\\[(?:THINK|REASONING)\\])$`,
    'i',
  ),
  /** Around the answer itself. */
  wrap: /^<\/?(?:answer|response|final|final_answer|output)>$/i,
  /** Of chat templates: `<|im_end|>`, `<｜end▁of▁sentence｜>`, `</s>`, `<end_of_turn>`, `[/INST]`. */
  special:
    /^(?:<\|[\w▁:-]+\|>|<｜[^｜<>]+｜>|<\/?s>|<(?:bos|eos|pad|end_of_turn|start_of_turn|end_of_utterance)>|\[\/?INST\])$/,
} as const;

/** What a tag does in what a model writes. */
export type TagKind = keyof typeof KINDS;

/** A part of a text: a tag, or anything else. */
export type Token = { text: string; tag: TagKind | null };

/** Splits a text, cut anywhere, at its tags. Linear in the length of the text. */
export interface TagScanner {
  push(text: string): Token[];
  end(): Token[];
}

/** Longer than any tag; what does not close by then is text. */
const MAX_TAG_LENGTH = 48;
const OPENING = /[<◁[]/g;
const TAG = /(?:<[^<>\s]{1,46}>|◁\/?\w{1,30}▷|\[\/?[A-Z]{4,9}\])/y;
/** What may become a tag. */
const BEGINS_TAG = /^(?:<[/|｜]?[\w:|｜▁/-]*|◁\/?\w*|\[\/?[A-Z]*)$/;

/** Creates the scanner of one text. */
export function createTagScanner(): TagScanner {
  let pending = '';

  function scan(isLast: boolean): Token[] {
    const tokens: Token[] = [];
    let shown = 0;
    const show = (end: number) => {
      if (end > shown) tokens.push({ text: pending.slice(shown, end), tag: null });
      shown = end;
    };
    for (let at = openingFrom(0); at !== null; at = openingFrom(at + 1)) {
      const tag = tagAt(at);
      const kind = tag && kindOfTag(tag);
      if (kind) {
        show(at);
        tokens.push({ text: tag, tag: kind });
        shown = at + tag.length;
        at = shown - 1;
      } else if (!tag && !isLast && mayBecomeTag(pending.slice(at, at + MAX_TAG_LENGTH))) {
        show(at);
        break;
      }
    }
    const rest = pending.slice(shown);
    const isHeld = !isLast && rest !== '' && mayBecomeTag(rest);
    if (!isHeld) show(pending.length);
    pending = isHeld ? rest : '';
    return tokens;
  }

  function openingFrom(from: number): number | null {
    OPENING.lastIndex = from;
    return OPENING.exec(pending)?.index ?? null;
  }

  function tagAt(at: number): string | undefined {
    TAG.lastIndex = at;
    return TAG.exec(pending)?.[0];
  }

  return {
    push(text) {
      pending += text;
      return scan(false);
    },
    end: () => scan(true),
  };
}

function mayBecomeTag(rest: string): boolean {
  return rest.length < MAX_TAG_LENGTH && BEGINS_TAG.test(rest);
}

function kindOfTag(tag: string): TagKind | null {
  return (Object.keys(KINDS) as TagKind[]).find((kind) => KINDS[kind].test(tag)) ?? null;
}
