/**
 * The tables of the index, as version 1 made them; `upgrade-schema.ts` says what was changed since.
 *
 * An *index version* is an index made with one manifest: a row of `editions`. The one that `state` names is answered from; another one is made
 * beside it when the model, the splitter or the analyser changes, and takes its place whole. Keys of terms are 0, 1, 2 … within a version, in the
 * order in which transactions made them, so that a process that holds the first ones in memory asks for the rest. `terms.paragraphs` counts the
 * paragraphs that have a term: a few more after a process died in between. A posting says how long its paragraph is, so that BM25 reads nothing
 * else. `paragraphs.terms`: see `encodeTerms`; `labels` are the aspects of paragraphs. `generation` changes with every update; `gone` counts the
 * paragraphs that were deleted since vectors were last deleted; `is_settled` says that the work that filled it came to its end.
 */
export const INDEX_SCHEMA = `
  CREATE TABLE editions (
    key integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, manifest text NOT NULL,
    paragraphs bigint NOT NULL DEFAULT 0, length bigint NOT NULL DEFAULT 0, gone bigint NOT NULL DEFAULT 0,
    is_settled boolean NOT NULL DEFAULT false
  );
  CREATE TABLE state (
    singleton boolean PRIMARY KEY DEFAULT true CHECK (singleton),
    edition integer REFERENCES editions, generation bigint NOT NULL
  );
  INSERT INTO state (generation) VALUES (0);
  CREATE TABLE models (key integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, model text NOT NULL UNIQUE);
  CREATE TABLE embeddings (
    key bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, model integer NOT NULL REFERENCES models, role text NOT NULL,
    hash text NOT NULL, vector vector NOT NULL, UNIQUE (model, hash)
  );
  -- In the row itself as long as it fits into a page: every comparison would fetch it from elsewhere.
  ALTER TABLE embeddings ALTER COLUMN vector SET STORAGE MAIN;
  CREATE TABLE documents (
    key bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, edition integer NOT NULL REFERENCES editions ON DELETE CASCADE,
    id text COLLATE "C" NOT NULL, title text NOT NULL, language text NOT NULL, date text, questions text NOT NULL, tags text NOT NULL,
    sha256 text NOT NULL, paragraphs integer NOT NULL, text text NOT NULL, UNIQUE (edition, id)
  );
  CREATE TABLE paragraphs (
    key bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, edition integer NOT NULL,
    document_key bigint NOT NULL REFERENCES documents ON DELETE CASCADE,
    number integer NOT NULL, "start" integer NOT NULL, "end" integer NOT NULL, page integer, heading text,
    embedding_key bigint NOT NULL REFERENCES embeddings, length integer NOT NULL, labels text[] NOT NULL, terms bytea NOT NULL, text text NOT NULL
  );
  CREATE INDEX paragraphs_by_document ON paragraphs (document_key);
  CREATE INDEX paragraphs_by_embedding ON paragraphs (embedding_key);
  CREATE TABLE labels (
    edition integer NOT NULL, label text NOT NULL, paragraph_key bigint NOT NULL, PRIMARY KEY (edition, label, paragraph_key)
  );
  CREATE TABLE terms (
    edition integer NOT NULL REFERENCES editions ON DELETE CASCADE, key integer NOT NULL, term text COLLATE "C" NOT NULL,
    embedding_key bigint NOT NULL REFERENCES embeddings, paragraphs integer NOT NULL, PRIMARY KEY (edition, key), UNIQUE (edition, term)
  ) WITH (fillfactor = 80);
  CREATE INDEX terms_by_embedding ON terms (embedding_key);
  CREATE TABLE postings (
    edition integer NOT NULL, term_key integer NOT NULL, paragraph_key bigint NOT NULL,
    frequency smallint NOT NULL, length integer NOT NULL, PRIMARY KEY (edition, term_key, paragraph_key) INCLUDE (frequency, length)
  );
  CREATE TABLE sources (
    path text COLLATE "C" PRIMARY KEY, document_id text NOT NULL, fingerprint text NOT NULL, problem text
  );
  CREATE TABLE indexing_jobs (
    path text COLLATE "C" PRIMARY KEY, holder text, claimed_until timestamptz
  );
  CREATE TABLE write_locks (holder text PRIMARY KEY, is_shared boolean NOT NULL, held_until timestamptz NOT NULL);
`;
