using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using NormGen.Runtime.Tests.Support;
using Xunit;

namespace NormGen.Runtime.Tests.Checkpoints;

/// <summary>ONNX files put together field by field.</summary>
public sealed class OnnxTests
{
    private static readonly string[] BatchInputs = ["x", "scale", "B", "mean", "var"];

    [Fact]
    public void Normalizations_are_listed_with_their_attributes()
    {
        var file = new OnnxBuilder()
            .Node("Conv", "conv", ["x", "w"])
            .Node("BatchNormalization", "bn", BatchInputs, OnnxBuilder.Float("epsilon", 1e-3f), OnnxBuilder.Float("momentum", 0.8f))
            .Node("GroupNormalization", "gn", ["x", "s", "b"], OnnxBuilder.Integer("num_groups", 2))
            .Node("LayerNormalization", "ln", ["x", "s", "b"], OnnxBuilder.Integer("axis", -2))
            .Node("RMSNormalization", "rms", ["x", "s"])
            .Node("InstanceNormalization", "in", ["x", "s", "b"])
            .Open();

        Assert.Equal(["bn", "gn", "ln", "rms", "in"], file.Normalizations.Select(node => node.Name));
        Assert.Equal([1e-3f, 1e-5f, 1e-5f, 1e-5f, 1e-5f], file.Normalizations.Select(node => node.Epsilon));
        Assert.Equal([0.8f, null, null, null, null], file.Normalizations.Select(node => node.Momentum));
        Assert.Equal([null, 2L, null, null, null], file.Normalizations.Select(node => node.Groups));
        Assert.Equal([null, null, -2L, -1L, null], file.Normalizations.Select(node => node.Axis));
        Assert.Equal("bn_out", file.Normalizations[0].Output);
        Assert.Equal("BatchNormalization 'bn'", file.Normalizations[0].ToString());
    }

    [Theory]
    [InlineData("bn")]
    [InlineData("bn_out")]
    public void Batch_norm_is_loaded_by_its_name_or_its_output(string name)
    {
        var layer = new Batch();

        layer.Load(BatchFile().Open(), name);

        Assert.Equal([1f, 2, 3], layer.Gamma);
        Assert.Equal([4f, 5, 6], layer.Beta);
        Assert.Equal([7f, 8, 9], layer.RunningMean);
        Assert.Equal([10f, 11, 12], layer.RunningVariance);
    }

    public static TheoryData<string, byte[]> Encodings => new()
    {
        { "raw floats", OnnxBuilder.Raw("s", 1, [4], Floats()) },
        { "float_data, packed", [.. OnnxBuilder.Header("s", 1, [4]), .. OnnxBuilder.Field(4, Floats())] },
        { "float_data, one by one", [.. OnnxBuilder.Header("s", 1, [4]), .. Floats().Chunk(4).SelectMany(bytes => (byte[])[(4 << 3) | 5, .. bytes])] },
        { "dims, packed", [.. OnnxBuilder.Field(1, [4]), .. OnnxBuilder.Header("s", 1, []), .. OnnxBuilder.Field(9, Floats())] },
        { "raw halves", OnnxBuilder.Raw("s", 10, [4], [0x00, 0x3C, 0x00, 0xC0, 0x00, 0x38, 0x00, 0x00]) },
        { "halves in int32_data", [.. OnnxBuilder.Header("s", 10, [4]), .. OnnxBuilder.Field(5, [.. Varints(0x3C00, 0xC000, 0x3800, 0)])] },
        { "raw bfloat16", OnnxBuilder.Raw("s", 16, [4], [0x80, 0x3F, 0x00, 0xC0, 0x00, 0x3F, 0x00, 0x00]) },
        { "raw doubles", OnnxBuilder.Raw("s", 11, [4], Doubles()) },
        { "double_data", [.. OnnxBuilder.Header("s", 11, [4]), .. OnnxBuilder.Field(10, Doubles())] },
    };

    [Theory]
    [MemberData(nameof(Encodings))]
    public void Values_are_read_from_every_field_that_holds_them(string encoding, byte[] tensor)
    {
        Assert.NotEmpty(encoding);
        var layer = new Rms();
        var file = new OnnxBuilder().Node("RMSNormalization", "n", ["x", "s"], OnnxBuilder.Float("epsilon", 1.1920929e-7f)).Tensor(tensor).Open();

        layer.Load(file, "n");

        Assert.Equal([1f, -2f, 0.5f, 0f], layer.Gamma);
    }

