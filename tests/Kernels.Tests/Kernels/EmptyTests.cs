using NormGen.Kernels.Tests.Harness;
using NormGen.Verification;
using Xunit;

namespace NormGen.Kernels.Tests.Kernels;

/// <summary>An empty batch, and a spatial size of 0, in every layout and pass.</summary>
public class EmptyTests
{
    public static TheoryData<string> Layers => LayerCases.Names(_ => true);

    public static TheoryData<string> TrainingLayers => LayerCases.Names(layer => layer.Trains);

    [Theory]
    [MemberData(nameof(Layers))]
    public void There_is_nothing_to_do(string name)
    {
        var trial = Used(name);
        var before = trial.Layer.Snapshot();
        foreach (var batch in Batches(trial))
        {
            foreach (var pass in trial.OutputPasses)
            {
                trial.Layer.Run(pass, [], [], [], batch);
                Assert.Equal(before, trial.Layer.Snapshot());
            }
        }
    }

    [Theory]
    [MemberData(nameof(TrainingLayers))]
    public void Gradients_of_parameters_are_zero(string name)
    {
        var trial = Used(name);
        var before = trial.Layer.Snapshot();
        foreach (var batch in Batches(trial))
        {
            foreach (var pass in trial.GradientPasses)
            {
                trial.Layer.State.GammaGradient.Fill(3);
                trial.Layer.State.BetaGradient.Fill(3);
                trial.Layer.RunBack(pass, [], [], [], [], [], batch);
                Assert.All(trial.Layer.State.GammaGradient.ToArray(), value => Assert.Equal(0, value));
                Assert.All(trial.Layer.State.BetaGradient.ToArray(), value => Assert.Equal(0, value));
            }
        }

        // The last forward pass is still the one that had elements.
        trial.Backward();
        Assert.Equal(before, trial.Layer.Snapshot());
    }

    [Theory]
    [MemberData(nameof(TrainingLayers))]
    public void A_layer_may_see_nothing_first(string name)
    {
        var expected = TrialSizes.Small(LayerCases.Named(name), Fills.Normal).Forward().Backward();
        var trial = TrialSizes.Small(LayerCases.Named(name), Fills.Normal);
        trial.Layer.Run(Pass.Forward, [], [], [], 0);
        trial.Layer.RunBack(Pass.Backward, [], [], [], [], [], 0);
        Assert.Equal(TrialSizes.Small(LayerCases.Named(name), Fills.Normal).Layer.Snapshot(), trial.Layer.Snapshot());
        trial.Forward().Backward();
        Bits.RequireEqual(expected.InputGradient, trial.InputGradient, "input gradient");
        Assert.Equal(expected.Layer.Snapshot(), trial.Layer.Snapshot());
    }

    // With a batch of its own the spatial size is what is 0.
    private static int[] Batches(Trial trial) => trial.Case.SizedAtCall ? [0, 1, 3] : [0];

    private static Trial Used(string name)
    {
        var trial = TrialSizes.Small(LayerCases.Named(name), Fills.Normal);
        return trial.Case.Trains ? trial.Forward().Backward() : trial;
    }
}
