using System;
using System.Linq;
using NormGen.Kernels.Tests.Harness;
using NormGen.Verification;
using Xunit;

namespace NormGen.Kernels.Tests.Kernels;

/// <summary>Every pass of every layer on every kind of data, element by element within the promised bounds.</summary>
public class AccuracyTests(ITestOutputHelper report)
{
    // All kinds of data at the usual size, for all but the largest layers.
    private const int Elements = 300_000;

    public static TheoryData<string> Layers => LayerCases.Names(_ => true);

    public static TheoryData<string> TrainingLayers => LayerCases.Names(layer => layer.Trains);

    public static TheoryData<string> TrainingLayersWithMean => LayerCases.Names(layer => layer.Trains && layer.HasMean);

    [Theory]
    [MemberData(nameof(Layers))]
    public void Every_pass_is_within_its_bounds(string name)
    {
        var layer = LayerCases.Named(name).Create().WithParameters().Layer;
        var found = LayerVerification.Verify(layer, new VerificationOptions { MaxElements = Elements });
        Assert.All(found.Passes, pass => Assert.InRange(pass.WorstError, 0, 1));
        Assert.All(found.Passes, pass => Assert.True(pass.Trials > 1));
        report.WriteLine(found.ToString());
    }

    [Theory]
    [MemberData(nameof(TrainingLayers))]
    public void Gradients_are_within_their_bounds_for_every_output_gradient(string name)
    {
        foreach (var fill in new[] { Fills.Normal, Fills.Exact, Fills.LargeMean })
        {
            foreach (var gradient in GradientFills.All)
            {
                TrialSizes.Small(LayerCases.Named(name), fill, gradient).WithRunningStatisticsOfInput().RequireWithinBounds();
            }
        }
    }

    [Theory]
    [MemberData(nameof(TrainingLayersWithMean))]
    public void Constant_input_gives_exactly_beta(string name)
    {
        foreach (var fill in Fills.All.Where(fill => fill.Name.StartsWith("constant", StringComparison.Ordinal)))
        {
            var trial = TrialSizes.Small(LayerCases.Named(name), fill);
            trial.Layer.Forward(trial.Input, trial.Output, trial.Batch);
            for (var index = 0; index < trial.Output.Length; index++)
            {
                var beta = trial.Layer.State.Beta[trial.View.ChannelOf(index)];
                Activated.Require(trial.Case, beta, trial.Output[index]);
            }
        }
    }

    [Theory]
    [MemberData(nameof(TrainingLayers))]
    public void Exact_input_has_exact_statistics(string name)
    {
        var trial = TrialSizes.Small(LayerCases.Named(name), Fills.Exact).Forward();
        var exact = trial.Normalized;
        Assert.Equal(trial.Case.HasMean ? trial.Groups.Count : 0, trial.Layer.SavedMean.Length);
        for (var group = 0; group < trial.Groups.Count; group++)
        {
            Assert.Equal((float)exact.Mean[group], trial.Case.HasMean ? trial.Layer.SavedMean[group] : 0);
            Assert.Equal((float)exact.Rstd(group), trial.Layer.SavedRstd[group]);
        }
    }
}
