using NormGen.Runtime.Tests.Support;
using NormGen.Tool.Scaffolding;
using Xunit;

namespace NormGen.Tool.Tests.Scaffolding;

/// <summary>The shape of a node's output, from those of its inputs.</summary>
public sealed class ShapeTests
{
    public static TheoryData<string, byte[][], long?[]?, long?[]?, long?[]?> Cases => new()
    {
        { "Relu", [], [null, 3, 5], null, [null, 3, 5] },
        { "Unheard", [], [1, 2], [1, 2], null },
        { "Add", [], [null, 3, 5], [3, 1], [null, 3, 5] },
        { "Add", [], [2, null], [2, 4], [2, 4] },
        { "Add", [], [2, 4], null, null },
        { "Conv", [], [null, 3, 32, 32], [8, 3, 5, 3], [null, 8, 28, 30] },
        { "Conv", [], null, [8, 3, 5, 3], [null, 8, null, null] },
        { "Conv", [OnnxBuilder.Integers("strides", 2), OnnxBuilder.Integers("pads", 1, 2), OnnxBuilder.Integers("dilations", 3)], [1, 3, 20], [8, 3, 3], [1, 8, 9] },
        { "Conv", [OnnxBuilder.Word("auto_pad", "SAME_LOWER"), OnnxBuilder.Integers("strides", 2, 2)], [1, 3, 15, 16], [8, 3, 3, 3], [1, 8, 8, 8] },
        { "Conv", [], [1, 3, 2, 2], [8, 3, 3, 3], [1, 8, null, null] },
        { "Conv", [OnnxBuilder.Integers("strides", 0, 0)], [1, 3, 9, 9], [8, 3, 3, 3], [1, 8, null, null] },
        { "ConvTranspose", [OnnxBuilder.Integers("strides", 2, 2), OnnxBuilder.Integer("group", 2)], [1, 8, 7, 7], [8, 3, 2, 2], [1, 6, 14, 14] },
        { "ConvTranspose", [OnnxBuilder.Integers("strides", 2), OnnxBuilder.Integers("pads", 1, 1), OnnxBuilder.Integers("output_padding", 1)], [1, 8, 7], [8, 3, 3], [1, 3, 14] },
        { "MaxPool", [OnnxBuilder.Integers("kernel_shape", 3, 3), OnnxBuilder.Integers("strides", 2, 2)], [1, 8, 112, 113], null, [1, 8, 55, 56] },
        { "AveragePool", [OnnxBuilder.Integers("kernel_shape", 3, 3), OnnxBuilder.Integers("strides", 2, 2), OnnxBuilder.Integer("ceil_mode", 1)], [1, 8, 112, 113], null, [1, 8, 56, 56] },
        { "MaxPool", [], [1, 8, 112, 112], null, [1, 8, null, null] },
        { "GlobalAveragePool", [], [null, 8, 7, 7], null, [null, 8, 1, 1] },
        { "Concat", [OnnxBuilder.Integer("axis", 1)], [null, 8, 7, 7], [1, 4, 7, null], [1, 12, 7, 7] },
        { "Concat", [OnnxBuilder.Integer("axis", -2)], [2, 8], [2, 4], [4, 8] },
        { "Concat", [OnnxBuilder.Integer("axis", 5)], [2, 8], [2, 4], null },
        { "Transpose", [OnnxBuilder.Integers("perm", 0, 3, 1, 2)], [null, 7, 9, 3], null, [null, 3, 7, 9] },
        { "Transpose", [], [2, 3], null, [3, 2] },
        { "Transpose", [OnnxBuilder.Integers("perm", 0, 9)], [2, 3], null, null },
        { "Flatten", [], [null, 8, 2, 2], null, [null, 32] },
        { "Flatten", [OnnxBuilder.Integer("axis", 0)], [2, long.MaxValue], null, [1, null] },
        { "Gather", [], [30522, 768], [null, 128], [null, 128, 768] },
        { "MatMul", [], [null, 128, 768], [768, 3072], [null, 128, 3072] },
        { "Gemm", [OnnxBuilder.Integer("transB", 1)], [null, 512], [10, 512], [null, 10] },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Shapes_follow_from_inputs(string operatorName, byte[][] attributes, long?[]? first, long?[]? second, long?[]? expected)
    {
        var model = new OnnxBuilder();
        _ = first is null ? model : model.Shape("a", first);
        _ = second is null ? model : model.Shape("b", second);

        Assert.Equal(expected, new ModelShapes(model.Node(operatorName, "n", ["a", "b"], attributes).Open().Graph).Find("n_out"));
    }

    [Fact]
    public void What_the_file_tells_is_completed_and_never_overruled()
    {
        var graph = new OnnxBuilder().Shape("a", 1, 2, 3).Shape("n_out", null, 5, null).Node("Relu", "n", ["a"]).Open().Graph;

        Assert.Equal([1, 5, 3], new ModelShapes(graph).Find("n_out"));
    }
}
