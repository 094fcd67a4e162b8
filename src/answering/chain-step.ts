import { Runnable, type RunnableConfig } from '@langchain/core/runnables';

/** What a step does. It hands its config on itself: to the runs of LangChain that belong to its own. */
export interface StepWork<Input, Output> {
  /** The name of its run, as callbacks hear it. */
  name: string;
  whole(input: Input, config: RunnableConfig): Promise<Output>;
  /** The same piece by piece, for who streams the chain; without it the whole is the one piece. */
  inPieces?: (input: Input, config: RunnableConfig) => AsyncGenerator<Output>;
}

/**
 * A step of a LangChain chain. A `RunnableLambda` also stores the config for functions that are not handed it, and makes a run of LangSmith's to store it with, with or
 * without callbacks: that took longer than the steps themselves.
 */
export class ChainStep<Input, Output> extends Runnable<Input, Output> {
  lc_namespace = ['pilcrow'];
  readonly #work: StepWork<Input, Output>;

  constructor(work: StepWork<Input, Output>) {
    super();
    this.#work = work;
    this.name = work.name;
  }

  override invoke(input: Input, options?: Partial<RunnableConfig>): Promise<Output> {
    const work = (given: Input, config?: Partial<RunnableConfig>, run?: ParentRun) =>
      this.#work.whole(given, within(config, run));
    return this._callWithConfig(work, input, options);
  }

  override async *_streamIterator(input: Input, options?: Partial<RunnableConfig>): AsyncGenerator<Output> {
    const { inPieces } = this.#work;
    if (!inPieces) {
      yield await this.invoke(input, options);
      return;
    }
    const pieces = async function* (inputs: AsyncGenerator<Input>, run?: ParentRun, config?: Partial<RunnableConfig>) {
      for await (const given of inputs) yield* inPieces(given, within(config, run));
    };
    yield* this._transformStreamWithConfig(once(input), pieces, options);
  }
}

/** Creates a step of a function that yields lists; as a whole it gives one list of all. */
export function listingStep<Input, Item>(
  name: string,
  inPieces: (input: Input, config: RunnableConfig) => AsyncGenerator<Item[]>,
): ChainStep<Input, Item[]> {
  return new ChainStep({
    name,
    inPieces,
    async whole(input, config) {
      const items: Item[] = [];
      for await (const piece of inPieces(input, config)) {
        config.signal?.throwIfAborted();
        items.push(...piece);
      }
      return items;
    },
  });
}

/** A run that others are parts of. */
interface ParentRun {
  getChild(): NonNullable<RunnableConfig['callbacks']>;
}

/** The config of the runs within a run: its name and its id are its own. */
function within(config: Partial<RunnableConfig> = {}, run: ParentRun | undefined): RunnableConfig {
  const { runName, runId, ...others } = config;
  return run ? { ...others, callbacks: run.getChild() } : others;
}

async function* once<Value>(value: Value): AsyncGenerator<Value> {
  yield value;
}
