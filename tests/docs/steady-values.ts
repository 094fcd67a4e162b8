const DAY_MS = 24 * 60 * 60 * 1000;
const FIRST_DAY = Date.UTC(2026, 0, 1, 12);
const ADDRESS_ON_PAGE = 'http://127.0.0.1:3000';
const ID = /[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/g;

/** Puts what differs from run to run in the place of what the page has, and the other way round. */
export interface SteadyValues {
  /** Of a command on the page: it gets the address of the server, and the ids that were given out in this run. */
  toServer(command: string): string;
  /** Of an output: ids are numbered as they come, times count from the first of January. */
  toPage(output: string): string;
}

/** Creates the exchange for one run. @param url The address of the server. */
export function createSteadyValues(url: string, startedAt = Date.now()): SteadyValues {
  const numbers = new Map<string, string>();
  const idOnPage = (id: string) => {
    const number = numbers.get(id) ?? `00000000-0000-4000-8000-${String(numbers.size + 1).padStart(12, '0')}`;
    numbers.set(id, number);
    return number;
  };
  const idOfRun = (number: string) => {
    for (const [id, known] of numbers) if (known === number) return id;
    throw new Error(`The page uses ${number} before an output has it`);
  };
  const dayOnPage = (time: string) =>
    new Date(FIRST_DAY + Math.round((Date.parse(time) - startedAt) / DAY_MS) * DAY_MS).toISOString();
  return {
    toServer: (command) => command.replaceAll(ADDRESS_ON_PAGE, url).replace(ID, idOfRun),
    toPage: (output) =>
      output
        .replaceAll(url, ADDRESS_ON_PAGE)
        .replace(ID, idOnPage)
        .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, dayOnPage)
        .replace(/("created": ?)\d+/g, `$1${FIRST_DAY / 1000}`)
        .replace(/; r=\d+; t=\d+/g, '; r=59; t=60'),
  };
}

/** Without fractions: scores and confidences differ a little between processors. */
export function withoutFractions(text: string): string {
  return text.replace(/\b\d+\.\d\d\b/g, '0.00');
}