    [Fact]
    public void Constants_may_be_nodes()
    {
        var layer = new Rms();
        var file = new OnnxBuilder()
            .Node("Constant", "c", [], OnnxBuilder.Value(OnnxBuilder.Raw("", 1, [4], Floats())))
            .Node("RMSNormalization", "n", ["x", "c_out"], OnnxBuilder.Float("epsilon", 1.1920929e-7f)).Open();

        layer.Load(file, "n");

        Assert.Equal([1f, -2f, 0.5f, 0f], layer.Gamma);
    }

    [Fact]
    public void Constants_may_be_copies_of_others()
    {
        var layer = new Rms();
        var file = new OnnxBuilder().Floats("s", 1, -2, 0.5f, 0).Node("Identity", "c", ["s"])
            .Node("SimplifiedLayerNormalization", "n", ["x", "c_out"], OnnxBuilder.Float("epsilon", 1.1920929e-7f)).Open();

        layer.Load(file, "n");

        Assert.Equal([1f, -2f, 0.5f, 0f], layer.Gamma);
    }

    [Fact]
    public void Layer_norm_without_a_bias_gets_zeros()
    {
        var layer = LayerSnapshot.Numbered(new Row());

        layer.Load(new OnnxBuilder().Node("LayerNormalization", "n", ["x", "s"]).Floats("s", 1, 2, 3, 4).Open(), "n");

        Assert.Equal([1f, 2, 3, 4], layer.Gamma);
        Assert.Equal(new float[4], layer.Beta);
    }

    [Fact]
    public void Group_norm_has_scales_per_channel_and_before_opset_21_per_group()
    {
        var builder = new OnnxBuilder().Node("GroupNormalization", "n", ["x", "s", "b"], OnnxBuilder.Integer("num_groups", 2));
        var (old, current) = (new Grouped(), new Grouped());
        builder.Floats("s", 1, 2, 3, 4).Floats("b", 5, 6, 7, 8);
        var oldBuilder = new OnnxBuilder().OperatorSet(18)
            .Node("GroupNormalization", "n", ["x", "s", "b"], OnnxBuilder.Integer("num_groups", 2)).Floats("s", 1, 2).Floats("b", 5, 6);

        current.Load(builder.Open(), "n");
        old.Load(oldBuilder.Open(), "n");

        Assert.Equal([1f, 2, 3, 4], current.Gamma);
        Assert.Equal([1f, 1, 2, 2], old.Gamma);
        Assert.Equal([5f, 5, 6, 6], old.Beta);
        Refused(() => new Grouped().Load(builder.OperatorSet(18).Open(), "n"), "'s' of the shape [4], and [2] is due", "'b' of the shape [4]");
    }

    [Fact]
    public void Instance_norm_is_group_norm_of_single_channels()
    {
        var (first, second) = (new Instances(), new Instances());

        first.Load(new OnnxBuilder().Node("InstanceNormalization", "n", ["x", "s", "b"]).Floats("s", 1, 2, 3).Floats("b", 4, 5, 6).Open(), "n");
        second.Load(
            new OnnxBuilder().Node("GroupNormalization", "n", ["x", "s", "b"], OnnxBuilder.Integer("num_groups", 3)).Floats("s", 1, 2, 3).Floats("b", 4, 5, 6).Open(),
            "n");

        Assert.Equal([1f, 2, 3], first.Gamma);
        Assert.Equal(first.Gamma, second.Gamma);
    }

    [Fact]
    public void Attributes_that_are_not_what_is_declared_are_told_all_at_once()
    {
        var file = BatchFile(OnnxBuilder.Float("epsilon", 0.001f), OnnxBuilder.Float("momentum", 0.5f))
            .Node("GroupNormalization", "gn", ["x", "s", "b"], OnnxBuilder.Integer("num_groups", 4))
            .Node("GroupNormalization", "none", ["x", "s", "b"])
            .Node("LayerNormalization", "ln", ["x", "s", "b"], OnnxBuilder.Integer("axis", -2))
            .Node("RMSNormalization", "rms", ["x", "s"], OnnxBuilder.Float("epsilon", 1.1920929e-7f))
            .Floats("s", 1, 1, 1, 1).Floats("b", 0, 0, 0, 0).Open();
        var layer = LayerSnapshot.Numbered(new Batch());
        var before = new LayerSnapshot(layer);

        Refused(
            () => file.Load([("bn", layer), ("gn", new Grouped()), ("none", new Grouped()), ("ln", new Row()), ("rms", new RmsWithOffset()), ("ln_out", new Batch()), ("no", new Rms())]),
            "has the epsilon 0.001, and the layer is declared with 1E-05",
            "has the momentum (the weight of the old value) 0.5, and the layer is declared with 0.9",
            "'gn' has the num_groups 4, and the layer is declared with 2",
            "'none' lacks its num_groups",
            "'ln' has the number of normalized axes 2, and the layer is declared with 1",
            "'rms' scales by its scale, and the layer by 1 + gamma",
            "'ln' is none of the operators that the layer computes: BatchNormalization",
            "no normalization has the name or the output 'no'");

        before.Holds();
    }

