using System;
using System.Buffers.Binary;
using System.IO;
using System.Linq;
using NormGen.Runtime.Tests.Support;
using Xunit;

namespace NormGen.Runtime.Tests.Checkpoints;

/// <summary>Files put together byte by byte are read as they should be.</summary>
public sealed class FormatTests
{
    [Fact]
    public void A_file_is_what_its_bytes_say()
    {
        byte[] content =
        [
            0x68, 0, 0, 0, 0, 0, 0, 0,
            .. """{"__metadata__":{"format":"pt"},"a\u002eb":{"shape":[2,1],"data_offsets":[0,8],"dtype":"F32"}}          """u8,
            0x00, 0x00, 0x80, 0x3F, 0x00, 0x00, 0x20, 0xC1,
        ];
        Assert.Equal(0x68, content.Length - 8 - 8);

        using var file = ParameterFile.Parse(content);

        Assert.Equal("a.b: F32 [2, 1]", Assert.Single(file.Tensors).ToString());
        Assert.Equal("pt", file.Metadata["format"]);
        Assert.Equal([1f, -10f], file.ReadFloats("a.b"));
        Assert.Null(file.Find("A.b"));
    }

    [Fact]
    public void All_halves_are_floats()
    {
        var values = ReadAll("F16");

        for (var bits = 0; bits < values.Length; bits++)
        {
            Same(HalfValue(bits), values[bits]);
        }
    }

    [Fact]
    public void All_bfloat16_are_floats()
    {
        var values = ReadAll("BF16");

        for (var bits = 0; bits < values.Length; bits++)
        {
            Same(BitConverter.UInt32BitsToSingle((uint)bits << 16), values[bits]);
        }
    }

    [Theory]
    [InlineData(0.1, 0.1f)]
    [InlineData(1e-60, 0f)]
    [InlineData(-1e60, float.NegativeInfinity)]
    [InlineData(double.NaN, float.NaN)]
    [InlineData(16777217.0, 16777216f)]
    public void Doubles_are_rounded(double value, float expected)
    {
        var bytes = new byte[sizeof(double)];
        BinaryPrimitives.WriteDoubleLittleEndian(bytes, value);
        using var file = new FileBuilder().Add("x", "F64", [1], bytes).Open();

        Assert.Equal([expected], file.ReadFloats("x"));
    }

    [Fact]
    public void Long_tensors_are_read_whole_from_memory_and_from_disk()
    {
        var values = Enumerable.Range(0, 100_003).Select(index => (float)index).ToArray();
        var content = new FileBuilder().Floats("before", 1, 2, 3).Floats("x", values).Floats("after", 9).Build();
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, content);
            using var onDisk = ParameterFile.Open(path);
            using var inMemory = ParameterFile.Parse(content);
            var destination = new float[values.Length];
            onDisk.ReadFloats("x", destination);

