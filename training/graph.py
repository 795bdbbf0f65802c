"""Rewrites the quantised encoder as a graph that costs half the time: same weights, same sums.

PyTorch's export spells attention out in some thirty nodes, stacks all layers to weigh them, and
takes a mask for padding. Here a sentence is read alone, so there is nothing to mask; queries, keys
and values come of one product; attention is one node; the mean over the layers is a running sum.
A product's scale is taken over one sentence and no longer over its batch, so that a sentence reads
the same in any company.

python training/graph.py src/dragoman/assets/coder/encoder.onnx    # in place; export.py does it too
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import NamedTuple

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

LAYERS = 6
HEADS = 12
MOST_PIECES = 128
EPSILON = 1e-12
_CONTRIB = "com.microsoft"
_MODEL = "model.encoder."


class Product(NamedTuple):
    """A quantised matrix with its bias."""

    weight: NDArray[np.int8]
    scale: NDArray[np.float32]
    zero: NDArray[np.int8]
    bias: NDArray[np.float32]


class Weights:
    """The arrays of an encoder as `quantize_dynamic` writes them, by their names in the model."""

    def __init__(self, graph: onnx.GraphProto) -> None:
        self.arrays = {i.name: numpy_helper.to_array(i) for i in graph.initializer}
        products = [node for node in graph.node if node.op_type == "MatMulInteger"]
        self._matrices = {
            node.output[0].removeprefix("/encoder/").split("/MatMul")[0].replace("/", "."): (
                node.input[1].removesuffix("_quantized")
            )
            for node in products
        }
        [shares] = [i for i in self.arrays.values() if i.shape == (LAYERS + 1,)]
        self.shares = shares

    def array(self, name: str) -> NDArray[np.float32]:
        """Return a weight that was not quantised."""
        return self.arrays[_MODEL + name]

    def table(self, name: str) -> NDArray[np.float32]:
        """Return a quantised table of embeddings in full."""
        full, scale, zero = self.quantised(f"{_MODEL}embeddings.{name}.weight")
        return (full.astype(np.float32) - zero.astype(np.float32)) * scale

    def quantised(self, name: str) -> tuple[NDArray, NDArray, NDArray]:
        """Return a quantised array, its scale and its zero point."""
        parts = ("_quantized", "_scale", "_zero_point")
        whole, scale, zero = (self.arrays[name + part] for part in parts)
        return whole, scale, zero

    def product(self, name: str) -> Product:
        """Return the product of a linear layer."""
        weight, scale, zero = self.quantised(self._matrices[name])
        width = weight.shape[1]
        return Product(
            weight,
            np.broadcast_to(scale, width),
            np.broadcast_to(zero, width),
            self.array(f"{name}.bias"),
        )

    def joined(self, *names: str) -> Product:
        """Return several products of the same input as one."""
        return Product(
            *(np.concatenate(p, -1) for p in zip(*map(self.product, names), strict=True))
        )


class Graph:
    """Collects nodes and constants; each method returns the name of what it computes."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []

    def constant(self, name: str, array: NDArray) -> str:
        """Add an array."""
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(array), name))
        return name

    def node(self, kind: str, inputs: list[str], output: str, **options: object) -> str:
        """Add a node of one output."""
        self.nodes.append(helper.make_node(kind, inputs, [output], **options))
        return output

    def product(self, given: str, product: Product, name: str) -> str:
        """Multiply in int8 and add the bias."""
        parts = [self.constant(f"{name}.{k}", a) for k, a in product._asdict().items()]
        return self.node("DynamicQuantizeMatMul", [given, *parts], name, domain=_CONTRIB)

    def normal(self, given: str, weights: Weights, layer: str, name: str) -> str:
        """Normalise each vector.

        The sum before it stays a node of its own: onnxruntime's fused form of the two takes
        several times as long.
        """
        parts = [
            self.constant(f"{name}.{kind}", weights.array(f"{layer}.{kind}"))
            for kind in ("weight", "bias")
        ]
        return self.node("LayerNormalization", [given, *parts], name, axis=-1, epsilon=EPSILON)


