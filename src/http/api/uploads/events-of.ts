/** Runs work that tells its events by calling, and gives them as they come; ends and fails as the work does, which nobody has to wait for. */
export async function* eventsOf<Event>(
  work: (tell: (event: Event) => void) => Promise<unknown>,
): AsyncGenerator<Event> {
  const told: Event[] = [];
  let isDone = false;
  let wake = () => {};
  const working = work((event) => {
    told.push(event);
    wake();
  }).finally(() => {
    isDone = true;
    wake();
  });
  working.catch(() => {}); // Thrown below, if anybody still reads.
  for (;;) {
    yield* told.splice(0);
    if (told.length > 0) continue;
    if (isDone) break;
    await new Promise<void>((resolve) => {
      wake = resolve;
    });
  }
  await working;
}
