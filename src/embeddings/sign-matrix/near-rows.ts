/** `near-rows.wat`, compiled: WebAssembly counts bits sixty-four at a time. A test compiles the source again and compares. */
export const NEAR_ROWS =
  'AGFzbQEAAAABDAFgB39/f39/f38BfwISAQZtYXRyaXgGbWVtb3J5AgABAwIBAAcIAQRuZWFyAAAKkAEBjQEDAn8BfgJ/IAYhCyACIANqIQoCQANAIAIgCk8NASAAIAFqIQcgBCEIQgAhCQNAIAkgACkDACAIKQMAhXsgACkDCCAIKQMIhXt8fCEJIAhBEGohCCAAQRBqIQAgACAHSQ0ACyALIAI2AgAgCacgBUwEQCALQQRqIQsLIAJBAWohAgwACwsgCyAGa0ECdgs=';
