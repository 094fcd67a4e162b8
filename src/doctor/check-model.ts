import type { EmbeddingConfig } from '../config/config.ts';
import { SPLITTER_VERSION } from '../documents/canonical-text/split-paragraphs.ts';
import { type EmbeddingModel, embeddingModelKey } from '../embeddings/embedder.ts';
import { loadCalibration } from '../retrieval/calibration.ts';
import type { Check, Outcome } from '../stores/check.ts';
import type { Manifest } from '../stores/document-reader.ts';
import { ANALYZER_VERSION } from '../text/tokenize.ts';

const OTHER_WEIGHTS = '; on the weights of the built-in model: "npm run calibrate" learns its own';

/** A check that the index was made with what is used now, which says whose weights are used. */
export function checkModel(
  readManifest: () => Promise<Manifest | null>,
  { model, embedding }: { model: () => Promise<EmbeddingModel>; embedding: EmbeddingConfig },
): Check {
  return {
    name: 'Model',
    cure: 'npm run index',
    async examine() {
      const outcome = compareManifest(await readManifest(), await model());
      const { origin } = await loadCalibration(embedding);
      return outcome.wrong === null && origin === 'built-in'
        ? { ...outcome, found: `${outcome.found}${OTHER_WEIGHTS}` }
        : outcome;
    },
  };
}

/** With another model, splitter or analyser everything is made again. */
function compareManifest(manifest: Manifest | null, embedding: EmbeddingModel): Outcome {
  const differs = (what: string) => ({ found: '', wrong: `the index was made with another ${what} than is used now` });
  if (manifest === null) return { found: 'nothing is indexed yet', wrong: null };
  if (embeddingModelKey(manifest.embedding) !== embeddingModelKey(embedding)) return differs('embedding model');
  if (manifest.splitterVersion !== SPLITTER_VERSION) return differs('version of the splitter');
  if (manifest.analyzerVersion !== ANALYZER_VERSION) return differs('version of the analyser');
  const leaving = embedding.pooling === 'server' ? '; all paragraphs and questions go there' : '';
  return { found: `"${embedding.name}", as the index has it${leaving}`, wrong: null };
}
