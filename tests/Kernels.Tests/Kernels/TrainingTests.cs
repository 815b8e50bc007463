using System.Linq;
using NormGen.Kernels.Tests.Harness;
using NormGen.Kernels.Tests.Support;
using NormGen.Reference;
using Xunit;

namespace NormGen.Kernels.Tests.Kernels;

/// <summary>What training leaves in a layer.</summary>
public class TrainingTests
{
    public static TheoryData<string> Layers => LayerCases.Names(_ => true);

    [Theory]
    [MemberData(nameof(Layers))]
    public void A_new_layer_has_PyTorchs_state(string name)
    {
        var layer = LayerCases.Named(name).Create();
        Assert.All(layer.Gamma.ToArray(), value => Assert.Equal(1, value));
        Assert.All(layer.Beta.ToArray(), value => Assert.Equal(0, value));
        Assert.All(layer.Statistics.RunningMean.ToArray(), value => Assert.Equal(0, value));
        Assert.All(layer.Statistics.RunningVariance.ToArray(), value => Assert.Equal(1, value));
        Assert.Equal(0, layer.Statistics.BatchesTracked);
        Assert.Equal(layer.Case.Channels, layer.Statistics.SavedMean.Length);
        Assert.Equal(layer.Case.Channels, layer.Statistics.SavedRstd.Length);
        Assert.Equal(layer.Case.Affine, layer.Affine is not null);
    }

    [Theory]
    [MemberData(nameof(Layers))]
    public void Parameters_are_the_layers_own_memory(string name)
    {
        var layer = LayerCases.Named(name).Create();
        string[] statistics = ["running_mean", "running_var"];
        string[] all = layer.Case.Affine ? ["weight", "bias", .. statistics] : statistics;
        Assert.Equal(all, layer.Layer.Parameters.Select(parameter => parameter.Name));
        foreach (var parameter in layer.Layer.Parameters)
        {
            Assert.Equal(layer.Case.Channels, parameter.Value.Length);
            Assert.Equal(parameter.IsTrainable ? layer.Case.Channels : 0, parameter.Gradient.Length);
            parameter.Value.Span.Fill(parameter.Name.Length);
            parameter.Gradient.Span.Fill(-parameter.Name.Length);
        }

        Assert.Equal("running_mean".Length, layer.Statistics.RunningMean[^1]);
        Assert.Equal("running_var".Length, layer.Statistics.RunningVariance[^1]);
        if (layer.Affine is { } affine)
        {
            Assert.Equal("weight".Length, affine.Gamma[^1]);
            Assert.Equal("bias".Length, affine.Beta[^1]);
            Assert.Equal(-"weight".Length, affine.GammaGradient[^1]);
            Assert.Equal(-"bias".Length, affine.BetaGradient[^1]);
        }
    }

    [Theory]
    [MemberData(nameof(Layers))]
    public void Running_statistics_follow_several_batches(string name)
    {
        const int Steps = 5;
        var layer = LayerCases.Named(name);
        var trial = TrialSizes.Small(layer, Fills.Normal);
        var statistics = trial.Layer.Statistics;
        for (var step = 1; step <= Steps; step++)
        {
            var input = Fills.All[2].Make(trial.View, seed: step);
            var mean = Accuracy.Widen(statistics.RunningMean);
            var variance = Accuracy.Widen(statistics.RunningVariance);
            trial.Layer.Forward(input, trial.Output, trial.Batch);

            var batch = ChannelStatistics.Of(input, trial.View);
            var momentum = double.IsNaN(layer.Momentum) ? 1.0 / step : layer.Momentum;
            for (var channel = 0; channel < layer.Channels; channel++)
            {
                mean[channel] = BatchNormReference.UpdateRunning(mean[channel], batch.Mean[channel], momentum);
                variance[channel] = BatchNormReference.UpdateRunning(
                    variance[channel], batch.Variance[channel], momentum, trial.View.PerChannel);
            }

            Accuracy.Require(trial, $"running mean, step {step}", Fills.All[2], ErrorRatio.Of(
                statistics.RunningMean, mean, ErrorBounds.Statistics(mean, batch.Variance)));
            Accuracy.Require(trial, $"running variance, step {step}", Fills.All[2], ErrorRatio.Of(
                statistics.RunningVariance, variance, ErrorBounds.Statistics(variance, batch.Variance)));
            Assert.Equal(step, statistics.BatchesTracked);
        }
    }

    [Theory]
    [MemberData(nameof(Layers))]
    public void Gradients_are_overwritten_not_added_to(string name)
    {
        var trial = TrialSizes.Small(LayerCases.Named(name), Fills.Normal).Forward().Backward();
        var first = (float[])trial.InputGradient.Clone();
        var state = trial.Layer.Snapshot();
        trial.Backward();
        Bits.RequireEqual(first, trial.InputGradient, "second Backward");
        Assert.Equal(state, trial.Layer.Snapshot());
    }

    [Theory]
    [MemberData(nameof(Layers))]
    public void Training_twice_has_the_same_bits(string name)
    {
        var first = TrialSizes.Small(LayerCases.Named(name), Fills.LargeMean).Forward().Backward();
        var second = TrialSizes.Small(LayerCases.Named(name), Fills.LargeMean).Forward().Forward().Backward();
        Bits.RequireEqual(first.Output, second.Output, "output");
        Bits.RequireEqual(first.InputGradient, second.InputGradient, "input gradient");
        Assert.Equal(2, second.Layer.Statistics.BatchesTracked);
    }

    [Theory]
    [MemberData(nameof(Layers))]
    public void Backward_does_not_depend_on_what_came_between(string name)
    {
        var expected = TrialSizes.Small(LayerCases.Named(name), Fills.Normal).Forward().Backward();
        var trial = TrialSizes.Small(LayerCases.Named(name), Fills.Normal).Forward();
        trial.Infer().InferFrozen();
        trial.Layer.Statistics.RunningMean.Fill(5);
        trial.Layer.Statistics.RunningVariance.Fill(9);
        trial.Backward();
        Bits.RequireEqual(expected.InputGradient, trial.InputGradient, "input gradient");
    }
}
