using NormGen.Kernels.Tests.Harness;
using NormGen.Kernels.Tests.Layers;
using NormGen.Verification;
using Xunit;

namespace NormGen.Kernels.Tests.Kernels;

/// <summary>Layers that share a kernel share nothing else.</summary>
public class SharedKernelTests
{
    [Theory]
    [InlineData("Nc64", "Nhwc64x4x4", 4, 16)]
    [InlineData("Nchw100x31x1", "Ncl100x31", 3, 31)]
    [InlineData("Nchw3AtCall", "Ncdhw3AtCall", 2, 37)]
    [InlineData("Nc17", "Nhwc17AtCall", 3, 7)]
    [InlineData("Group4Nchw12x3x3", "GoldenGroupOddChannelsFirst", 3, 9)]
    [InlineData("InstanceNhwc3AtCall", "InstanceNdhwc3AtCall", 2, 37)]
    [InlineData("GoldenLayer", "Layer4x12", 5, 1)]
    public void They_give_the_same_bits(string first, string second, int batch, int positions)
    {
        var one = Create(first, batch, positions).WithRunningStatisticsOfInput();
        var other = Create(second, batch, positions).WithRunningStatisticsOfInput();
        Assert.Equal(one.Groups, other.Groups);
        if (one.Case.IsBatchNorm)
        {
            Bits.RequireEqual(one.InferBackward().InputGradient, other.InferBackward().InputGradient, "InferBackward");
        }

        Bits.RequireEqual(one.Infer().Output, other.Infer().Output, "Infer");
        Bits.RequireEqual(one.Forward().Output, other.Forward().Output, "Forward");
        Bits.RequireEqual(one.Backward().InputGradient, other.Backward().InputGradient, "Backward");
    }

    [Fact]
    public void They_keep_their_own_state()
    {
        var first = new Trial(LayerCases.Named(nameof(Nc64)), 8, 1, Fills.Normal).Forward();
        var expected = (float[])first.Backward().InputGradient.Clone();
        var state = first.Layer.Snapshot();

        new Trial(LayerCases.Named(nameof(Nc64)), 5, 1, Fills.LargeMean).Forward().Backward().Infer().InferBackward();
        new Trial(LayerCases.Named(nameof(Nhwc64x4x4)), 2, 16, Fills.LargeMean).Forward().Backward().Infer().InferBackward();

        Assert.Equal(state, first.Layer.Snapshot());
        Bits.RequireEqual(expected, first.Backward().InputGradient, "input gradient");
    }

    // A dense batch norm takes the positions as further samples.
    private static Trial Create(string name, int batch, int positions)
    {
        var layer = LayerCases.Named(name);
        return layer.IsDense
            ? new Trial(layer, batch * positions, 1, Fills.Normal)
            : new Trial(layer, batch, positions, Fills.Normal);
    }
}
