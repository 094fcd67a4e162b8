"""A SentencePiece vocabulary written piece by piece, as `prepare.py` has it trained: `tokenizer.model` and `tokenizer.vocab`."""
from pathlib import Path

from sentencepiece import sentencepiece_model_pb2 as format

# The kinds of pieces of SentencePiece: what is never in a text, what stands for the unknown, all others.
CONTROL, UNKNOWN, NORMAL = 3, 2, 1


def write_vocabulary(folder: Path, pieces: list[tuple[str, float]]) -> None:
    """Pieces with their log-probabilities, in the order of their ids; 0 is padding, 1 the unknown."""
    model = format.ModelProto()
    for number, (piece, score) in enumerate(pieces):
        model.pieces.add(piece=piece, score=score, type={0: CONTROL, 1: UNKNOWN}.get(number, NORMAL))
    model.trainer_spec.model_type = 1  # unigram
    model.trainer_spec.vocab_size = len(pieces)
    for name, number in {'pad_id': 0, 'unk_id': 1, 'bos_id': -1, 'eos_id': -1}.items():
        setattr(model.trainer_spec, name, number)
    model.normalizer_spec.name = 'identity'
    (folder / 'tokenizer.vocab').write_text(''.join(f'{piece}\t{score}\n' for piece, score in pieces), encoding='utf-8')
    half_written = folder / 'tokenizer.part'
    half_written.write_bytes(model.SerializeToString())
    half_written.rename(folder / 'tokenizer.model')
