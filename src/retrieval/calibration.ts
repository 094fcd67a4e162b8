import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { type EmbeddingConfig, PROJECT_DIRECTORY } from '../config/config.ts';
import { locateModel } from '../embeddings/model-files.ts';
import { similarityScaleSchema } from '../embeddings/similarity/similarity-scale.ts';
import { PilcrowError, reasonOf } from '../errors.ts';

const logisticSchema = z.object({ bias: z.number(), weights: z.record(z.string(), z.number()) });

const probability = z.number().min(0).max(1);

const calibrationSchema = z.object({
  /** What the cosines of the model mean; without it that is measured. */
  similarity: similarityScaleSchema.optional(),
  /** How much each ranking signal counts. */
  ranking: z.object({
    keywordShare: z.number(),
    spelling: z.number(),
    spellingAlone: z.number(),
    similarity: z.number(),
    sentence: z.number(),
    document: z.number(),
    named: z.number(),
    aspect: z.number(),
    part: z.number(),
    evidence: z.number(),
    short: z.number(),
    heading: z.number(),
  }),
  /** Logistic model: probability that the quoted words answer the question. */
  confidence: logisticSchema,
  /** Logistic model: probability that the documents are about what is asked. */
  relevance: logisticSchema,
  thresholds: z.object({
    /** Minimum confidence, and minimum relevance, of an answer. */
    answered: probability,
    /** The same where the model knows hardly any word of the question. */
    answeredUnknownWords: probability,
    answeredRelevance: probability,
    /** Minimum relevance of an excerpt shown as related: lower when question and document are in different languages. */
    related: probability,
    relatedOtherLanguage: probability,
  }),
});

/** What was learnt for one embedding model from questions with known answers; made by `npm run calibrate`. */
export type Calibration = z.infer<typeof calibrationSchema>;
export type Logistic = z.infer<typeof logisticSchema>;

const CALIBRATION_FILE = 'calibration.json';
const BUILT_IN = path.join(PROJECT_DIRECTORY, 'embeddings/model');
/** Whose a calibration is: the model's own, beside its files, or that of the built-in model. */
export type CalibrationOrigin = 'own' | 'built-in';

/**
 * Reads the calibration of the configured model; a model without one uses that of the built-in model, on its own scale of similarity.
 *
 * @throws CONFIG_INVALID when the file does not parse.
 */
export async function loadCalibration(
  config: EmbeddingConfig,
): Promise<{ calibration: Calibration; origin: CalibrationOrigin }> {
  const own = await readCalibration(await calibrationFile(config));
  if (own) return { calibration: own, origin: 'own' };
  const { similarity: _, ...calibration } = await loadBuiltInCalibration();
  return { calibration, origin: 'built-in' };
}

/** Reads the calibration of the built-in model. @throws CONFIG_INVALID when it is missing or does not parse */
export async function loadBuiltInCalibration(): Promise<Calibration> {
  const calibration = await readCalibration(path.join(BUILT_IN, CALIBRATION_FILE));
  if (!calibration) {
    throw new PilcrowError(
      'CONFIG_INVALID',
      `Cannot find "${CALIBRATION_FILE}" in "${BUILT_IN}": check out the project again`,
    );
  }
  return calibration;
}

/** Path of the calibration of the configured model: beside the model's files. */
export async function calibrationFile(config: EmbeddingConfig): Promise<string> {
  return path.join((await locateModel(config)).directory, CALIBRATION_FILE);
}

async function readCalibration(file: string): Promise<Calibration | null> {
  const json = await readFile(file, 'utf8').catch(() => null);
  if (json === null) return null;
  try {
    return calibrationSchema.parse(JSON.parse(json));
  } catch (cause) {
    const state =
      cause instanceof z.ZodError ? `missing or not as this version needs it is ${wrongIn(cause)}` : reasonOf(cause);
    const next = 'make it again with "npm run calibrate", or remove it: then that of the built-in model is used';
    throw new PilcrowError('CONFIG_INVALID', `Cannot use "${file}": ${state}; ${next}`, { cause });
  }
}

/** The places of what is missing or of another type, such as `ranking.spelling`. */
function wrongIn({ issues }: z.ZodError): string {
  return issues.map(({ path: place }) => place.join('.')).join(', ');
}

/** The probability a logistic model gives; signals without a weight do not count. */
export function probabilityOf({ bias, weights }: Logistic, signals: Readonly<Record<string, number>>): number {
  const sum = Object.entries(weights).reduce((total, [name, weight]) => total + weight * (signals[name] ?? 0), bias);
  return 1 / (1 + Math.exp(-sum));
}