def rewritten(model: onnx.ModelProto) -> onnx.ModelProto:
    """Return the encoder with the input `ids` alone, [sentences, pieces], no sentence padded."""
    weights, graph = Weights(model.graph), Graph()
    words = _embedded(graph, weights)
    told = _weighed(graph, words, weights, 0)
    for layer in range(LAYERS):
        words = _layer(graph, weights, layer, words)
        share = _weighed(graph, words, weights, layer + 1)
        name = "hidden" if layer == LAYERS - 1 else f"told{layer + 1}"
        told = graph.node("Add", [told, share], name)
    width = weights.table("position_embeddings").shape[1]
    shape = ["sentence", "piece"]
    return helper.make_model(
        helper.make_graph(
            graph.nodes,
            "encoder",
            [helper.make_tensor_value_info("ids", TensorProto.INT64, shape)],
            [helper.make_tensor_value_info("hidden", TensorProto.FLOAT, [*shape, width])],
            graph.constants,
        ),
        opset_imports=[helper.make_opsetid("", 17), helper.make_opsetid(_CONTRIB, 1)],
        ir_version=8,
    )


def _embedded(graph: Graph, weights: Weights) -> str:
    """Add the vectors of pieces and their places; the table of pieces stays in int8."""
    parts = weights.quantised(f"{_MODEL}embeddings.word_embeddings.weight")
    table, scale, zero = (
        graph.constant(f"words.{k}", a)
        for k, a in zip(("table", "scale", "zero"), parts, strict=True)
    )
    rows = graph.node("Gather", [table, "ids"], "words.rows")
    words = graph.node("DequantizeLinear", [rows, scale, zero], "words")
    places = weights.table("position_embeddings") + weights.table("token_type_embeddings")[0]
    table = graph.constant("places.table", places[:MOST_PIECES])
    begin = graph.constant("places.begin", np.zeros(1, dtype=np.int64))
    length = graph.node("Shape", ["ids"], "places.length", start=1, end=2)
    here = graph.node("Slice", [table, begin, length], "places")
    both = graph.node("Add", [words, here], "words.placed")
    return graph.normal(both, weights, "embeddings.LayerNorm", "layer0")


def _layer(graph: Graph, weights: Weights, layer: int, words: str) -> str:
    """Add one layer of the encoder."""
    name, at = f"layer{layer + 1}", f"encoder.layer.{layer}"
    asked = [f"{at}.attention.self.{part}" for part in ("query", "key", "value")]
    turned = graph.product(words, weights.joined(*asked), f"{name}.turned")
    parts = [f"{name}.{part}" for part in ("query", "key", "value")]
    graph.nodes.append(helper.make_node("Split", [turned], parts, axis=-1))
    seen = graph.node("MultiHeadAttention", parts, f"{name}.seen", domain=_CONTRIB, num_heads=HEADS)
    out = f"{at}.attention.output"
    seen = graph.product(seen, weights.product(f"{out}.dense"), f"{name}.seen.out")
    both = graph.node("Add", [seen, words], f"{name}.seen.sum")
    seen = graph.normal(both, weights, f"{out}.LayerNorm", f"{name}.seen.normal")
    wide = graph.product(seen, weights.product(f"{at}.intermediate.dense"), f"{name}.wide")
    wide = graph.node("Gelu", [wide], f"{name}.wide.gelu", domain=_CONTRIB)
    told = graph.product(wide, weights.product(f"{at}.output.dense"), f"{name}.out")
    both = graph.node("Add", [told, seen], f"{name}.sum")
    return graph.normal(both, weights, f"{at}.output.LayerNorm", name)


def _weighed(graph: Graph, words: str, weights: Weights, layer: int) -> str:
    share = graph.constant(f"share{layer}", weights.shares[layer])
    return graph.node("Mul", [words, share], f"weighed{layer}")


def rewrite(path: Path) -> None:
    """Rewrite a file in place; one that is rewritten already stays as it is."""
    model = onnx.load(path)
    if [given.name for given in model.graph.input] != ["ids"]:
        onnx.save(rewritten(model), path)


if __name__ == "__main__":
    rewrite(Path(sys.argv[1]))
