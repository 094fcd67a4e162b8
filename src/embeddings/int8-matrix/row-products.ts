/**
 * `row-products.wat`, compiled: WebAssembly multiplies sixteen numbers at a time, JavaScript one. A test compiles the source again and compares.
 */
export const ROW_PRODUCTS =
  'AGFzbQEAAAABCQFgBX9/f39/AAISAQZtYXRyaXgGbWVtb3J5AgABAwIBAAcMAQhtdWx0aXBseQAACqoBAacBAwN/AXsBfyAAIQUgACABIAJsaiEJAkADQCAFIAlPDQEgBSABaiEGIAMhB/0MAAAAAAAAAAAAAAAAAAAAACEIA0AgCCAF/QEDACAH/QAEAP26Af2uASAF/QEDCCAH/QAEEP26Af2uASEIIAdBIGohByAFQRBqIQUgBSAGSQ0ACyAEIAj9GwAgCP0bAWogCP0bAiAI/RsDamo2AgAgBEEEaiEEDAALCws=';
