"""Write the trained network as one int8 ONNX file with its tokenizer and label lists."""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from .network import Encoder, Parser

INPUTS = ("ids", "am", "first", "last", "sh", "wm")
OUTPUTS = ("tag", "entity", "start", "arc", "below", "above")


def export(weights: Path, encoder: Path, labels: Path, out: Path) -> None:
    """Write model.onnx, tokenizer.json and labels.json into `out`."""
    names = json.loads(labels.read_text("utf-8"))
    model = Parser(
        Encoder(json.loads((encoder / "config.json").read_text("utf-8")), 0.0), *(len(v) for v in names.values()), 0.0
    )
    model.scored = OUTPUTS[:3]
    model.load_state_dict(torch.load(weights, map_location="cpu"))
    model.eval()
    names.pop("scripts")
    batch, pieces, words = 2, 9, 5
    example = (
        torch.ones(batch, pieces, dtype=torch.long), torch.ones(batch, pieces, dtype=torch.long),
        torch.ones(batch, words, dtype=torch.long), torch.ones(batch, words, dtype=torch.long),
        torch.zeros(batch, words, 6), torch.ones(batch, words, dtype=torch.bool),
    )  # fmt: skip
    axes = {name: {0: "b", 1: "l" if name in ("ids", "am") else "w"} for name in (*INPUTS, *OUTPUTS)}
    axes["arc"][2] = axes["above"][1] = "h"
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        full = Path(folder) / "model.onnx"
        torch.onnx.export(
            model, example, str(full), input_names=list(INPUTS), output_names=list(OUTPUTS), dynamic_axes=axes,
            opset_version=17, dynamo=False, custom_opsets={"com.microsoft": 1},
        )  # fmt: skip
        prepared = Path(folder) / "prepared.onnx"
        onnx.save(onnx.shape_inference.infer_shapes(onnx.load(full)), prepared)
        quantize_dynamic(prepared, out / "model.onnx", weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)
    (out / "labels.json").write_text(json.dumps(names, indent=0) + "\n", "utf-8")
    shutil.copyfile(encoder / "tokenizer.json", out / "tokenizer.json")


def main() -> None:
    """Export WEIGHTS into OUT."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--trained", type=Path, required=True, help="folder written by train: weights.pt and labels.json"
    )
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    export(args.trained / "weights.pt", args.encoder, args.trained / "labels.json", args.out)


if __name__ == "__main__":
    main()
