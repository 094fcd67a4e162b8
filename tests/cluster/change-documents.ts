import { setTimeout as pause } from 'node:timers/promises';
import type { DocumentText } from '../../src/protocol/documents.ts';
import { sendRequest } from '../support/ask-server.ts';
import type { Cluster } from '../support/cluster.ts';
import { formOf } from '../support/serve-documents.ts';
import type { Failure } from './load.ts';

/** What became of changes of documents. */
export interface DocumentChangesReport {
  acknowledged: number;
  failures: Failure[];
  lost: string[];
  longestMs: number;
}

const DOCUMENTS = 6;
const PAUSE_MS = 100;

/** Adds, replaces and deletes documents, each through another server, until it is stopped. */
export function changeDocuments({ servers }: Cluster) {
  const report: DocumentChangesReport = { acknowledged: 0, failures: [], lost: [], longestMs: 0 };
  /** What a document may be: as it was acknowledged last, or as it was to become since. Null: not there. */
  const allowed = new Map<string, (string | null)[]>();
  let isOver = false;

  const changeOne = async (change: number) => {
    const server = servers[change % servers.length]!;
    const id = `note-${change % DOCUMENTS}`;
    const isRemoving = change % 5 === 4;
    const text = `Note ${change} says that the ferry leaves at noon.`;
    const state = isRemoving ? null : text;
    allowed.set(id, [...(allowed.get(id) ?? [null]), state]);
    const init = isRemoving
      ? { method: 'DELETE' }
      : { method: 'PUT', body: formOf({ [`${id}.txt`]: text }, { tags: 'notes' }) };
    const begunAt = performance.now();
    const reply = await sendRequest(() => server.call(`/api/documents/${id}`, init));
    const endedAt = performance.now();
    report.longestMs = Math.max(report.longestMs, endedAt - begunAt);
    if (reply.outcome === 'answered') {
      report.acknowledged += 1;
      allowed.set(id, [state]);
    } else {
      const what = isRemoving ? 'removing' : 'upload';
      report.failures.push({ server: server.name, what, reply, begunAt, endedAt, isOfKilled: false });
    }
  };
  const changing = (async () => {
    for (let change = 0; !isOver; change += 1) {
      await changeOne(change);
      await pause(PAUSE_MS);
    }
  })();

  return {
    async stop() {
      isOver = true;
      await changing;
    },
    /** Each document is as it was acknowledged, on every server. */
    async lookForChanges(): Promise<DocumentChangesReport> {
      for (const server of servers.filter(({ life }) => life !== null)) {
        for (const [id, states] of allowed) {
          const response = await server.call(`/api/documents/${id}`);
          const text = response.status === 404 ? null : ((await response.json()) as DocumentText).text;
          if (!states.includes(text)) report.lost.push(`"${id}" on server ${server.name}: ${text}, not ${states}`);
        }
      }
      return report;
    },
  };
}
