/**
 * `row-products.wat`, compiled: WebAssembly multiplies sixteen numbers at a time, JavaScript one. A test compiles the source again and compares.
 */
export const ROW_PRODUCTS =
  'AGFzbQEAAAABCgFgBn9/f39/fwACEgEGbWF0cml4Bm1lbW9yeQIAAQMCAQAHDAEIbXVsdGlwbHkAAArDAQHAAQMDfwF7AX8gACEGIAUgA0EEbGohCgJAA0AgBSAKTw0BIAIEQCAAIAIoAgAgAWxqIQYgAkEEaiECCyAGIAFqIQcgBCEI/QwAAAAAAAAAAAAAAAAAAAAAIQkDQCAJIAb9AQMAIAj9AAQA/boB/a4BIAb9AQMIIAj9AAQQ/boB/a4BIQkgCEEgaiEIIAZBEGohBiAGIAdJDQALIAUgCf0bACAJ/RsBaiAJ/RsCIAn9GwNqajYCACAFQQRqIQUMAAsLCw==';
