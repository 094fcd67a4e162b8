"""Model folder of version 1 -> what it was exported from: vocabulary and table. What version 2 starts from.

    python3 reopen.py MODEL BEFORE                         # BEFORE/tokenizer.model, BEFORE/table.npy
"""
import argparse
import json
from pathlib import Path

import numpy as np
import onnx
from onnx import numpy_helper

from vocabulary import write_vocabulary


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('model', type=Path)
    parser.add_argument('before', type=Path)
    options = parser.parse_args()
    options.before.mkdir(parents=True, exist_ok=True)
    pieces = json.loads((options.model / 'tokenizer.json').read_text(encoding='utf-8'))['model']['vocab']
    write_vocabulary(options.before, [(piece, score) for piece, score in pieces])
    rows = rows_of(options.model / 'onnx' / 'model_quantized.onnx')
    np.save(options.before / 'table.npy', rows)
    print(f'{len(rows):,} tokens of {rows.shape[1]} numbers')


def rows_of(path: Path) -> np.ndarray:
    """The table of a model whose numbers have four bits and a scale a row: two numbers a byte, of the halves of the row."""
    constants = {constant.name: numpy_helper.to_array(constant) for constant in onnx.load(path).graph.initializer}
    if constants.keys() < {'codes', 'scale'} or 'codebook' in constants:
        raise SystemExit(f'Cannot read "{path}": it is no model of version 1; take the folder embeddings/model of that version')
    codes = constants['codes']
    return (np.concatenate([codes >> 4, codes & 15], axis=1).astype(np.float32) - 8) * constants['scale']


if __name__ == '__main__':
    main()
