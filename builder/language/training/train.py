"""Train the parser; keep its weights and label lists in a folder for `export`."""

from __future__ import annotations

import argparse
import json
import random
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional

from .data import ENTITY_LABELS, MASKED, Sentence, read_conllu, training_sentences, with_entities
from .network import Encoder, Parser

IGNORE = -100
MAX_WORDS, MAX_PIECES, WORD_PIECES = 130, 400, 12


@dataclass(frozen=True, slots=True)
class Labels:
    """The label lists, in the order of the network's outputs."""

    tags: list[str]
    scripts: list[str]
    entities: list[str]
    relations: list[str]


def labels_of(sentences: Sequence[Sentence]) -> Labels:
    """Tags and relations in the data; lemma scripts seen at least three times."""
    tags = sorted({t for s in sentences for t in s.tags or ()})
    relations = sorted({r for s in sentences for r in s.relations or ()})
    scripts = Counter(x for s in sentences for x in s.scripts or () if x != MASKED)
    return Labels(tags, sorted(x for x, n in scripts.items() if n >= 3), list(ENTITY_LABELS), relations)


def shape_bits(word: str) -> list[float]:
    """Initial capital, all capitals and longer than one, has digit, alphabetic, inner capital, no letter or digit."""
    return [
        float(word[:1].isupper()),
        float(word.isupper() and len(word) > 1),
        float(any(c.isdigit() for c in word)),
        float(word.isalpha()),
        float(any(c.isupper() for c in word[1:])),
        float(not any(c.isalnum() for c in word)),
    ]


class Encoded:
    """Sentences as ids, so that each epoch only joins and pads them."""

    def __init__(self, sentences: Sequence[Sentence], tokenizer: Tokenizer, labels: Labels) -> None:
        index = {
            name: {x: i for i, x in enumerate(getattr(labels, name))}
            for name in ("tags", "scripts", "entities", "relations")
        }
        self.documents = [s.document for s in sentences]
        self.rows: list[dict[str, list]] = []
        cache: dict[str, list[int]] = {}
        for s in sentences:
            for w in s.words:
                if w not in cache:
                    cache[w] = tokenizer.encode(w, add_special_tokens=False).ids[:WORD_PIECES] or [100]
            n = len(s.words)
            self.rows.append({
                "pieces": [cache[w] for w in s.words],
                "shape": [shape_bits(w) for w in s.words],
                "tag": [index["tags"].get(t, IGNORE) for t in s.tags or ("",) * n],
                "script": [index["scripts"].get(t, IGNORE) for t in s.scripts or ("",) * n],
                "entity": [index["entities"].get(t, IGNORE) for t in s.entities or ("",) * n],
                "head": list(s.heads) if s.heads else [IGNORE] * n,
                "relation": [index["relations"].get(t, IGNORE) for t in s.relations or ("",) * n],
                "start": [1] + [0] * (n - 1),
            })  # fmt: skip

    def examples(self, rng: random.Random | None) -> Iterator[dict[str, list]]:
        """One to four consecutive sentences each; every sentence alone without a generator."""
        at = 0
        while at < len(self.rows):
            want = rng.choice((1, 1, 2, 3, 4)) if rng else 1
            joined: dict[str, list] = {k: [] for k in self.rows[at]}
            begin = at
            while at < len(self.rows) and at - begin < want and self.documents[at] == self.documents[begin]:
                row = self.rows[at]
                words, pieces = len(joined["pieces"]), sum(map(len, joined["pieces"]))
                if begin < at and (
                    words + len(row["pieces"]) > MAX_WORDS or pieces + sum(map(len, row["pieces"])) > MAX_PIECES
                ):
                    break
                for key, values in row.items():
                    if key == "head":
                        values = [h + words if h > 0 else h for h in values]
                    joined[key] = joined[key] + values
                at += 1
            if sum(map(len, joined["pieces"])) <= 500:
                yield joined


