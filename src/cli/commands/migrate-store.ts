import { PilcrowError } from '../../errors.ts';
import type { MigrationReport } from '../../migration/migrate-store.ts';
import { STORE_KINDS, type StoreKind, type Stores } from '../../stores/open-stores.ts';
import { defineCommand } from '../command.ts';
import { createTerminalProgress } from '../open-assistant.ts';

/** Copies the index and the conversations into the other kind of store. */
export const migrateStore = defineCommand({
  usage: '--from KIND --to KIND',
  description:
    'Copies the index and the conversations from one kind of store into the other, and compares both. Nothing is embedded; the source\n' +
    'is not changed. Vectors count as equal from a cosine of 0.9999 on: SQLite keeps one byte a number unless VECTOR_PRECISION=float32.\n' +
    'After an interruption, run the same command again. Exit code 1 when the copy is not complete.',
  options: {
    from: { type: 'string', value: 'KIND', help: 'what to copy: sqlite (INDEX_DIR) or postgres (DATABASE_URL)' },
    to: { type: 'string', value: 'KIND', help: 'where to: the other one' },
    json: { type: 'boolean', help: 'print what was done as JSON' },
  },
  async run({ values }) {
    const kinds = { from: kindOf(values.from, '--from'), to: kindOf(values.to, '--to') };
    if (kinds.from === kinds.to) throw wrongUsage(`--from and --to are both "${kinds.to}"`);
    const [{ loadConfig }, { openStoresOf }, { migrateStore: carryOut }] = await Promise.all([
      import('../../config/config.ts'),
      import('../../stores/open-stores.ts'),
      import('../../migration/migrate-store.ts'),
    ]);
    const config = loadConfig();
    const progress = createTerminalProgress(config.logLevel);
    const opened: Stores[] = [];
    const open = async (kind: StoreKind) => {
      const stores = await openStoresOf(kind, config);
      opened.push(stores);
      return stores;
    };
    try {
      const sides = { from: await open(kinds.from), to: await open(kinds.to) };
      const report = await carryOut(sides, { onProgress: progress.report });
      progress.end();
      const output = values.json ? JSON.stringify({ ...kinds, ...report }, null, 2) : formatReport(report, kinds);
      process.stdout.write(`${output}\n`);
      return report.isWhole ? 0 : 1;
    } finally {
      progress.end();
      for (const stores of opened) await stores.close();
    }
  },
});

function kindOf(name: string | undefined, option: string): StoreKind {
  const kind = STORE_KINDS.find((known) => known === name);
  if (kind) return kind;
  throw wrongUsage(
    `${option} ${name === undefined ? 'is missing' : `is "${name}"`}, it is one of ${STORE_KINDS.join(', ')}`,
  );
}

function wrongUsage(state: string): PilcrowError {
  return new PilcrowError('USAGE_INVALID', `Cannot run "migrate-store": ${state}; see migrate-store --help`);
}

function formatReport(
  { copied, conversations, verification, isWhole }: MigrationReport,
  { from, to }: { from: StoreKind; to: StoreKind },
): string {
  const { documents, paragraphs, vectors, leastCosine, sha256, differences } = verification;
  const wrong = [
    ...(differences === null ? [] : [differences]),
    ...(conversations?.different ? [`${conversations.different} conversations are not what they were`] : []),
  ];
  return [
    isWhole
      ? `Everything in ${from} is in ${to} as well.`
      : `The copy in ${to} is not whole: ${wrong.join('; ')}; run the same command again, into an empty store if it says the same.`,
    `Documents: ${copied.documents} copied, ${copied.unchanged} there already`,
    conversations
      ? `Conversations: ${conversations.copied} copied, ${conversations.unchanged} there already`
      : 'Conversations: left where they are',
    `Verified: ${documents} documents, ${paragraphs} paragraphs, ${vectors} vectors (least cosine ${leastCosine.toFixed(6)})`,
    `SHA-256 in ${from}: ${sha256.from}`,
    `SHA-256 in ${to}: ${sha256.to}`,
  ].join('\n');
}
