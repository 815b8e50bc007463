using System;
using NormGen.Runtime.Tests.Support;
using Xunit;

namespace NormGen.Runtime.Tests.Checkpoints;

/// <summary>What fits is loaded; of what does not everything is told, and nothing is loaded.</summary>
public sealed class LoadingTests
{
    [Fact]
    public void Names_of_PyTorch_are_found_behind_a_prefix()
    {
        using var file = BatchFile("layer1.0.bn2.").Number("layer1.0.bn2.num_batches_tracked", 17).Floats("layer1.0.bn20.weight", 9).Open();
        var layer = new Batch();

        layer.Load(file, "layer1.0.bn2.");

        Assert.Equal([1f, 2, 3], layer.Gamma);
        Assert.Equal([4f, 5, 6], layer.Beta);
        Assert.Equal([7f, 8, 9], layer.RunningMean);
        Assert.Equal([10f, 11, 12], layer.RunningVariance);
        Assert.Equal(17, layer.BatchesTracked);
    }

    [Fact]
    public void Names_of_Keras_are_found_when_they_are_asked_for()
    {
        using var file = new FileBuilder()
            .Floats("bn/gamma", 1, 2, 3).Floats("bn/beta", 4, 5, 6).Floats("bn/moving_mean", 7, 8, 9).Floats("bn/moving_variance", 10, 11, 12).Open();
        var layer = new Batch { BatchesTracked = 5 };

        layer.Load(file, "bn/", ParameterNames.Keras);

        Assert.Equal([1f, 2, 3], layer.Gamma);
        Assert.Equal([10f, 11, 12], layer.RunningVariance);
        Assert.Equal(5, layer.BatchesTracked);
        Refused(() => new Batch().Load(file, "bn/"), "'bn/weight' is missing", "'bn/gamma' begins");
    }

    [Fact]
    public void Halves_and_doubles_are_loaded()
    {
        using var file = new FileBuilder()
            .Add("weight", "F16", [4], 0x00, 0x3C, 0x00, 0xC0, 0x00, 0x38, 0x01, 0x00)
            .Add("bias", "BF16", [4], 0x80, 0x3F, 0x00, 0xC0, 0x00, 0x3F, 0x80, 0x7F)
            .Open();
        var layer = new Row();

        layer.Load(file);

        Assert.Equal([1f, -2f, 0.5f, MathF.Pow(2, -24)], layer.Gamma);
        Assert.Equal([1f, -2f, 0.5f, float.PositiveInfinity], layer.Beta);
    }

    [Fact]
    public void Everything_wrong_with_every_layer_is_told_at_once_and_nothing_is_written()
    {
        using var file = new FileBuilder()
            .Floats("a.weight", 1, 2, 3).Floats("a.bias", 1, 2).Add("a.running_mean", "I32", [3], new byte[12]).Floats("a.running_std", 1)
            .Add("b.weight", "U8", [1, 4], new byte[4]).Floats("b.bias", 1, 2, 3, 4).Floats("c", 1).Open();
        var (batch, row) = (LayerSnapshot.Numbered(new Batch { BatchesTracked = 4 }), LayerSnapshot.Numbered(new Row()));
        var (batchBefore, rowBefore) = (new LayerSnapshot(batch), new LayerSnapshot(row));

        Refused(
            () => file.Load([("a.", batch), ("b.", row)]),
            "Batch: 'a.bias' has the shape [2], and the parameter has [3].",
            "Batch: 'a.running_mean' is of type I32",
            "Batch: 'a.running_var' is missing.",
            "Row: 'b.weight' has the shape [1, 4], and the parameter has [4].",
            "Row: 'b.weight' is of type U8",
            "Batch: 'a.running_std' begins with the layer's prefix");

        batchBefore.Holds();
        rowBefore.Holds();
    }

    [Fact]
    public void A_problem_of_one_layer_keeps_the_others_as_they_were()
    {
        using var file = BatchFile("a.").Open();
        var sound = LayerSnapshot.Numbered(new Batch());
        var before = new LayerSnapshot(sound);

        Refused(() => file.Load([("a.", sound), ("b.", new Rms())]), "Rms: 'b.weight' is missing.");

        before.Holds();
    }

    [Fact]
    public void A_prefix_without_its_dot_is_noticed()
    {
        using var file = new FileBuilder().Floats("norm.weight", 1, 2, 3, 4).Open();

        Refused(() => new Rms().Load(file, "norm"), "'norm.weight' is there: a prefix has its dot", "begins with");
    }

    [Fact]
    public void Extra_tensors_are_a_problem_unless_they_are_allowed()
    {
        using var file = new FileBuilder().Floats("weight", 1, 2, 3, 4).Floats("conv.weight", 1).Open();
        var layer = new Rms();

        Refused(() => layer.Load(file), "'conv.weight' begins with the layer's prefix and is no parameter of it.");
        layer.Load(file, allowExtra: true);

        Assert.Equal([1f, 2, 3, 4], layer.Gamma);
    }

    [Fact]
    public void A_tensor_that_another_layer_takes_is_not_extra()
    {
        using var file = new FileBuilder().Floats("weight", 1, 2, 3, 4).Floats("inner.weight", 5, 6, 7, 8).Open();
        var (outer, inner) = (new Rms(), new Rms());

        file.Load([("", outer), ("inner.", inner)]);

        Assert.Equal([5f, 6, 7, 8], inner.Gamma);
    }

