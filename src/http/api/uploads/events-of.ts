/** Runs work that emits events through a callback, and yields them as they come; ends and fails as the work does. The work goes on when the consumer stops. */
export async function* eventsOf<Event>(
  work: (emit: (event: Event) => void) => Promise<unknown>,
): AsyncGenerator<Event> {
  const emitted: Event[] = [];
  let isDone = false;
  let wake = () => {};
  const working = work((event) => {
    emitted.push(event);
    wake();
  }).finally(() => {
    isDone = true;
    wake();
  });
  working.catch(() => {}); // Awaited below, when the consumer has not stopped.
  for (;;) {
    yield* emitted.splice(0);
    if (emitted.length > 0) continue;
    if (isDone) break;
    await new Promise<void>((resolve) => {
      wake = resolve;
    });
  }
  await working;
}