    [Fact]
    public void Momentum_is_that_of_the_dialect_and_no_matter_for_inference()
    {
        new Batch().Load(BatchFile(OnnxBuilder.Float("momentum", 1 - 0.1f)).Open(), "bn");
        new BatchCumulative().Load(BatchFile(OnnxBuilder.Float("momentum", 0.3f)).Open(), "bn");
        new BatchForInference().Load(BatchFile(OnnxBuilder.Float("momentum", 0.3f), OnnxBuilder.Float("epsilon", 1e-3f)).Open(), "bn");
    }

    [Fact]
    public void Epsilon_may_be_off_by_the_rounding_of_an_exporter()
    {
        new Batch().Load(BatchFile(OnnxBuilder.Float("epsilon", MathF.BitIncrement(1e-5f))).Open(), "bn");

        Refused(() => new Batch().Load(BatchFile(OnnxBuilder.Float("epsilon", 1.00001e-5f)).Open(), "bn"), "has the epsilon 1.00001E-05");
    }

    [Theory]
    [InlineData(3, true)]
    [InlineData(4, false)]
    [InlineData(null, true)]
    public void An_axis_from_the_front_is_compared_where_the_file_tells_the_number_of_axes(int? rank, bool fits)
    {
        var builder = new OnnxBuilder().Node("LayerNormalization", "n", ["x", "s", "b"], OnnxBuilder.Integer("axis", 1))
            .Tensor(OnnxBuilder.Raw("s", 1, [2, 3], new byte[24])).Tensor(OnnxBuilder.Raw("b", 1, [2, 3], new byte[24]));
        var file = (rank is { } axes ? builder.Rank("x", axes) : builder).Open();

        if (fits)
        {
            new Plane().Load(file, "n");
        }
        else
        {
            Refused(() => new Plane().Load(file, "n"), "the number of normalized axes 3, and the layer is declared with 2");
        }
    }

    [Fact]
    public void Without_affine_scale_and_bias_must_change_nothing()
    {
        static OnnxBuilder File(float scale, float bias) => new OnnxBuilder().Node("InstanceNormalization", "n", ["x", "s", "b"])
            .Floats("s", 1, scale, 1).Floats("b", 0, 0, bias);

        new InstancesWithoutAffine().Load(File(1, 0).Open(), "n");

        Refused(() => new InstancesWithoutAffine().Load(File(2, 0).Open(), "n"), "has a weight other than 1");
        Refused(() => new InstancesWithoutAffine().Load(File(1, 2).Open(), "n"), "has a bias other than 0");
    }

    public static TheoryData<string, byte[]> BadTensors => new()
    {
        { "external data", [.. OnnxBuilder.Header("s", 1, [4]), .. OnnxBuilder.Field(13, [])] },
        { "external data", [.. OnnxBuilder.Header("s", 1, [4]), .. OnnxBuilder.Field(14, 1)] },
        { "ONNX's type 7", OnnxBuilder.Raw("s", 7, [4], new byte[32]) },
        { "which is not what its shape", OnnxBuilder.Raw("s", 1, [4], new byte[15]) },
        { "which is not what its shape", OnnxBuilder.Header("s", 1, [4]) },
        { "of the shape [5]", OnnxBuilder.Raw("s", 1, [5], new byte[20]) },
        { "of the shape [-4]", OnnxBuilder.Raw("s", 1, [-4], new byte[16]) },
        { "its values twice", [.. OnnxBuilder.Raw("s", 1, [4], Floats()), .. OnnxBuilder.Field(4, Floats())] },
        { "a part of a tensor", [.. OnnxBuilder.Raw("s", 1, [4], Floats()), .. OnnxBuilder.Field(3, [])] },
        { "no constant of the file", OnnxBuilder.Raw("t", 1, [4], Floats()) },
    };

