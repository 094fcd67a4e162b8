import { embeddingModelKey } from '../../../embeddings/embedder.ts';
import type { DocumentReader, Manifest } from '../../document-reader.ts';
import type { Statements } from './statements.ts';

/** The state of an index, as it is at this moment. */
interface IndexState extends Pick<DocumentReader, 'generation' | 'manifest' | 'isComplete'> {
  manifestNow(): Manifest | null;
  /** `embeddingModelKey` of the model that the index was made with; empty before the first update. */
  modelNow(): string;
}

/** Reads the state of an index. */
export function readState({ meta }: Statements): IndexState {
  const manifestNow = (): Manifest | null => {
    const json = meta.get('manifest') as string | undefined;
    return json === undefined ? null : (JSON.parse(json) as Manifest);
  };
  return {
    manifestNow,
    modelNow() {
      const manifest = manifestNow();
      return manifest ? embeddingModelKey(manifest.embedding) : '';
    },
    generation: async () => Number(meta.get('generation')),
    manifest: async () => manifestNow(),
    isComplete: async () => meta.get('settled') !== undefined,
  };
}
