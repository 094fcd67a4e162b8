/** Runs work when all work given before is done, however it ended. */
export type EnqueueTask = <Result>(work: () => Promise<Result>) => Promise<Result>;

/** Creates a queue: one piece of work at a time, in the order it was given. */
export function createTaskQueue(): EnqueueTask {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const result = last.then(work);
    last = result.catch(() => {});
    return result;
  };
}
