/** The tables of the index. They are a part of the first migration: a change of them after a release is a new one. */
export const INDEX_SCHEMA = '';
