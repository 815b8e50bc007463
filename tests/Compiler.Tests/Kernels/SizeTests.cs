using System.Linq;
using NormGen.Compiler.Tests.Support;
using Xunit;

namespace NormGen.Compiler.Tests.Kernels;

/// <summary>A kernel's file stays readable and quick to compile, however many channels it is for.</summary>
public sealed class SizeTests(ITestOutputHelper output)
{
    /// <summary>The budget in bytes of text, for each number of channels: side by side, or in planes of 7 x 7.</summary>
    private static readonly (int Channels, int ChannelsLast, int Planes)[] Budget =
    [
        (8, 237_000, 165_000),
        (64, 191_000, 165_000),
        (512, 197_000, 165_000),
        (2048, 220_000, 165_000),
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

    private static int Size(int channels, int inner) =>
        GeneratedTexts.Of(Specs.Planes(channels, inner) with { Activation = Activation.Relu }).Length;
}
