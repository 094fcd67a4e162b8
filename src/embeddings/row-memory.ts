const PAGE_BYTES = 65_536;

/** What is used of it here: the types of Node.js leave it out. */
declare const WebAssembly: {
  Module: new (bytes: Uint8Array) => object;
  Instance: new (module: object, imports: object) => { exports: Record<string, unknown> };
  Memory: new (options: { initial: number }) => { buffer: ArrayBuffer; grow(pages: number): number };
};

/** The memory of a matrix: some bytes of its own, and after them rows, one behind the other. */
export interface RowMemory {
  /** Another one after rows were added. */
  readonly buffer: ArrayBuffer;
  /** The address of a row. */
  addressOf(row: number): number;
  /** Makes room for so many rows. */
  makeRoom(rows: number): void;
  /** Makes the functions of a module ready to be called over this memory. @param module Of `compile`; it imports `matrix.memory`. */
  functionsOf(module: object): Record<string, unknown>;
}

/** Compiles WebAssembly. @param source In base 64. */
export function compile(source: string): object {
  return new WebAssembly.Module(Buffer.from(source, 'base64'));
}

/** @param bytes.before What the memory begins with. @param bytes.width Of a row. */
export function createRowMemory({ before, width }: { before: number; width: number }): RowMemory {
  const memory = new WebAssembly.Memory({ initial: pagesFor(before) });
  const addressOf = (row: number) => before + row * width;
  return {
    get buffer() {
      return memory.buffer;
    },
    addressOf,
    makeRoom(rows) {
      const pages = memory.buffer.byteLength / PAGE_BYTES;
      const missing = pagesFor(addressOf(rows)) - pages;
      if (missing > 0) memory.grow(Math.max(missing, Math.ceil(pages / 2)));
    },
    functionsOf: (module) => new WebAssembly.Instance(module, { matrix: { memory } }).exports,
  };
}

function pagesFor(bytes: number): number {
  return Math.ceil(bytes / PAGE_BYTES);
}
