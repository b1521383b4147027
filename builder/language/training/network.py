"""The network: a MiniLM encoder under five heads (tag, lemma script, entity, sentence start, biaffine tree)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional

SHAPE_BITS = 6


def attention(q: Tensor, k: Tensor, v: Tensor, mask: Tensor, heads: int, dropout: float) -> Tensor:
    """Scaled dot-product attention of q, k, v [b,l,width] in `heads` parts; keys whose mask [b,l] is 0 are left out."""
    batch, length, width = q.shape
    parts = (x.view(batch, length, heads, width // heads).transpose(1, 2) for x in (q, k, v))
    bias = (1.0 - mask[:, None, None, :].to(q.dtype)) * -1e4
    mixed = functional.scaled_dot_product_attention(*parts, attn_mask=bias, dropout_p=dropout)
    return mixed.transpose(1, 2).reshape(batch, length, width)


class FusedAttention(torch.autograd.Function):
    """`attention` as one operator of onnxruntime in the exported file."""

    @staticmethod
    def forward(ctx: object, q: Tensor, k: Tensor, v: Tensor, mask: Tensor, heads: int) -> Tensor:
        """As `attention`, without dropout."""
        return attention(q, k, v, mask, heads, 0.0)

    @staticmethod
    def symbolic(g: Any, q: Any, k: Any, v: Any, mask: Any, heads: int) -> Any:
        """The operator com.microsoft.MultiHeadAttention, whose fourth input (a bias) is left out."""
        none = g.op("prim::Constant")
        none.setType(torch._C.OptionalType.ofTensor())
        made = g.op("com.microsoft::MultiHeadAttention", q, k, v, none, mask, num_heads_i=heads)
        made.setType(q.type())
        return made


class Layer(nn.Module):
    """One transformer layer as in BERT (Devlin et al. 2019), query, key and value in one product."""

    def __init__(self, width: int, heads: int, inner: int, dropout: float) -> None:
        super().__init__()
        self.heads = heads
        self.dropout = dropout
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)
        self.norm1 = nn.LayerNorm(width, eps=1e-12)
        self.up = nn.Linear(width, inner)
        self.down = nn.Linear(inner, width)
        self.norm2 = nn.LayerNorm(width, eps=1e-12)
        self.drop = nn.Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """x [b,l,width], mask [b,l] 1 for a piece and 0 for padding; gives [b,l,width]."""
        q, k, v = self.qkv(x).chunk(3, -1)
        if torch.onnx.is_in_onnx_export():
            mixed = FusedAttention.apply(q, k, v, mask, self.heads)
        else:
            rate = self.dropout if self.training else 0.0
            mixed = attention(q, k, v, mask, self.heads, rate)
        x = self.norm1(x + self.drop(self.out(mixed)))
        return self.norm2(x + self.drop(self.down(functional.gelu(self.up(x)))))


class Encoder(nn.Module):
    """MiniLM-L6-H384, its weights read from a folder holding config.json and model.safetensors."""

    def __init__(self, config: dict[str, int], dropout: float) -> None:
        super().__init__()
        width = config["hidden_size"]
        self.words = nn.Embedding(config["vocab_size"], width)
        self.positions = nn.Embedding(config["max_position_embeddings"], width)
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.drop = nn.Dropout(dropout)
        self.layers = nn.ModuleList(
            Layer(width, config["num_attention_heads"], config["intermediate_size"], dropout)
            for _ in range(config["num_hidden_layers"])
        )

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        """ids and mask int64 [b,l]; gives the last hidden states [b,l,width]."""
        mask = mask.to(torch.int32)
        x = self.words(ids) + self.positions.weight[: ids.shape[1]]
        x = self.drop(self.norm(x))
        for layer in self.layers:
            x = layer(x, mask)
        return x

    @classmethod
    def pretrained(cls, folder: Path, dropout: float) -> Encoder:
        """The encoder with its pretrained weights; token-type embeddings are folded into the positions."""
        from safetensors.torch import load_file

        encoder = cls(json.loads((folder / "config.json").read_text("utf-8")), dropout)
        raw = {k.removeprefix("bert."): v for k, v in load_file(folder / "model.safetensors").items()}
        state = {
            "words.weight": raw["embeddings.word_embeddings.weight"],
            "positions.weight": raw["embeddings.position_embeddings.weight"]
            + raw["embeddings.token_type_embeddings.weight"][0],
            "norm.weight": raw["embeddings.LayerNorm.weight"],
            "norm.bias": raw["embeddings.LayerNorm.bias"],
        }
        for n in range(len(encoder.layers)):
            source = f"encoder.layer.{n}."
            for part in ("weight", "bias"):
                state[f"layers.{n}.qkv.{part}"] = torch.cat(
                    [raw[f"{source}attention.self.{x}.{part}"] for x in ("query", "key", "value")]
                )
                for ours, theirs in (
                    ("out", "attention.output.dense"), ("norm1", "attention.output.LayerNorm"),
                    ("up", "intermediate.dense"), ("down", "output.dense"), ("norm2", "output.LayerNorm"),
                ):  # fmt: skip
                    state[f"layers.{n}.{ours}.{part}"] = raw[f"{source}{theirs}.{part}"]
        encoder.load_state_dict(state)
        return encoder


class Parser(nn.Module):
    """Joint tagger, lemmatizer, entity recognizer, sentence splitter and graph parser (Dozat and Manning 2017)."""

    def __init__(
        self, encoder: Encoder, tags: int, scripts: int, entities: int, relations: int, dropout: float
    ) -> None:
        super().__init__()
        width = encoder.norm.normalized_shape[0]
        self.encoder = encoder
        self.scored: tuple[str, ...] = ("tag", "script", "entity", "start")  #: of these layers, what forward gives
        self.shape = nn.Linear(SHAPE_BITS, 32)
        size = 2 * width + 32
        arc, label = 256, 64
        self.drop = nn.Dropout(dropout)
        self.tag = nn.Linear(size, tags)
        self.script = nn.Linear(size, scripts)
        self.entity = nn.Linear(size, entities)
        self.start = nn.Linear(size, 2)
        self.root = nn.Parameter(torch.zeros(size))
        self.arc_dep, self.arc_head = nn.Linear(size, arc), nn.Linear(size, arc)
        self.rel_dep, self.rel_head = nn.Linear(size, label), nn.Linear(size, label)
        self.arc_weight = nn.Parameter(torch.empty(arc + 1, arc))
        self.rel_weight = nn.Parameter(torch.empty(label + 1, relations, label + 1))
        nn.init.normal_(self.root, std=0.02)
        nn.init.xavier_uniform_(self.arc_weight)
        nn.init.normal_(self.rel_weight, std=0.02)

    def words(self, ids: Tensor, mask: Tensor, first: Tensor, last: Tensor, shape: Tensor) -> Tensor:
        """Word vectors [b,w,size]: a word's first and last piece and its shape."""
        hidden = self.encoder(ids, mask)
        index = first[..., None].expand(-1, -1, hidden.shape[-1])
        last_index = last[..., None].expand(-1, -1, hidden.shape[-1])
        pieces = [hidden.gather(1, index), hidden.gather(1, last_index), self.shape(shape)]
        return self.drop(torch.cat(pieces, -1))

    def tree(self, words: Tensor, valid: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Arc scores [b,w,w+1] (column 0 is the root) and the label scorer's two sides, with a bias column."""
        root = self.root.expand(words.shape[0], 1, -1)
        heads = torch.cat([root, words], 1)
        dep, head = self.drop(functional.gelu(self.arc_dep(words))), self.drop(functional.gelu(self.arc_head(heads)))
        one = torch.ones_like(dep[..., :1])
        arcs = torch.cat([dep, one], -1) @ self.arc_weight @ head.transpose(1, 2)
        allowed = torch.cat([torch.ones_like(valid[:, :1]), valid], 1)
        arcs = arcs.masked_fill(~allowed[:, None, :], -1e4)
        rel_dep = self.drop(functional.gelu(self.rel_dep(words)))
        rel_head = self.drop(functional.gelu(self.rel_head(heads)))
        rel_dep = torch.cat([rel_dep, one], -1)
        rel_head = torch.cat([rel_head, torch.ones_like(rel_head[..., :1])], -1)
        return arcs, rel_dep, rel_head

    def forward(
        self, ids: Tensor, am: Tensor, first: Tensor, last: Tensor, sh: Tensor, wm: Tensor
    ) -> tuple[Tensor, ...]:
        """Scores for the runtime: of the layers `scored` [b,w,·], then arc [b,w,w+1], below and above.

        The product of below [b,w,relations,k] with above [b,w+1,k] of a word's head rates its relation to it.
        """
        words = self.words(ids, am, first, last, sh)
        arcs, dep, above = self.tree(words, wm)
        batch, length, size = dep.shape
        below = (dep @ self.rel_weight.flatten(1)).view(batch, length, -1, size)
        layers = {"tag": self.tag, "script": self.script, "entity": self.entity, "start": self.start}
        outputs = [layer(words) for name, layer in layers.items() if name in self.scored]
        return *outputs, arcs, below, above
