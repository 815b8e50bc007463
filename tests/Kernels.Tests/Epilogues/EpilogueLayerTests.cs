using System;
using System.Linq;
using NormGen.Kernels.Tests.Harness;
using NormGen.Runtime;
using NormGen.Verification;
using Xunit;

namespace NormGen.Kernels.Tests.Epilogues;

/// <summary>
/// A layer that ends in a user's function has, bit for bit, what the function gives for the outputs of the plain layer beside it; and about the
/// gradients of the plain layer for a gradient that came back through the derivative.
/// </summary>
public class EpilogueLayerTests
{
    public static TheoryData<string> Layers => new(LayerCases.WithEpilogues.Select(layer => layer.Name));

    public static TheoryData<string> TrainingLayers =>
        new(LayerCases.WithEpilogues.Where(layer => layer.Trains).Select(layer => layer.Name));

    [Fact]
    public void There_are_layers_of_every_kind() => Assert.True(LayerCases.WithEpilogues.Count >= 16);

    [Theory]
    [MemberData(nameof(Layers))]
    public void Output_is_the_function_of_the_plain_output(string name)
    {
        foreach (var fill in Fills.All)
        {
            var (trial, plain) = Pair(name, fill);
            foreach (var pass in trial.OutputPasses)
            {
                trial.Run(pass);
                plain.Run(pass);
                Bits.RequireEqual(Applied(trial, plain.Output), trial.Output, $"{pass} of {fill}");
                Bits.RequireEqual(plain.Sum, trial.Sum, $"sum of {pass} of {fill}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(TrainingLayers))]
    public void Gradients_come_back_through_the_derivative(string name)
    {
        foreach (var fill in Fills.All)
        {
            var (trial, plain) = Pair(name, fill);
            trial.Forward();
            plain.Forward();
            foreach (var pass in trial.GradientPasses)
            {
                // InferBackward goes by the running statistics, so what it is taken at is the output of Infer.
                plain.Run(pass == Pass.Backward ? Pass.Forward : Pass.Infer);
                trial.Run(pass == Pass.Backward ? Pass.Forward : Pass.Infer);
                trial.Run(pass);
                ThroughDerivative(trial, plain.Output).CopyTo(plain.OutputGradient, 0);
                plain.Run(pass);
                RequireClose(plain.InputGradient, trial.InputGradient, $"input gradient of {pass} of {fill}");
                Bits.RequireEqual(plain.ResidualGradient, trial.ResidualGradient, $"residual gradient of {pass} of {fill}");
                RequireClose(plain.Layer.State.GammaGradient, trial.Layer.State.GammaGradient, $"gamma gradient of {pass} of {fill}");
                RequireClose(plain.Layer.State.BetaGradient, trial.Layer.State.BetaGradient, $"beta gradient of {pass} of {fill}");
                trial.OutputGradient.CopyTo(plain.OutputGradient, 0);
            }
        }
    }

    [Fact]
    public void Parameter_starts_at_one_and_is_copied_by_freezing()
    {
        var layer = new NormGen.Kernels.Tests.Layers.BatchDenseWithRamp();
        Assert.Equal(1, layer.EpilogueParameter);
        float[] input = [.. Enumerable.Range(0, 24).Select(i => (i - 12) * 0.1f)];
        var (before, after, frozenOutput) = (new float[24], new float[24], new float[24]);
        layer.EpilogueParameter = 0.25f;
        var frozen = layer.Freeze();
        layer.Infer(input, before);
        layer.EpilogueParameter = 2;
        layer.Infer(input, after);
        frozen.Infer(input, frozenOutput);
        Assert.Equal(0.25f, frozen.EpilogueParameter);
        Assert.Equal(before, frozenOutput);
        Assert.NotEqual(before, after);
    }

    /// <summary>The functions of vectors are those that activations are made of.</summary>
    [Theory]
    [InlineData("BuiltInSigmoid", 1)]
    [InlineData("BuiltInTanh", 2)]
    public void Functions_have_the_bits_of_activations(string name, float which)
    {
        foreach (var fill in Fills.All)
        {
            var written = TrialSizes.Small(LayerCases.Named("BuiltInWithBuiltIn"), fill).WithRunningStatisticsOfInput();
            var builtIn = TrialSizes.Small(LayerCases.Named(name), fill).WithRunningStatisticsOfInput();
            written.Layer.State.EpilogueParameter = which;
            Bits.RequireEqual(builtIn.Infer().Output, written.Infer().Output, $"{fill}");
        }
    }

    /// <summary>
    /// A layer with a function of the user's takes sums along planes in double, the plain one in float where it can: their totals agree to a few units, and so
    /// does what follows from them, measured by the largest. (That each is within its bounds is for others to test.)
    /// </summary>
    private static void RequireClose(ReadOnlySpan<float> plain, ReadOnlySpan<float> actual, string what)
    {
        const float Few = 4e-6f;
        var largest = 0f;
        foreach (var value in plain)
        {
            largest = float.IsFinite(value) ? Math.Max(largest, Math.Abs(value)) : largest;
        }

        Assert.Equal(plain.Length, actual.Length);
        for (var i = 0; i < plain.Length; i++)
        {
            var isClose = plain[i].Equals(actual[i]) || Math.Abs(plain[i] - actual[i]) <= Few * largest;
            Assert.True(isClose, $"{what} at [{i}]: {actual[i]:R}, of the plain layer {plain[i]:R}, the largest being {largest:R}.");
        }
    }

    private static (Trial Trial, Trial Plain) Pair(string name, Fill fill)
    {
        var trial = TrialSizes.Small(LayerCases.Named(name), fill).WithRunningStatisticsOfInput();
        var plain = TrialSizes.Small(LayerCases.Named(name + "Plain"), fill).WithRunningStatisticsOfInput();
        trial.Layer.State.EpilogueParameter = 0.375f;
        return (trial, plain);
    }

    private static float[] Applied(Trial trial, float[] plain) =>
        Apply(Function(trial), plain, trial.Layer.State.EpilogueParameter);

    private static float[] Apply(EpilogueFunction function, float[] values, float parameter) =>
        Array.ConvertAll(values, x => function.Value(x, parameter));

    private static float[] ThroughDerivative(Trial trial, float[] plain)
    {
        var function = Function(trial);
        return [.. plain.Select((x, i) => trial.OutputGradient[i] * function.Derivative(x, trial.Layer.State.EpilogueParameter))];
    }

    private static EpilogueFunction Function(Trial trial) => trial.Case.UserFunction!;
}