    [Theory]
    [MemberData(nameof(BadTensors))]
    public void Tensors_that_cannot_be_read_are_told(string problem, byte[] tensor)
    {
        var layer = LayerSnapshot.Numbered(new Rms());
        var before = new LayerSnapshot(layer);
        var file = new OnnxBuilder().Node("RMSNormalization", "n", ["x", "s"], OnnxBuilder.Float("epsilon", 1.1920929e-7f)).Tensor(tensor).Open();

        Refused(() => layer.Load(file, "n"), problem);

        before.Holds();
    }

    [Fact]
    public void Names_that_several_nodes_have_are_refused()
    {
        var file = new OnnxBuilder().Node("RMSNormalization", "n", ["x", "s"]).Node("RMSNormalization", "n", ["x", "s"]).Open();

        Refused(() => new Rms().Load(file, "n"), "several normalizations have the name or the output 'n'");
    }

    [Fact]
    public void Operators_of_other_domains_are_none_of_these() => Assert.Empty(
        OnnxFile.Parse(OnnxBuilder.Field(7, OnnxBuilder.Field(1, [.. OnnxBuilder.Field(4, "BatchNormalization"u8.ToArray()), .. OnnxBuilder.Field(7, "my"u8.ToArray())])))
            .Normalizations);

    [Fact]
    public void Tensors_come_once() => Assert.Throws<ParameterFileException>(() => new OnnxBuilder().Floats("s", 1).Floats("s", 1).Open());

    [Fact]
    public void A_file_cut_off_anywhere_is_refused_or_lacks_what_was_cut_off()
    {
        var content = BatchFile().Build();
        for (var length = 0; length < content.Length; length++)
        {
            Loads(content[..length]);
        }

        Assert.True(Loads(content));
        Assert.False(Loads(content[..(content.Length / 2)]));
        Assert.Throws<ParameterFileException>(() => OnnxFile.Parse(default));
    }

    [Fact]
    public void Altered_files_are_read_or_refused_and_nothing_else()
    {
        var content = BatchFile().Build();
        var random = new Random(2);
        var loaded = 0;
        const int Trials = 40_000;
        for (var trial = 0; trial < Trials; trial++)
        {
            var altered = content.ToArray();
            for (var changes = random.Next(1, 4); changes > 0; changes--)
            {
                altered[random.Next(altered.Length)] = (byte)(random.Next(4) == 0 ? 0xFF : random.Next(256));
            }

            loaded += Loads(altered) ? 1 : 0;
        }

        Assert.InRange(loaded, 100, Trials - 100);
    }

    [Fact]
    public void Announced_lengths_take_no_memory()
    {
        foreach (var length in new[] { int.MaxValue, uint.MaxValue, long.MaxValue, -1L })
        {
            byte[] content = [(7 << 3) | 2, .. OnnxBuilder.Varint(length), 0];
            var before = GC.GetAllocatedBytesForCurrentThread();
            Assert.Throws<ParameterFileException>(() => OnnxFile.Parse(content));
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 16);
        }
    }

    [Fact]
    public void A_file_is_read_by_its_path()
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, BatchFile().Build());

            Assert.Single(OnnxFile.Open(path).Normalizations);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static OnnxBuilder BatchFile(params byte[][] attributes) => new OnnxBuilder()
        .Node("BatchNormalization", "bn", BatchInputs, attributes)
        .Floats("scale", 1, 2, 3).Floats("B", 4, 5, 6).Floats("mean", 7, 8, 9).Floats("var", 10, 11, 12);

    private static bool Loads(byte[] content)
    {
        try
        {
            new Batch().Load(OnnxFile.Parse(content), "bn");
            return true;
        }
        catch (ParameterFileException exception)
        {
            Assert.NotEmpty(exception.Problems);
            return false;
        }
    }

    private static byte[] Floats() => [.. new[] { 1f, -2f, 0.5f, 0f }.SelectMany(FileBuilder.LittleEndian)];

    private static byte[] Doubles() => [.. new[] { 1.0, -2.0, 0.5, 0.0 }.SelectMany(BitConverter.GetBytes)];

    private static IEnumerable<byte> Varints(params long[] values) => values.SelectMany(OnnxBuilder.Varint);

    private static void Refused(Action load, params string[] problems)
    {
        var exception = Assert.Throws<ParameterFileException>(load);
        Assert.All(problems, problem => Assert.Single(exception.Problems, told => told.Contains(problem, StringComparison.Ordinal)));
    }
}
