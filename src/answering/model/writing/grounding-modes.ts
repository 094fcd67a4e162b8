import type { Log } from '../../../log.ts';
import type { AnswerEvent, Omitted } from '../../../protocol/answer.ts';
import type { Span } from '../../../protocol/places.ts';
import type { RefusalReason } from './checking/check-sentences.ts';
import type { JudgedClaim } from './checking/judge-claims.ts';
import type { createLayout } from './lay-out-sentences.ts';
import { withoutUnknownAddresses } from './markup/addresses.ts';
import type { ReadSentence } from './reading/make-sentence.ts';

/** Why a sentence is left out: nothing supports it, hardly anything beside it is supported, or nothing that is answers the question. */
type OmissionReason = RefusalReason | 'few-supported' | 'beside-the-point';

/** Decides which sentences are shown, and when: what the setting GROUNDING chooses. */
export interface GroundingMode {
  take(judged: JudgedClaim): AsyncGenerator<AnswerEvent>;
  /** Shows what was held back, once all sentences are taken. */
  end(): AsyncGenerator<AnswerEvent>;
  /** Spans of the text that are shown although they are not supported. */
  readonly unsupported: Span[];
  /** How many statements are shown because they are supported. */
  readonly supported: number;
  /** How many are not supported, shown or not. */
  readonly refused: number;
  readonly omitted: Omitted | null;
  /** Whether a sentence with labels was left out: the model took it for an answer. */
  readonly hasDroppedCited: boolean;
}

interface ModeParts {
  layout: ReturnType<typeof createLayout>;
  isKnownAddress: (address: string) => boolean;
  /** Takes a statement that is supported. @returns Whether one of those taken so far is to the point. @throws MODEL_UNAVAILABLE */
  isOnPoint: (judged: JudgedClaim) => Promise<boolean>;
  log: Log;
}

/** Why talk is left out, which claims to rest on nothing: "Sure!", "I hope this helps." */
const TALK: ReadonlySet<RefusalReason> = new Set(['unlabelled', 'no-content']);

/** Shows a sentence once it is checked, or not at all; the first of them wait until more are supported than not, and one is to the point. */
export function createStrictMode({ layout, isOnPoint, log }: ModeParts): GroundingMode {
  const omissions = createOmissions(log);
  let held: JudgedClaim[] = [];
  let [supported, refused] = [0, 0];
  let [isReleased, isRelevant] = [false, false];

  async function* release(): AsyncGenerator<AnswerEvent> {
    isReleased = true;
    const judged = held;
    held = [];
    for (const claim of judged) {
      if (isProof(claim)) supported += 1;
      if (claim.reason !== null) layout.leaveOut(claim.sentence);
      else if (claim.kind === 'introduction' || supported === 0) layout.introduce(claim);
      else yield* layout.show(claim);
    }
  }

  return {
    async *take(judged) {
      if (judged.reason !== null) {
        omissions.add(judged.sentence, judged.reason);
        if (judged.kind !== 'introduction' && !TALK.has(judged.reason)) refused += 1;
      }
      held.push(judged);
      if (isProof(judged)) isRelevant = await isOnPoint(judged);
      if (isReleased || (isRelevant && held.filter(isProof).length > refused)) yield* release();
    },
    async *end() {
      const proofs = held.filter(isProof);
      if (isReleased || (isRelevant && proofs.length >= refused)) yield* release();
      else
        for (const { sentence } of proofs) omissions.add(sentence, isRelevant ? 'few-supported' : 'beside-the-point');
    },
    unsupported: [],
    get supported() {
      return supported;
    },
    get refused() {
      return refused;
    },
    get omitted() {
      return omissions.all();
    },
    get hasDroppedCited() {
      return omissions.hasCited();
    },
  };
}

/** Whether a sentence is a statement that is supported: headings and lead-ins prove nothing. */
function isProof({ kind, isProved }: JudgedClaim): boolean {
  return isProved && kind !== 'introduction';
}

/** Shows every sentence once it is checked, and lists those that are not supported. */
export function createMarkMode({ layout, isKnownAddress, isOnPoint, log }: ModeParts): GroundingMode {
  const unsupported: Span[] = [];
  let supported = 0;
  let hasShown = false;

  return {
    async *take(judged) {
      const { kind, sentence, pieces, reason } = judged;
      if (reason === null) {
        if (isProof(judged)) {
          supported += 1;
          await isOnPoint(judged);
        }
        if (kind === 'introduction' || (kind === 'missing' && !hasShown)) return layout.introduce(judged);
        hasShown = true;
        yield* layout.show(judged);
        return;
      }
      log.debug('A sentence is not supported', { reason, sentence: sentence.text });
      hasShown = true;
      const harmless = pieces.map((piece) =>
        piece.kind === 'text' ? { ...piece, text: withoutUnknownAddresses(piece.text, isKnownAddress) } : piece,
      );
      const span = yield* layout.show({ sentence, pieces: harmless });
      if (span.start < span.end) unsupported.push(span);
    },
    async *end() {},
    unsupported,
    get supported() {
      return supported;
    },
    get refused() {
      return unsupported.length;
    },
    omitted: null,
    get hasDroppedCited() {
      return unsupported.length > 0;
    },
  };
}

/** Counts what is left out, and says it in the log. */
function createOmissions(log: Log) {
  const reasons: Record<string, number> = {};
  let [sentences, isCited] = [0, false];
  return {
    add(sentence: ReadSentence, reason: OmissionReason): void {
      log.debug('A sentence of the model is left out', { reason, sentence: sentence.text });
      sentences += 1;
      reasons[reason] = (reasons[reason] ?? 0) + 1;
      isCited ||= sentence.labels.length > 0;
    },
    all: (): Omitted | null => (sentences === 0 ? null : { sentences, reasons }),
    hasCited: () => isCited,
  };
}