def collate(examples: Sequence[dict[str, list]]) -> dict[str, Tensor]:
    """Pad to one batch: network inputs and targets."""
    size = max(sum(map(len, e["pieces"])) for e in examples) + 2
    words = max(len(e["pieces"]) for e in examples)
    n = len(examples)
    out = {"ids": torch.zeros(n, size, dtype=torch.long), "am": torch.zeros(n, size, dtype=torch.long)}
    for key in ("first", "last"):
        out[key] = torch.zeros(n, words, dtype=torch.long)
    out["sh"], out["wm"] = torch.zeros(n, words, 6), torch.zeros(n, words, dtype=torch.bool)
    targets = ("tag", "script", "entity", "head", "relation", "start")
    for key in targets:
        out[key] = torch.full((n, words), IGNORE, dtype=torch.long)
    for i, e in enumerate(examples):
        ids, count = [101], len(e["pieces"])
        for j, pieces in enumerate(e["pieces"]):
            out["first"][i, j] = len(ids)
            ids += pieces
            out["last"][i, j] = len(ids) - 1
        ids.append(102)
        out["ids"][i, : len(ids)] = torch.tensor(ids)
        out["am"][i, : len(ids)] = 1
        out["sh"][i, :count] = torch.tensor(e["shape"])
        out["wm"][i, :count] = True
        for key in targets:
            out[key][i, :count] = torch.tensor(e[key])
    return out


def batches(examples: list[dict[str, list]], pieces: int, rng: random.Random | None) -> list[list[dict[str, list]]]:
    """Examples of like length together, `pieces` word pieces a batch with padding, in random order."""
    jitter = {id(e): rng.uniform(0.85, 1.15) if rng else 1.0 for e in examples}
    lengths = {id(e): sum(map(len, e["pieces"])) + 2 for e in examples}
    out: list[list[dict[str, list]]] = [[]]
    longest = 0
    for e in sorted(examples, key=lambda e: lengths[id(e)] * jitter[id(e)]):
        longest = max(longest, lengths[id(e)])
        if out[-1] and longest * (len(out[-1]) + 1) > pieces:
            out.append([])
            longest = lengths[id(e)]
        out[-1].append(e)
    if rng:
        rng.shuffle(out)
    return out


def loss_of(model: Parser, batch: dict[str, Tensor]) -> Tensor:
    """Sum of the layers' cross-entropies; a layer that the batch lacks counts nothing."""
    words = model.words(batch["ids"], batch["am"], batch["first"], batch["last"], batch["sh"])
    arcs, dep, head = model.tree(words, batch["wm"])
    total = words.new_zeros(())

    def entropy(scores: Tensor, target: Tensor) -> Tensor:
        keep = target != IGNORE
        return functional.cross_entropy(scores[keep], target[keep]) if keep.any() else total.new_zeros(())

    gold = batch["head"]
    total = entropy(arcs, gold)
    index = gold.clamp(min=0)[..., None].expand(-1, -1, head.shape[-1])
    at_head = head.gather(1, index)
    keep = (gold != IGNORE) & (batch["relation"] != IGNORE)
    if keep.any():
        turned = torch.einsum("nd,drh->nrh", dep[keep], model.rel_weight)
        total = total + functional.cross_entropy(
            (turned @ at_head[keep][..., None]).squeeze(-1), batch["relation"][keep]
        )
    total = total + entropy(model.tag(words), batch["tag"]) + entropy(model.entity(words), batch["entity"])
    return (
        total + 0.5 * entropy(model.script(words), batch["script"]) + 0.5 * entropy(model.start(words), batch["start"])
    )


def spans_of(labels: Sequence[str]) -> set[tuple[int, int, str]]:
    """(start, end, type) of each BIO span."""
    out, start, kind = set(), -1, ""
    for i, x in enumerate([*labels, "O"]):
        if start >= 0 and (x[:2] != "I-" or x[2:] != kind):
            out.add((start, i, kind))
            start = -1
        if x[:2] == "B-" or (x[:2] == "I-" and start < 0):
            start, kind = i, x[2:]
    return out


