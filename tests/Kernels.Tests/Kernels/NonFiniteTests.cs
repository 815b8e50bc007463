using System.Collections.Generic;
using NormGen.Kernels.Tests.Harness;
using NormGen.Kernels.Tests.Support;
using NormGen.Reference;
using Xunit;

namespace NormGen.Kernels.Tests.Kernels;

/// <summary>One NaN or infinity, at every lane and tail position: it spreads over its channel and no further.</summary>
public class NonFiniteTests
{
    private const int EveryPosition = 600;

    public static TheoryData<string> Layers => LayerCases.Names(_ => true);

    [Theory]
    [MemberData(nameof(Layers))]
    public void In_inference_it_stays_an_element(string name)
    {
        var trial = TrialSizes.Small(LayerCases.Named(name), Fills.Normal).WithRunningStatisticsOfInput().Infer();
        var output = new float[trial.Output.Length];
        foreach (var position in Positions(trial.Output.Length))
        {
            foreach (var special in Specials(position))
            {
                var finite = trial.Input[position];
                trial.Input[position] = special;
                trial.Layer.Infer(trial.Input, output, trial.Batch);
                trial.Input[position] = finite;

                Assert.Equal(ExpectedInference(trial, position, special), output[position]);
                output[position] = trial.Output[position];
                Bits.RequireEqual(trial.Output, output, $"{special} at {position}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Layers))]
    public void In_training_it_spreads_over_its_channel(string name)
    {
        var clean = TrialSizes.Small(LayerCases.Named(name), Fills.Normal).Forward().Backward();
        var trial = TrialSizes.Small(LayerCases.Named(name), Fills.Normal);
        foreach (var position in Positions(trial.Output.Length))
        {
            foreach (var special in Specials(position))
            {
                var finite = trial.Input[position];
                trial.Input[position] = special;
                trial.Forward().Backward();
                trial.Input[position] = finite;
                RequireOnlyChannel(clean, trial, position, $"{special} at {position}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Layers))]
    public void In_the_output_gradient_it_spreads_over_its_channel(string name)
    {
        var clean = TrialSizes.Small(LayerCases.Named(name), Fills.Normal).Forward().Backward();
        var trial = TrialSizes.Small(LayerCases.Named(name), Fills.Normal).Forward();
        foreach (var position in Positions(trial.Output.Length))
        {
            // Where relu is flat its derivative drops what comes in.
            if (trial.Case.Activation == Activation.Relu && trial.Output[position] == 0)
            {
                continue;
            }

            var finite = trial.OutputGradient[position];
            trial.OutputGradient[position] = float.NaN;
            trial.Backward();
            trial.OutputGradient[position] = finite;

            var channel = trial.View.ChannelOf(position);
            var context = $"input gradient, NaN at {position}";
            RequireNaNInChannel(clean.InputGradient, trial.InputGradient, trial.View, channel, context);
            RequireParameterGradients(clean, trial, channel, context);
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

    // Only the class of the result is of interest, and that is the same for every finite mean and variance.
    private static float ExpectedInference(Trial trial, int position, float special)
    {
        var channel = trial.View.ChannelOf(position);
        var value = ((double)special * trial.Layer.Gamma[channel]) + trial.Layer.Beta[channel];
        return (float)ActivationReference.Value(trial.Case.Activation, value);
    }

    private static void RequireOnlyChannel(Trial clean, Trial trial, int position, string context)
    {
        var channel = trial.View.ChannelOf(position);
        RequireNaNInChannel(clean.Output, trial.Output, trial.View, channel, context + ", output");
        RequireNaNInChannel(clean.InputGradient, trial.InputGradient, trial.View, channel, context + ", input gradient");
        RequireParameterGradients(clean, trial, channel, context);
    }

    private static void RequireParameterGradients(Trial clean, Trial trial, int channel, string context)
    {
        if (trial.Layer.Affine is { } affine && clean.Layer.Affine is { } expected)
        {
            var perChannel = new TensorView(1, trial.View.Channels, 1);
            RequireNaNInChannel(
                [.. expected.GammaGradient], [.. affine.GammaGradient], perChannel, channel, context + ", gamma gradient");
            Bits.RequireEqual(
                Without(channel, [.. expected.BetaGradient]),
                Without(channel, [.. affine.BetaGradient]),
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
