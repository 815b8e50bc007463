using System;
using System.Collections.Generic;
using NormGen.Kernels.Tests.Harness;
using NormGen.Reference;
using NormGen.Verification;
using Xunit;

namespace NormGen.Kernels.Tests.Kernels;

/// <summary>One NaN or infinity, at every lane and tail position: it spreads over its channel and no further.</summary>
public class NonFiniteTests
{
    private const int EveryPosition = 600;

    public static TheoryData<string> Layers => LayerCases.Names(_ => true);

    public static TheoryData<string> TrainingLayers => LayerCases.Names(layer => layer.Trains);

    public static TheoryData<string> ResidualLayers => LayerCases.Names(layer => layer.Residual);

    public static TheoryData<string> TrainingResidualLayers => LayerCases.Names(layer => layer.Residual && layer.Trains);

    [Theory]
    [MemberData(nameof(Layers))]
    public void In_inference_it_stays_an_element(string name)
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
    [MemberData(nameof(TrainingLayers))]
    public void In_training_it_spreads_over_its_channel(string name)
    {
        var clean = TrialSizes.Small(LayerCases.Named(name), Fills.Normal).Forward().Backward();
        var trial = TrialSizes.Small(LayerCases.Named(name), Fills.Normal);
        ForEachSpecial(trial.Input, (position, special) =>
        {
            trial.Forward().Backward();
            var channel = trial.View.ChannelOf(position);
            var context = $"{special} at {position}";
            RequireNaNInChannel(clean.Output, trial.Output, trial.View, channel, context + ", output");
            RequireNaNInChannel(clean.InputGradient, trial.InputGradient, trial.View, channel, context + ", input gradient");
            RequireParameterGradients(clean, trial, channel, context);
        });
    }

    [Theory]
    [MemberData(nameof(TrainingLayers))]
    public void In_the_output_gradient_it_spreads_over_its_channel(string name)
    {
        var clean = TrialSizes.Small(LayerCases.Named(name), Fills.Normal).Forward().Backward();
        var trial = TrialSizes.Small(LayerCases.Named(name), Fills.Normal).Forward();
        ForEachSpecial(trial.OutputGradient, (position, special) =>
        {
            // Where relu is flat its derivative drops what comes in.
            if (!float.IsNaN(special) || (trial.Case.Activation == Activation.Relu && trial.Output[position] == 0))
            {
                return;
            }

            trial.Backward();
            var channel = trial.View.ChannelOf(position);
            var context = $"NaN at {position}";
            RequireNaNInChannel(clean.InputGradient, trial.InputGradient, trial.View, channel, context + ", input gradient");
            RequireParameterGradients(clean, trial, channel, context);
        });
    }

    [Theory]
    [MemberData(nameof(TrainingLayers))]
    public void In_the_output_gradient_of_inference_it_stays_an_element(string name)
    {
        var trial = TrialSizes.Small(LayerCases.Named(name), Fills.Normal).WithRunningStatisticsOfInput().Infer();
        var clean = (float[])trial.InferBackward().InputGradient.Clone();
        ForEachSpecial(trial.OutputGradient, (position, special) =>
        {
            if (trial.Case.Activation == Activation.Relu && trial.Output[position] == 0)
            {
                return;
            }

            trial.InferBackward();
            Assert.Equal(special * trial.Layer.State.Gamma[trial.View.ChannelOf(position)], trial.InputGradient[position]);
            Assert.True(!trial.Case.Residual || Bits.Of(special) == Bits.Of(trial.ResidualGradient[position]));
            trial.InputGradient[position] = clean[position];
            Bits.RequireEqual(clean, trial.InputGradient, $"{special} at {position}");
        });
    }

    [Theory]
    [MemberData(nameof(TrainingResidualLayers))]
    public void A_NaN_in_the_residual_lets_the_gradient_through(string name)
    {
        var trial = TrialSizes.Small(LayerCases.Named(name), Fills.Normal).WithRunningStatisticsOfInput();
        var passes = new[] { (Pass.Infer, Pass.InferBackward), (Pass.Forward, Pass.Backward) };
        foreach (var (pass, back) in passes)
        {
            var clean = (float[])trial.Run(pass).Run(back).ResidualGradient.Clone();
            ForEachSpecial(trial.Residual, (position, special) =>
            {
                trial.Run(pass).Run(back);
                var isFlat = trial.Case.Activation == Activation.Relu && special < 0;
                Assert.Equal(isFlat ? 0 : trial.OutputGradient[position], trial.ResidualGradient[position]);
                trial.ResidualGradient[position] = clean[position];
                Bits.RequireEqual(clean, trial.ResidualGradient, $"{special} at {position}");
            });
        }
    }

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
            var isNearAnEnd = position < 80 || position >= length - 80;
            if (length <= EveryPosition || isNearAnEnd || position % (length / 80) == 0)
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
        Assert.Equal((float)ActivationReference.Value(trial.Case.Activation, beforeActivation), trial.Output[position]);
        trial.Output[position] = clean[position];
        Bits.RequireEqual(clean, trial.Output, $"{beforeActivation} at {position}");
    }

    private static void RequireParameterGradients(Trial clean, Trial trial, int channel, string context)
    {
        if (trial.Case.Affine)
        {
            var (expected, actual) = (clean.Layer.State, trial.Layer.State);
            var perChannel = new TensorView(1, trial.View.Channels, 1);
            RequireNaNInChannel(
                [.. expected.GammaGradient], [.. actual.GammaGradient], perChannel, channel, context + ", gamma gradient");
            Bits.RequireEqual(
                Without(channel, [.. expected.BetaGradient]),
                Without(channel, [.. actual.BetaGradient]),
                context + ", beta gradient");
        }
    }

    private static float[] Without(int channel, float[] values)
    {
        values[channel] = 0;
        return values;
    }

    private static void RequireNaNInChannel(float[] clean, float[] actual, TensorView view, int channel, string context)
    {
        for (var index = 0; index < actual.Length; index++)
        {
            var expected = view.ChannelOf(index) == channel ? float.NaN : clean[index];
            if (Bits.Of(expected) != Bits.Of(actual[index]))
            {
                Assert.Fail($"{context}: [{index}] is {actual[index]:R}, expected {expected:R}");
            }
        }
    }
}
