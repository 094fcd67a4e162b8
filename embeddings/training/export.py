"""Table of token vectors + vocabulary -> the model's folder, in the layout of Transformers.js.

    python3 export.py WORK RUN MODEL
"""
import argparse
import json
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from model import without_empty_tokens
from quantise import quantise

LONGEST_TEXT = 512  # tokens


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('work', type=Path)
    parser.add_argument('run', type=Path)
    parser.add_argument('model', type=Path)
    options = parser.parse_args()
    vocabulary = options.work / 'tokenizer.vocab'
    rows = without_empty_tokens(np.load(options.run / 'table.npy'), [piece for piece, _ in pieces_of(vocabulary)])
    (options.model / 'onnx').mkdir(parents=True, exist_ok=True)
    onnx.save(graph_of(rows), options.model / 'onnx' / 'model_quantized.onnx')
    write_json(options.model / 'tokenizer.json', tokenizer_of(vocabulary))
    write_json(options.model / 'tokenizer_config.json', {
        'tokenizer_class': 'XLMRobertaTokenizer', 'model_max_length': LONGEST_TEXT, 'pad_token': '<pad>', 'unk_token': '<unk>'})
    write_json(options.model / 'config.json', {
        'model_type': 'bert', 'hidden_size': rows.shape[1], 'vocab_size': rows.shape[0], 'architectures': ['BertModel']})
    for path in sorted(options.model.rglob('*')):
        if path.is_file():
            print(f'{path.stat().st_size:12,}  {path.relative_to(options.model)}')


def graph_of(rows: np.ndarray) -> onnx.ModelProto:
    """`last_hidden_state` (batch, sequence, dimensions): the vector of each token, divided by the square root of how often it occurs.

    Their mean points the way of the sums that were trained: a token said four times counts twice.
    """
    table = quantise(rows)
    constants = {'codes': table.codes, 'codebook': table.codebook, 'scale': table.scale, 'vectors': np.array([0, 0, rows.shape[1]]),
                 'second_axis': np.array([1]), 'third_axis': np.array([2])}
    node = helper.make_node
    nodes = [
        node('Gather', ['codes', 'input_ids'], ['packed'], axis=0),
        node('Cast', ['packed'], ['groups'], to=TensorProto.INT32),
        node('Gather', ['codebook', 'groups'], ['grouped'], axis=0),
        node('Reshape', ['grouped', 'vectors'], ['numbers']),
        node('Unsqueeze', ['input_ids', 'third_axis'], ['down']),
        node('Unsqueeze', ['input_ids', 'second_axis'], ['across']),
        node('Equal', ['down', 'across'], ['is_same']),
        node('Cast', ['is_same'], ['same'], to=TensorProto.FLOAT),
        node('ReduceSum', ['same', 'third_axis'], ['counts'], keepdims=1),
        node('Sqrt', ['counts'], ['roots']),
        node('Gather', ['scale', 'input_ids'], ['scales'], axis=0),
        node('Div', ['scales', 'roots'], ['factors']),
        node('Mul', ['numbers', 'factors'], ['last_hidden_state']),
    ]
    ids = [helper.make_tensor_value_info(name, TensorProto.INT64, ['batch', 'sequence'])
           for name in ('input_ids', 'attention_mask')]
    vectors = helper.make_tensor_value_info('last_hidden_state', TensorProto.FLOAT, ['batch', 'sequence', rows.shape[1]])
    graph = helper.make_graph(nodes, 'token-vectors', ids, [vectors],
                              [numpy_helper.from_array(np.asarray(value), name) for name, value in constants.items()])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid('', 13)])
    model.ir_version = 8
    onnx.checker.check_model(model)
    return model


def pieces_of(vocabulary: Path) -> list[list[str]]:
    """Each token and its score, in the order of their ids."""
    return [line.rstrip('\n').split('\t') for line in vocabulary.open(encoding='utf-8')]


def tokenizer_of(vocabulary: Path) -> dict:
    """The SentencePiece vocabulary as a Tokenizers file that normalises as `corpus.normalise` does."""
    special = [{'id': id, 'content': token, 'single_word': False, 'lstrip': False, 'rstrip': False, 'normalized': False,
                'special': True} for id, token in enumerate(['<pad>', '<unk>'])]
    words = {'type': 'Metaspace', 'replacement': '▁', 'add_prefix_space': True}
    return {
        'version': '1.0', 'truncation': None, 'padding': None, 'added_tokens': special,
        'normalizer': {'type': 'Sequence', 'normalizers': [
            {'type': 'NFKC'}, {'type': 'Lowercase'},
            {'type': 'Replace', 'pattern': {'String': 'ё'}, 'content': 'е'},
            {'type': 'Replace', 'pattern': {'Regex': r'[^\p{L}\p{N}%$€₽+#]+'}, 'content': ' '},
        ]},
        'pre_tokenizer': {'type': 'Sequence', 'pretokenizers': [{'type': 'WhitespaceSplit'}, words]},
        'post_processor': None, 'decoder': words,
        'model': {'type': 'Unigram', 'unk_id': 1, 'vocab': [[piece, round(float(score), 4)] for piece, score in pieces_of(vocabulary)]},
    }


def write_json(path: Path, value: dict) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, separators=(',', ':')) + '\n', encoding='utf-8')


if __name__ == '__main__':
    main()