            Assert.Equal(values, onDisk.ReadFloats("x"));
            Assert.Equal(values, destination);
            Assert.Equal(values, inMemory.ReadFloats("x"));
            Assert.Equal([9f], onDisk.ReadFloats("after"));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Theory]
    [InlineData("I32", 32)]
    [InlineData("BOOL", 8)]
    [InlineData("F8_E4M3", 8)]
    [InlineData("C64", 64)]
    [InlineData("U16", 16)]
    [InlineData("X9", 24)]
    public void Other_types_are_listed_and_refused_when_they_are_read(string type, int bits)
    {
        using var file = new FileBuilder().Add("x", type, [4], new byte[bits / 2]).Floats("y", 1).Open();

        Assert.Equal(type, file.Find("x")!.DataType);
        Assert.Contains(type, Assert.Throws<ParameterFileException>(() => file.ReadFloats("x")).Message, StringComparison.Ordinal);
        Assert.Equal([1f], file.ReadFloats("y"));
    }

    [Fact]
    public void Narrow_types_are_counted_in_bits() =>
        Assert.Equal(2, new FileBuilder().Add("x", "F4", [2, 3], new byte[3]).Add("y", "F6_E2M3", [4], new byte[3]).Open().Tensors.Count);

    [Fact]
    public void Empty_tensors_scalars_and_empty_files_are_tensors_and_files()
    {
        using var file = new FileBuilder().Floats("none", [0, 7]).Floats("scalar", [], 5).Floats("also none", [0]).Open();
        using var empty = ParameterFile.Parse(FileBuilder.File("{}"));

        Assert.Empty(file.ReadFloats("none"));
        Assert.Empty(file.ReadFloats("also none"));
        Assert.Equal([5f], file.ReadFloats("scalar"));
        Assert.Empty(empty.Tensors);
    }

    [Fact]
    public void Tensors_may_lie_in_another_order_than_the_header_has_them()
    {
        var header = $"{{{FileBuilder.Entry("b", "F32", [1], 4, 8)},{FileBuilder.Entry("a", "F32", [1], 0, 4)}}}";
        using var file = ParameterFile.Parse(FileBuilder.File(header, [.. FileBuilder.LittleEndian(1), .. FileBuilder.LittleEndian(2)]));

        Assert.Equal(["b", "a"], file.Tensors.Select(tensor => tensor.Name));
        Assert.Equal([2f], file.ReadFloats("b"));
    }

    [Fact]
    public void What_is_not_there_or_does_not_fit_is_told()
    {
        using var file = new FileBuilder().Floats("x", 1, 2).Open();

        Assert.Throws<ParameterFileException>(() => file.ReadFloats("y"));
        Assert.Throws<ArgumentException>(() => file.ReadFloats("x", new float[3]));
    }

    [Fact]
    public void A_closed_file_is_closed()
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, new FileBuilder().Floats("x", 1).Build());
            var file = ParameterFile.Open(path);
            file.Dispose();

            Assert.Throws<ObjectDisposedException>(() => file.ReadFloats("x"));
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>The file was written by the safetensors library, and holds what PyTorch computed from its parameters.</summary>
    [Fact]
    public void A_file_of_another_library_gives_the_results_that_go_with_it()
    {
        using var file = ParameterFile.Open(Path.Combine(AppContext.BaseDirectory, "Checkpoints/Files/batch_nc.safetensors"));
        var layer = new BatchOfRows();

        layer.Load(file, names: ParameterNames.PyTorch with { Weight = "gamma", Bias = "beta" }, allowExtra: true);
        var output = new float[8 * 33];
        layer.Infer(file.ReadFloats("input"), output);

        var expected = file.ReadFloats("infer_output");
        Assert.All(expected.Index(), pair => Assert.Equal(pair.Item, output[pair.Index], 1e-5f * (1 + Math.Abs(pair.Item))));
    }

    private static float[] ReadAll(string type)
    {
        var bytes = Enumerable.Range(0, 1 << 16).SelectMany(bits => new[] { (byte)bits, (byte)(bits >> 8) }).ToArray();
        using var file = new FileBuilder().Add("x", type, [256, 256], bytes).Open();
        return file.ReadFloats("x");
    }

    // From the definition: a sign, five bits of exponent about 15, ten bits of fraction.
    private static float HalfValue(int bits)
    {
        var (exponent, fraction) = ((bits >> 10) & 31, bits & 1023);
        var magnitude = exponent switch
        {
            0 => fraction * MathF.Pow(2, -24),
            31 => fraction == 0 ? float.PositiveInfinity : float.NaN,
            _ => (1024 + fraction) * MathF.Pow(2, exponent - 25),
        };
        return bits < 1 << 15 ? magnitude : -magnitude;
    }

    private static void Same(float expected, float actual) =>
        Assert.True(
            BitConverter.SingleToUInt32Bits(expected) == BitConverter.SingleToUInt32Bits(actual) || (float.IsNaN(expected) && float.IsNaN(actual)),
            $"{expected:R} is due, not {actual:R}");
}
