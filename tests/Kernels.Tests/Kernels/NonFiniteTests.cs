using System;
using System.Collections.Generic;
using System.Linq;
using NormGen.Kernels.Tests.Harness;
using NormGen.Verification;
using Xunit;

namespace NormGen.Kernels.Tests.Kernels;

/// <summary>
/// One NaN or infinity, at every lane and tail position: it spreads over the elements that share its statistics and no further.
/// </summary>
public class NonFiniteTests
{
    private const int EveryPosition = 300;

    // Every lane of three registers, from either end; between them some.
    private const int NearAnEnd = 48;
    private const int Between = 80;

    public static TheoryData<string> BatchNorms => LayerCases.NamesWithoutEpilogue(layer => layer.IsBatchNorm);

    public static TheoryData<string> SampleNorms => LayerCases.NamesWithoutEpilogue(layer => layer.IsSampleNorm);

    public static TheoryData<string> TrainingLayers => LayerCases.NamesWithoutEpilogue(layer => layer.Trains);

    public static TheoryData<string> TrainingBatchNorms => LayerCases.NamesWithoutEpilogue(layer => layer.IsBatchNorm && layer.Trains);

    public static TheoryData<string> ResidualLayers => LayerCases.NamesWithoutEpilogue(layer => layer.Residual);

    public static TheoryData<string> TrainingResidualLayers => LayerCases.NamesWithoutEpilogue(layer => layer.Residual && layer.Trains);

    [Theory]
    [MemberData(nameof(BatchNorms))]
    public void In_inference_by_running_statistics_it_stays_an_element(string name)
    {
        var trial = TrialSizes.Small(LayerCases.Named(name), Fills.Normal).WithRunningStatisticsOfInput();
        var clean = (float[])trial.Infer().Output.Clone();
        ForEachSpecial(trial.Input, (position, special) =>
        {
            // Only the class of the result is of interest, and that is the same for every finite mean and variance.
            var channel = trial.View.ChannelOf(position);
            var value = ((double)special * trial.Layer.State.Gamma[channel]) + trial.Layer.State.Beta[channel];
            RequireOnlyElement(clean, trial.Infer(), position, value);
        });
    }

    [Theory]
    [MemberData(nameof(ResidualLayers))]
    public void In_the_residual_it_stays_an_element(string name)
    {
        var trial = TrialSizes.Small(LayerCases.Named(name), Fills.Normal).WithRunningStatisticsOfInput();
        foreach (var pass in trial.Case.Trains ? new[] { Pass.Infer, Pass.Forward } : [Pass.Infer])
        {
            var clean = (float[])trial.Run(pass).Output.Clone();
            ForEachSpecial(trial.Residual, (position, special) =>
                RequireOnlyElement(clean, trial.Run(pass), position, special));
        }
    }

    [Theory]
    [MemberData(nameof(SampleNorms))]
    public void In_inference_by_its_own_statistics_it_spreads_over_its_group(string name)
    {
        var clean = TrialSizes.Small(LayerCases.Named(name), Fills.Normal).Infer();
        var trial = TrialSizes.Small(LayerCases.Named(name), Fills.Normal);
        ForEachSpecial(trial.Input, (position, special) =>
            RequireSpread(clean.Output, trial.Infer().Output, trial, position, special, "output"));
    }

    [Theory]
    [MemberData(nameof(TrainingLayers))]
    public void In_training_it_spreads_over_its_group(string name)
    {
        var clean = TrialSizes.Small(LayerCases.Named(name), Fills.Normal).Forward().Backward();
        var trial = TrialSizes.Small(LayerCases.Named(name), Fills.Normal);
        ForEachSpecial(trial.Input, (position, special) =>
        {
            trial.Forward().Backward();
            RequireSpread(clean.Output, trial.Output, trial, position, special, "output");
            RequireSpread(clean.InputGradient, trial.InputGradient, trial, position, special, "input gradient");
            RequireParameterGradients(clean, trial, ChannelsOfGroup(trial, position), Spreads(trial, special));
        });
    }

    [Theory]
    [MemberData(nameof(TrainingLayers))]
    public void In_the_output_gradient_it_spreads_over_its_group(string name)
    {
        var clean = TrialSizes.Small(LayerCases.Named(name), Fills.Normal).Forward().Backward();
        var trial = TrialSizes.Small(LayerCases.Named(name), Fills.Normal).Forward();
        ForEachSpecial(trial.OutputGradient, (position, special) =>
        {
            if (!float.IsNaN(special) || IsFlat(trial, position))
            {
                return;
            }

            trial.Backward();
            RequireSpread(clean.InputGradient, trial.InputGradient, trial, position, special, "input gradient");
            var channel = trial.View.ChannelOf(position);
            RequireParameterGradients(clean, trial, channel..(channel + 1), areNaN: true);
        });
    }

    [Theory]
    [MemberData(nameof(TrainingBatchNorms))]
    public void In_the_output_gradient_of_inference_it_stays_an_element(string name)
    {
        var trial = TrialSizes.Small(LayerCases.Named(name), Fills.Normal).WithRunningStatisticsOfInput().Infer();
        var clean = (float[])trial.InferBackward().InputGradient.Clone();
        ForEachSpecial(trial.OutputGradient, (position, special) =>
        {
            // Of most activations the output does not tell the sign of the derivative.
            var slope = trial.Case.Function.DerivativeOf(trial.Output[position]);
            if (IsFlat(trial, position) || (slope is null && !float.IsNaN(special)))
            {
                return;
            }

            trial.InferBackward();
            var gradient = (float)(special * (slope ?? 1));
            Assert.Equal(gradient * trial.Layer.State.Gamma[trial.View.ChannelOf(position)], trial.InputGradient[position]);
            Assert.True(!trial.Case.Residual || Bits.Of(gradient) == Bits.Of(trial.ResidualGradient[position]));
            trial.InputGradient[position] = clean[position];
            Bits.RequireEqual(clean, trial.InputGradient, $"{special} at {position}");
        });
    }

