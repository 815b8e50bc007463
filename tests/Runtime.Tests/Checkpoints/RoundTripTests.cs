using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using NormGen.Runtime.Tests.Support;
using Xunit;

namespace NormGen.Runtime.Tests.Checkpoints;

/// <summary>What is saved can be loaded, bit for bit.</summary>
public sealed class RoundTripTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("NormGen").FullName;

    public static TheoryData<Type> Layers => new(typeof(RoundTripTests).Assembly.GetTypes()
        .Where(type => type.IsSubclassOf(typeof(NormalizationLayer)) && !type.IsAbstract));

    private string Target => Path.Combine(folder, "layer.safetensors");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [MemberData(nameof(Layers))]
    public void A_layer_comes_back_from_a_file_a_stream_and_memory(Type type)
    {
        var saved = LayerSnapshot.Numbered(Create(type));
        var expected = new LayerSnapshot(saved);
        using var stream = new MemoryStream();
        saved.Save(Target, "a.b.");
        saved.Save(stream, "a.b.");
        Assert.Equal(File.ReadAllBytes(Target), stream.ToArray());
        var loaded = (Create(type), Create(type), Create(type));

        loaded.Item1.Load(Target, "a.b.");
        stream.Position = 0;
        using var fromStream = ParameterFile.Read(stream);
        loaded.Item2.Load(fromStream, "a.b.");
        using var fromMemory = ParameterFile.Parse(stream.ToArray());
        loaded.Item3.Load(fromMemory, "a.b.");

        expected.IsThatOf(loaded.Item1);
        expected.IsThatOf(loaded.Item2);
        expected.IsThatOf(loaded.Item3);
        expected.Holds();
    }

    [Theory]
    [MemberData(nameof(Layers))]
    public void Names_of_Keras_round_trip(Type type)
    {
        var saved = LayerSnapshot.Numbered(Create(type));
        using var stream = new MemoryStream();
        saved.Save(stream, names: ParameterNames.Keras);
        using var file = ParameterFile.Parse(stream.ToArray());
        var loaded = Create(type);

        loaded.Load(file, names: ParameterNames.Keras);

        new LayerSnapshot(saved).IsThatOf(loaded);
    }

    [Fact]
    public void Names_are_those_of_the_frameworks()
    {
        Assert.Equal(["bias", "num_batches_tracked", "running_mean", "running_var", "weight"], Names(new Batch()));
        Assert.Equal(["beta", "gamma", "moving_mean", "moving_variance"], Names(new Batch(), ParameterNames.Keras));
        Assert.Equal(["num_batches_tracked", "running_mean", "running_var"], Names(new BatchWithoutAffine()));
        Assert.Equal(["bias", "weight"], Names(new Grouped()));
        Assert.Equal(["weight"], Names(new Rms()));
        Assert.Equal(["scale"], Names(new Rms(), ParameterNames.Keras));
        Assert.Equal(["bias", "gain"], Names(new Row(), ParameterNames.PyTorch with { Weight = "gain" }));
        Assert.Empty(Names(new InstancesWithoutAffine()));
    }

    [Fact]
    public void Bits_survive()
    {
        var layer = new Row();
        float[] values = [float.NaN, float.NegativeInfinity, float.Epsilon, -0f];
        values.CopyTo(layer.Gamma);
        using var stream = new MemoryStream();
        layer.Save(stream);
        var loaded = new Row();

        using var file = ParameterFile.Parse(stream.ToArray());
        loaded.Load(file);

        Assert.Equal(values.Select(BitConverter.SingleToUInt32Bits), loaded.Gamma.ToArray().Select(BitConverter.SingleToUInt32Bits));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1234567890123456789)]
    [InlineData(long.MaxValue)]
    public void The_number_of_batches_survives(long count)
    {
        var layer = new Batch { BatchesTracked = count };
        using var stream = new MemoryStream();
        layer.Save(stream);
        var loaded = new Batch { BatchesTracked = 3 };

        using var file = ParameterFile.Parse(stream.ToArray());
        loaded.Load(file);

        Assert.Equal(count, loaded.BatchesTracked);
    }

    [Fact]
    public void Many_layers_and_other_tensors_share_a_file()
    {
        var (first, second, row) = (LayerSnapshot.Numbered(new Batch()), LayerSnapshot.Numbered(new Batch(), -7), LayerSnapshot.Numbered(new Plane()));
        new ParameterFileWriter().Add("a.", first).Add("", row).Add("a.b.", second).Add("conv", new float[] { 1, 2 }, 2, 1).Save(Target);
        var (loadedFirst, loadedSecond, loadedRow) = (new Batch(), new Batch(), new Plane());

        using var file = ParameterFile.Open(Target);
        file.Load([("a.", loadedFirst), ("a.b.", loadedSecond)]);
        loadedRow.Load(file, allowExtra: true);

        new LayerSnapshot(first).IsThatOf(loadedFirst);
        new LayerSnapshot(second).IsThatOf(loadedSecond);
        new LayerSnapshot(row).IsThatOf(loadedRow);
        Assert.Equal([1, 2], file.ReadFloats("conv"));
        Assert.Equal([2, 1], file.Find("conv")!.Shape);
        Assert.All(file.Tensors, tensor => Assert.Equal(0, BytesBefore(file, tensor) % (tensor.DataType == "I64" ? 8 : 4)));
    }

    [Fact]
    public void A_failed_save_leaves_the_old_file_and_nothing_else()
    {
        File.WriteAllText(Target, "old");
        var writer = new ParameterFileWriter().Add("x", new ReleasedMemory().Memory, 1);

        Assert.Throws<ObjectDisposedException>(() => writer.Save(Target));

        Assert.Equal("old", File.ReadAllText(Target));
        Assert.Equal([Target], Directory.GetFiles(folder));
    }

    [Fact]
    public void A_writer_refuses_names_it_has_and_shapes_that_do_not_fit()
    {
        var writer = new ParameterFileWriter().Add("weight", new float[2], 2);

        Assert.Throws<ArgumentException>(() => writer.Add("", new Row()));
        Assert.Throws<ArgumentException>(() => writer.Add("weight", new float[2], 2));
        Assert.Throws<ArgumentException>(() => writer.Add("__metadata__", new float[2], 2));
        Assert.Throws<ArgumentException>(() => writer.Add("x", new float[2], 3));
        Assert.Throws<ArgumentException>(() => writer.Add("x", new float[2], -1, -2));
        Assert.Throws<ArgumentException>(() => writer.Add("x", Array.Empty<float>(), long.MaxValue, 2));
        writer.Add("bias", new float[1]).Save(Target);
        using var file = ParameterFile.Open(Target);
        Assert.Equal(["weight", "bias"], file.Tensors.Select(tensor => tensor.Name));
    }

    private static NormalizationLayer Create(Type type) => (NormalizationLayer)Activator.CreateInstance(type, nonPublic: true)!;

    private static List<string> Names(NormalizationLayer layer, ParameterNames? names = null)
    {
        using var stream = new MemoryStream();
        layer.Save(stream, names: names);
        using var file = ParameterFile.Parse(stream.ToArray());
        return [.. file.Tensors.Select(tensor => tensor.Name).Order(StringComparer.Ordinal)];
    }

    private static long BytesBefore(ParameterFile file, ParameterTensor tensor) => file.Tensors
        .TakeWhile(before => before != tensor)
        .Sum(before => before.Shape.Aggregate(before.DataType == "I64" ? 8L : 4L, (product, size) => product * size));

    /// <summary>Memory that is gone when it is read.</summary>
    private sealed class ReleasedMemory : System.Buffers.MemoryManager<float>
    {
        private int reads;

        public override Memory<float> Memory => CreateMemory(1);

        public override Span<float> GetSpan() => throw new ObjectDisposedException($"read {++reads}");

        public override System.Buffers.MemoryHandle Pin(int elementIndex = 0) => throw new NotSupportedException();

        public override void Unpin()
        {
        }

        protected override void Dispose(bool disposing)
        {
        }
    }
}