def evaluate(model: Parser, sentences: Sequence[Sentence], tokenizer: Tokenizer, labels: Labels) -> dict[str, float]:
    """UAS, LAS (greedy, punctuation apart), tag and lemma-script accuracy, entity F1, one sentence at a time."""
    encoded = Encoded(sentences, tokenizer, labels)
    punct = labels.relations.index("punct")
    count = Counter[str]()
    model.eval()
    with torch.no_grad():
        for group in batches(list(encoded.examples(None)), 4000, None):
            b = collate(group)
            tag, script, entity, _, arc, below, above = model(
                b["ids"], b["am"], b["first"], b["last"], b["sh"], b["wm"]
            )
            head = arc.argmax(-1)
            at_head = above.gather(1, head[..., None].expand(-1, -1, above.shape[-1]))
            relation = (below @ at_head[..., None]).squeeze(-1).argmax(-1)
            keep = (b["head"] != IGNORE) & (b["relation"] != punct)
            right = keep & (head == b["head"])
            count["arcs"] += int(keep.sum())
            count["uas"] += int(right.sum())
            count["las"] += int((right & (relation == b["relation"])).sum())
            for name, scores in (("tag", tag), ("script", script)):
                known = b[name] != IGNORE
                count[name + "s"] += int(known.sum())
                count[name] += int((known & (scores.argmax(-1) == b[name])).sum())
            guess = entity.argmax(-1)
            for i in range(len(group)):
                if int(b["entity"][i, 0]) == IGNORE:
                    continue
                size = int(b["wm"][i].sum())
                named = [
                    spans_of([labels.entities[max(int(x), 0)] for x in row[i, :size]]) for row in (b["entity"], guess)
                ]
                want, got = ({s for s in side if s[2] != "MISC"} for side in named)
                count["want"] += len(want)
                count["got"] += len(got)
                count["hit"] += len(want & got)
    model.train()
    ratio = {
        k: 100 * count[k] / max(1, count[total])
        for k, total in (("uas", "arcs"), ("las", "arcs"), ("tag", "tags"), ("script", "scripts"))
    }
    return {**ratio, "ner": 200 * count["hit"] / max(1, count["want"] + count["got"])}


def main() -> None:
    """Train from TREEBANKS and ENCODER into OUT."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--treebanks", type=Path, required=True)
    parser.add_argument(
        "--encoder", type=Path, required=True, help="folder with config.json, model.safetensors, tokenizer.json"
    )
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--steps", type=int, help="stop after so many steps (to try the script)")
    args = parser.parse_args()
    torch.manual_seed(args.seed)
    torch.set_num_threads(args.threads)
    rng = random.Random(args.seed)
    tokenizer = Tokenizer.from_file(str(args.encoder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    sentences = training_sentences(args.treebanks)
    labels = labels_of(sentences)
    args.out.mkdir(parents=True, exist_ok=True)
    names = {k: getattr(labels, k) for k in ("tags", "scripts", "entities", "relations")}
    (args.out / "labels.json").write_text(json.dumps(names, ensure_ascii=False, indent=0) + "\n", "utf-8")
    print({k: len(v) for k, v in names.items()}, len(sentences), "sentences", flush=True)
    encoded = Encoded(sentences, tokenizer, labels)
    ewt = with_entities(read_conllu(args.treebanks / "en_ewt-dev.conllu.gz"), [])
    gum = read_conllu(args.treebanks / "en_gum-dev.conllu.gz", gum_entities=True)
    dropout = 0.2
    model = Parser(Encoder.pretrained(args.encoder, 0.1), *(len(v) for v in names.values()), dropout)
    inner = {id(p) for p in model.encoder.parameters()}
    groups = [
        {"params": [p for p in model.parameters() if id(p) in inner], "lr": 2e-4},
        {"params": [p for p in model.parameters() if id(p) not in inner], "lr": 1.5e-3},
    ]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01, betas=(0.9, 0.98))
    per_epoch = len(batches(list(encoded.examples(random.Random(0))), 1600, random.Random(0)))
    total = per_epoch * args.epochs
    warm = max(1, int(0.06 * total))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda n: min((n + 1) / warm, max(0.0, (total - n) / (total - warm)))
    )
    begun, step = time.time(), 0
    model.train()
    for epoch in range(args.epochs):
        for group in batches(list(encoded.examples(rng)), 1600, rng):
            loss = loss_of(model, collate(group))
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 2.0)
            optimizer.step()
            schedule.step()
            step += 1
            if step % 20 == 0:
                print(
                    f"{step}/{total} loss {float(loss.detach()):.3f} {(time.time() - begun) / step:.2f} s/step",
                    flush=True,
                )
            if step == args.steps:
                return
        torch.save(model.state_dict(), args.out / "weights.pt")
        for name, dev in (("ewt-dev", ewt), ("gum-dev", gum)):
            print(
                epoch + 1,
                name,
                {k: round(v, 2) for k, v in evaluate(model, dev, tokenizer, labels).items()},
                flush=True,
            )


if __name__ == "__main__":
    main()