    [Fact]
    public void Layers_may_share_tensors_but_no_layer_comes_twice()
    {
        using var file = new FileBuilder().Floats("weight", 1, 2, 3, 4).Open();
        var (first, second) = (new Rms(), new Rms());

        file.Load([("", first), ("", second)]);

        Assert.Equal(first.Gamma, second.Gamma);
        Assert.Throws<ArgumentException>(() => file.Load([("", first), ("", first)]));
    }

    [Fact]
    public void Without_affine_there_is_nothing_but_statistics()
    {
        using var statistics = new FileBuilder().Floats("running_mean", 1, 2, 3).Floats("running_var", 4, 5, 6).Open();
        using var nothing = ParameterFile.Parse(FileBuilder.File("{}"));
        using var affine = BatchFile("").Open();
        var layer = new BatchWithoutAffine();

        layer.Load(statistics);
        new InstancesWithoutAffine().Load(nothing);

        Assert.Equal([4f, 5, 6], layer.RunningVariance);
        Refused(() => layer.Load(affine), "'weight' begins", "'bias' begins");
        Refused(() => new Batch().Load(statistics), "'weight' is missing", "'bias' is missing");
    }

    [Fact]
    public void With_a_unit_offset_gamma_is_what_the_file_says()
    {
        using var file = new FileBuilder().Floats("weight", 0, 0.5f, -1, 2).Open();
        var layer = new RmsWithOffset();

        layer.Load(file);

        Assert.Equal([0f, 0.5f, -1, 2], layer.Gamma);
    }

    [Fact]
    public void Rows_of_several_axes_have_parameters_of_that_shape()
    {
        using var file = new FileBuilder().Floats("weight", [2, 3], 1, 2, 3, 4, 5, 6).Floats("bias", [6], 1, 2, 3, 4, 5, 6).Open();

        Refused(() => new Plane().Load(file), "'bias' has the shape [6], and the parameter has [2, 3].");
    }

    [Fact]
    public void The_counter_may_be_missing_unless_an_average_goes_by_it()
    {
        using var file = BatchFile("").Open();
        var layer = new Batch { BatchesTracked = 8 };

        layer.Load(file);

        Assert.Equal(8, layer.BatchesTracked);
        Refused(() => new BatchCumulative().Load(file), "'num_batches_tracked' is missing.");
    }

    public static TheoryData<string, long[], byte[], long?> Counters => new()
    {
        { "I64", [], [1, 1, 0, 0, 0, 0, 0, 0], 257 },
        { "I64", [1], [2, 0, 0, 0, 0, 0, 0, 0], 2 },
        { "I32", [], [1, 1, 0, 0], 257 },
        { "F32", [], FileBuilder.LittleEndian(1e6f), 1_000_000 },
        { "F16", [], [0x00, 0x64], 1024 },
        { "F32", [], FileBuilder.LittleEndian(0.5f), null },
        { "F32", [], FileBuilder.LittleEndian(float.NaN), null },
        { "F32", [], FileBuilder.LittleEndian(float.PositiveInfinity), null },
        { "F32", [], FileBuilder.LittleEndian(MathF.Pow(2, 63)), null },
        { "I64", [], [255, 255, 255, 255, 255, 255, 255, 255], null },
        { "I32", [], [255, 255, 255, 255], null },
        { "I64", [2], new byte[16], null },
        { "BOOL", [], [1], null },
    };

    [Theory]
    [MemberData(nameof(Counters))]
    public void The_counter_is_a_whole_number_of_any_type(string type, long[] shape, byte[] bytes, long? expected)
    {
        using var file = BatchFile("").Add("num_batches_tracked", type, shape, bytes).Open();
        var layer = LayerSnapshot.Numbered(new Batch { BatchesTracked = 8 });
        var before = new LayerSnapshot(layer);

        if (expected is { } count)
        {
            layer.Load(file);
            Assert.Equal(count, layer.BatchesTracked);
        }
        else
        {
            Refused(() => layer.Load(file), "holds no number of batches");
            before.Holds();
        }
    }

    [Fact]
    public void What_was_frozen_before_stays_as_it_is()
    {
        using var file = BatchFile("").Open();
        var layer = new Batch();
        var frozen = layer.Freeze();
        float[] input = [1, 2, 3];
        var (before, after, now) = (new float[3], new float[3], new float[3]);
        frozen.Infer(input, before, 1);

        layer.Load(file);
        frozen.Infer(input, after, 1);
        layer.Infer(input, now, 1);

        Assert.Equal(before, after);
        Assert.NotEqual(before, now);
    }

    [Fact]
    public void Many_problems_are_counted_and_kept()
    {
        var builder = new FileBuilder().Floats("weight", 1, 2, 3, 4);
        for (var index = 0; index < 100; index++)
        {
            builder.Floats($"x{index}", 1);
        }

        using var file = builder.Open();
        var exception = Assert.Throws<ParameterFileException>(() => new Rms().Load(file));

        Assert.Equal(100, exception.Problems.Count);
        Assert.Contains("and 60 more", exception.Message, StringComparison.Ordinal);
    }

    private static FileBuilder BatchFile(string prefix) => new FileBuilder()
        .Floats(prefix + "weight", 1, 2, 3).Floats(prefix + "bias", 4, 5, 6)
        .Floats(prefix + "running_mean", 7, 8, 9).Floats(prefix + "running_var", 10, 11, 12);

    private static void Refused(Action load, params string[] problems)
    {
        var exception = Assert.Throws<ParameterFileException>(load);
        Assert.All(problems, problem => Assert.Single(exception.Problems, told => told.Contains(problem, StringComparison.Ordinal)));
        Assert.All(exception.Problems, problem => Assert.Contains(problem, exception.Message, StringComparison.Ordinal));
    }
}
