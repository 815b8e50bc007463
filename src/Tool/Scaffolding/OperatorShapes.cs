using System;
using System.Collections.Generic;
using System.Linq;
using NormGen.Checkpoints;

namespace NormGen.Tool.Scaffolding;

/// <summary>
/// The shape of a node's first output, from those of its inputs. Operators whose shape depends on values (Reshape, Resize, Slice) are
/// unknown, as are all that are not listed.
/// </summary>
internal static class OperatorShapes
{
    private static readonly HashSet<string> Elementwise = new(StringComparer.Ordinal)
    {
        "Abs", "BatchNormalization", "Cast", "Ceil", "Celu", "Clip", "Dropout", "Elu", "Erf", "Exp", "Floor", "Gelu", "GroupNormalization",
        "HardSigmoid", "HardSwish", "Identity", "InstanceNormalization", "LRN", "LayerNormalization", "LeakyRelu", "Log", "LogSoftmax",
        "LpNormalization", "MeanVarianceNormalization", "Mish", "Neg", "PRelu", "RMSNormalization", "Reciprocal", "Relu", "Round", "Selu",
        "Sigmoid", "SimplifiedLayerNormalization", "Softmax", "Softplus", "Softsign", "Sqrt", "Swish", "Tanh", "ThresholdedRelu",
    };

    private static readonly HashSet<string> Broadcasting = new(StringComparer.Ordinal)
    {
        "Add", "Div", "Max", "Mean", "Min", "Mul", "Pow", "Sub", "Sum", "Where",
    };

    /// <summary>The sizes, unknown ones null; null where their number is unknown.</summary>
    public static long?[]? Of(OnnxNode node, Func<string, long?[]?> find)
    {
        long?[]?[] inputs = [.. node.Inputs.Select(find)];
        return node.Operator switch
        {
            var name when Elementwise.Contains(name) => inputs is [{ } same, ..] ? same : null,
            var name when Broadcasting.Contains(name) => inputs.Aggregate(Broadcast),
            "Conv" when inputs is [var data, { } weight, ..] => WindowShapes.Convolution(node, data, weight),
            "ConvTranspose" when inputs is [var data, { } weight, ..] => WindowShapes.Transposed(node, data, weight),
            "MaxPool" or "AveragePool" or "LpPool" when inputs is [{ } data, ..] => WindowShapes.Pool(node, data),
            "GlobalAveragePool" or "GlobalMaxPool" when inputs is [{ } data, ..] => [.. data.Select((size, axis) => axis < 2 ? size : 1)],
            "Concat" => Concatenation(inputs, node.Integer("axis") ?? 1),
            "Transpose" when inputs is [{ } data, ..] => Permutation(data, node.Integers("perm")),
            "Flatten" when inputs is [{ } data, ..] => Flat(data, node.Integer("axis") ?? 1),
            "Gather" when inputs is [{ } data, { } indices, ..] => Gathered(data, indices, node.Integer("axis") ?? 0),
            "MatMul" when inputs is [{ Length: > 1 } left, { Length: > 1 } right] => Product(left, right),
            "Gemm" when inputs is [{ Length: 2 } left, { Length: 2 } right, ..] =>
                [left[node.Integer("transA") is 1 ? 1 : 0], right[node.Integer("transB") is 1 ? 0 : 1]],
            _ => null,
        };
    }

    /// <summary>An axis counted from the front; null where there is none such.</summary>
    private static int? Axis(long axis, int rank)
    {
        var front = axis < 0 ? axis + rank : axis;
        return front >= 0 && front < rank ? (int)front : null;
    }

    // An unknown size beside a size above 1 has to be that size or 1, and the result is that size.
    private static long?[]? Broadcast(long?[]? left, long?[]? right)
    {
        if (left is null || right is null)
        {
            return null;
        }

        var rank = Math.Max(left.Length, right.Length);
        return [.. Enumerable.Range(0, rank).Select(axis => Both(At(left, axis), At(right, axis)))];

        long? At(long?[] shape, int axis) => axis < rank - shape.Length ? 1 : shape[axis - (rank - shape.Length)];

        static long? Both(long? first, long? second) => first is 1 ? second : second is 1 ? first : first ?? second;
    }

    private static long?[]? Concatenation(long?[]?[] inputs, long along)
    {
        if (inputs is not [{ } model, ..] || Axis(along, model.Length) is not { } axis || inputs.Any(input => input?.Length != model.Length))
        {
            return null;
        }

        var known = inputs.Select(input => input![axis]).ToList();
        return
        [
            .. model.Select((_, index) => index == axis
                ? (known.Contains(null) ? null : known.Sum())
                : inputs.Select(input => input![index]).FirstOrDefault(size => size is not null)),
        ];
    }

    private static long?[]? Permutation(long?[] data, IReadOnlyList<long>? order) => order switch
    {
        null => [.. data.Reverse()],
        _ when order.Count == data.Length && order.All(axis => axis >= 0 && axis < data.Length) => [.. order.Select(axis => data[(int)axis])],
        _ => null,
    };

    private static long?[]? Flat(long?[] data, long at)
    {
        var axis = at == data.Length ? data.Length : Axis(at, data.Length);
        return axis is { } split ? [Elements(data[..split]), Elements(data[split..])] : null;
    }

    private static long? Elements(long?[] sizes) => sizes.Aggregate((long?)1, (product, size) => Multiply(product, size));

    // Sizes of a senseless file may not fit; then nothing is known.
    private static long? Multiply(long? left, long? right) =>
        left is { } first && right is { } second && Math.BigMul(first, second, out var low) == 0 && low >= 0 ? low : null;

    private static long?[]? Gathered(long?[] data, long?[] indices, long along) =>
        Axis(along, data.Length) is { } axis ? [.. data[..axis], .. indices, .. data[(axis + 1)..]] : null;

    private static long?[]? Product(long?[] left, long?[] right) =>
        Broadcast(left[..^2], right[..^2]) is { } batch ? [.. batch, left[^2], right[^1]] : null;
}
