/** Runs a task after all tasks enqueued before have ended, successfully or not. @returns What the task returns. */
export type EnqueueTask = <Result>(task: () => Promise<Result>) => Promise<Result>;

/** Creates a queue that runs one task at a time, in the order of the calls. */
export function createTaskQueue(): EnqueueTask {
  let last: Promise<unknown> = Promise.resolve();
  return (task) => {
    const result = last.then(task);
    last = result.catch(() => {});
    return result;
  };
}