    [Theory]
    [MemberData(nameof(TrainingResidualLayers))]
    public void In_the_residual_the_gradient_is_that_of_the_activation_there(string name)
    {
        var trial = TrialSizes.Small(LayerCases.Named(name), Fills.Normal).WithRunningStatisticsOfInput();
        (Pass Pass, Pass Back)[] passes = [(Pass.Forward, Pass.Backward), (Pass.Infer, Pass.InferBackward)];
        foreach (var (pass, back) in trial.Case.IsBatchNorm ? passes : passes[..1])
        {
            var clean = (float[])trial.Run(pass).Run(back).ResidualGradient.Clone();
            ForEachSpecial(trial.Residual, (position, special) =>
            {
                trial.Run(pass).Run(back);
                var gradient = trial.Case.Function.Derivative(special) * trial.OutputGradient[position];
                Assert.Equal((float)gradient, trial.ResidualGradient[position]);
                trial.ResidualGradient[position] = clean[position];
                Bits.RequireEqual(clean, trial.ResidualGradient, $"{special} at {position}");
            });
        }
    }

    /// <summary>Where an activation is flat its derivative drops what comes in.</summary>
    private static bool IsFlat(Trial trial, int position) => trial.Output[position] switch
    {
        0 => trial.Case.Activation is Activation.Relu or Activation.Relu6 or Activation.HardSwish,
        6 => trial.Case.Activation == Activation.Relu6,
        _ => false,
    };

    /// <summary>Puts each special value into each place in turn, and takes it out again.</summary>
    private static void ForEachSpecial(float[] tensor, Action<int, float> require)
    {
        foreach (var position in Positions(tensor.Length))
        {
            var finite = tensor[position];
            foreach (var special in Specials(position))
            {
                tensor[position] = special;
                require(position, special);
            }

            tensor[position] = finite;
        }
    }

    private static IEnumerable<int> Positions(int length)
    {
        for (var position = 0; position < length; position++)
        {
            var isNearAnEnd = position < NearAnEnd || position >= length - NearAnEnd;
            if (length <= EveryPosition || isNearAnEnd || position % (length / Between) == 0)
            {
                yield return position;
            }
        }
    }

    private static float[] Specials(int position) => (position % 4) switch
    {
        0 => [float.NaN, float.PositiveInfinity],
        1 => [float.NaN, float.NegativeInfinity],
        _ => [float.NaN],
    };

    private static void RequireOnlyElement(float[] clean, Trial trial, int position, double beforeActivation)
    {
        Activated.Require(trial.Case, beforeActivation, trial.Output[position]);
        trial.Output[position] = clean[position];
        Bits.RequireEqual(clean, trial.Output, $"{beforeActivation} at {position}");
    }

    // Without a mean an infinity makes rstd 0, and 0 of what is finite.
    private static bool Spreads(Trial trial, float special) => trial.Case.HasMean || float.IsNaN(special);

    private static Range ChannelsOfGroup(Trial trial, int position)
    {
        var (inSample, count) = (trial.Groups.GroupOf(position) % trial.Groups.GroupsPerSample, trial.Groups.ChannelsPerGroup);
        return (inSample * count)..((inSample + 1) * count);
    }

    /// <summary>Requires NaN where the statistics are shared with a position, and elsewhere what was there without it.</summary>
    private static void RequireSpread(
        float[] clean, float[] actual, Trial trial, int position, float special, string result)
    {
        var group = trial.Groups.GroupOf(position);
        foreach (var run in trial.Groups.Runs())
        {
            for (var index = run.Start; index < run.End; index++)
            {
                var isRight = run.Group != group
                    ? Bits.Of(clean[index]) == Bits.Of(actual[index])
                    : float.IsNaN(actual[index]) || !Spreads(trial, special);
                if (!isRight)
                {
                    Assert.Fail($"{result}, {special} at {position}: [{index}] is {actual[index]:R}, was {clean[index]:R}");
                }
            }
        }
    }

    private static void RequireParameterGradients(Trial clean, Trial trial, Range channels, bool areNaN)
    {
        if (trial.Case.Affine)
        {
            var (expected, actual) = (clean.Layer.State, trial.Layer.State);
            Assert.True(!areNaN || actual.GammaGradient[channels].ToArray().All(float.IsNaN), "gamma gradient");
            RequireSameElsewhere(expected.GammaGradient, actual.GammaGradient, channels, "gamma gradient");
            RequireSameElsewhere(expected.BetaGradient, actual.BetaGradient, channels, "beta gradient");
        }
    }

    private static void RequireSameElsewhere(
        ReadOnlySpan<float> expected, ReadOnlySpan<float> actual, Range channels, string context)
    {
        Bits.RequireEqual(expected[..channels.Start.Value], actual[..channels.Start.Value], context);
        Bits.RequireEqual(expected[channels.End.Value..], actual[channels.End.Value..], context);
    }
}
