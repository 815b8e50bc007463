using System;
using System.Linq;
using NormGen.Compiler.Tests.Support;
using NormGen.Generator.Spec;
using Xunit;

namespace NormGen.Compiler.Tests.Kernels;

/// <summary>A kernel's file stays readable and quick to compile, however many channels it is for.</summary>
public sealed class SizeTests(ITestOutputHelper output)
{
    /// <summary>The budget in bytes of text, for each number of channels: side by side, or in planes of 7 x 7.</summary>
    private static readonly (int Channels, int ChannelsLast, int Planes)[] Budget =
    [
        (8, 285_000, 280_000),
        (64, 216_000, 280_000),
        (512, 225_000, 280_000),
        (2048, 265_000, 280_000),
    ];

    [Fact]
    public void Stays_within_the_budget()
    {
        foreach (var (channels, channelsLast, planes) in Budget)
        {
            output.WriteLine(
                $"{channels} channels: side by side {Size(channels, 1)} of {channelsLast} bytes, in planes {Size(channels, 49)} of {planes}");
        }

        Assert.All(Budget, row => Assert.InRange(Size(row.Channels, 1), 1, row.ChannelsLast));
        Assert.All(Budget, row => Assert.InRange(Size(row.Channels, 49), 1, row.Planes));
    }

    /// <summary>Four times the channels are not even one and a half times the text.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(49)]
    public void Hardly_grows_with_the_channels(int inner)
    {
        foreach (var (fewer, more) in Budget.Zip(Budget.Skip(1), (one, next) => (one.Channels, next.Channels)))
        {
            Assert.True(
                2 * Size(more, inner) <= 3 * Size(fewer, inner),
                $"{fewer} and {more} channels: {Size(fewer, inner)} and {Size(more, inner)} bytes");
        }
    }

    /// <summary>Kernels whose statistics are those of a sample.</summary>
    [Theory]
    [InlineData(nameof(NormalizationKind.Group), 256, 1, 32, 290_000)]
    [InlineData(nameof(NormalizationKind.Group), 256, 3136, 32, 140_000)]
    [InlineData(nameof(NormalizationKind.Instance), 64, 1, 64, 260_000)]
    [InlineData(nameof(NormalizationKind.Instance), 64, 49, 64, 275_000)]
    [InlineData(nameof(NormalizationKind.Layer), 768, 1, 1, 225_000)]
    [InlineData(nameof(NormalizationKind.Rms), 4096, 1, 1, 140_000)]
    public void Sample_norms_stay_within_the_budget(string kind, int channels, int inner, int groups, int budget)
    {
        var spec = Specs.Planes(channels, inner) with { Kind = Enum.Parse<NormalizationKind>(kind), Groups = groups };
        var size = GeneratedTexts.Of(spec).Length;
        output.WriteLine($"{size} of {budget} bytes");
        Assert.InRange(size, 1, budget);
    }

    /// <summary>The longest of the activations, whose formulas stand in every walk and tail.</summary>
    [Theory]
    [InlineData(16, 1, 435_000)]
    [InlineData(256, 1, 435_000)]
    [InlineData(256, 49, 510_000)]
    public void Activations_stay_within_the_budget(int channels, int inner, int budget)
    {
        var size = GeneratedTexts.Of(Specs.Planes(channels, inner) with { Activation = Activation.Gelu }).Length;
        output.WriteLine($"{size} of {budget} bytes; with relu {Size(channels, inner)}");
        Assert.InRange(size, 1, budget);
    }

    private static int Size(int channels, int inner) =>
        GeneratedTexts.Of(Specs.Planes(channels, inner) with { Activation = Activation.Relu }).Length;
}
