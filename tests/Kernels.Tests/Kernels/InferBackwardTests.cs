using NormGen.Kernels.Tests.Harness;
using NormGen.Verification;
using Xunit;

namespace NormGen.Kernels.Tests.Kernels;

/// <summary>The backward pass of inference beside the training passes; its values are a matter of every verification.</summary>
public class InferBackwardTests
{
    public static TheoryData<string> Layers => LayerCases.Names(layer => layer.IsBatchNorm && layer.Trains);

    [Theory]
    [MemberData(nameof(Layers))]
    public void It_needs_no_Forward_and_changes_only_gradients(string name)
    {
        var trial = TrialSizes.Small(LayerCases.Named(name), Fills.Normal).WithRunningStatisticsOfInput();
        var before = trial.Layer.Snapshot();
        trial.InferBackward();
        Assert.Contains(trial.InputGradient, value => value != 0);
        trial.Layer.State.GammaGradient.Clear();
        trial.Layer.State.BetaGradient.Clear();
        Assert.Equal(before, trial.Layer.Snapshot());
    }

    [Theory]
    [MemberData(nameof(Layers))]
    public void It_leaves_what_Backward_needs(string name)
    {
        var expected = TrialSizes.Small(LayerCases.Named(name), Fills.Normal).Forward().Backward();
        var trial = TrialSizes.Small(LayerCases.Named(name), Fills.Normal).Forward().InferBackward().Backward();
        Bits.RequireEqual(expected.InputGradient, trial.InputGradient, "input gradient");
        Bits.RequireEqual(expected.ResidualGradient, trial.ResidualGradient, "residual gradient");
        Assert.Equal(expected.Layer.Snapshot(), trial.Layer.Snapshot());
    }

    [Theory]
    [MemberData(nameof(Layers))]
    public void It_does_not_depend_on_what_came_before(string name)
    {
        var expected = TrialSizes.Small(LayerCases.Named(name), Fills.Normal).WithRunningStatisticsOfInput().InferBackward();
        var trial = TrialSizes.Small(LayerCases.Named(name), Fills.Normal).Forward().Backward();
        trial.WithRunningStatisticsOfInput().InferBackward();
        Bits.RequireEqual(expected.InputGradient, trial.InputGradient, "input gradient");
        Bits.RequireEqual(expected.Layer.State.GammaGradient, trial.Layer.State.GammaGradient, "gamma gradient");
        Bits.RequireEqual(expected.Layer.State.BetaGradient, trial.Layer.State.BetaGradient, "beta gradient");
    }
}
