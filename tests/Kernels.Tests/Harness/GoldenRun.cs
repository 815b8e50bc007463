using System;
using NormGen.Kernels.Tests.Support;
using NormGen.Reference;
using Xunit;

namespace NormGen.Kernels.Tests.Harness;

/// <summary>A generated layer with the parameters and tensors of a golden case, permuted to the layer's layout.</summary>
internal sealed class GoldenRun
{
    private readonly TensorView view;
    private readonly float[] input;
    private readonly float[] outputGradient;
    private readonly NormalizedInput normalized;

    public GoldenRun(string golden, string layer)
    {
        Golden = new Golden(golden);
        var declared = LayerCases.Named(layer);
        Layer = declared.Create();
        view = declared.View(Golden.Batch, declared.DeclaredPositions);
        input = Arrange(Golden.Floats("input"));
        outputGradient = Arrange(Golden.Floats("output_grad"));
        normalized = new NormalizedInput(input, view, Golden.Epsilon);
        Output = new float[input.Length];
        InputGradient = new float[input.Length];
        RequireSameDeclaration(declared);
        if (Layer.Affine is { } affine)
        {
            Golden.Floats("gamma").CopyTo(affine.Gamma);
            Golden.Floats("beta").CopyTo(affine.Beta);
        }

        // A cumulative average starts from nothing; its golden does, too.
        if (!double.IsNaN(Golden.Momentum))
        {
            UseRunningStatistics();
        }
    }

    public Golden Golden { get; }

    public LayerUnderTest Layer { get; }

    public float[] Output { get; }

    public float[] InputGradient { get; }

    public void Infer()
    {
        UseRunningStatistics();
        Layer.Infer(input, Output, Golden.Batch);
    }

    public void InferFrozen()
    {
        UseRunningStatistics();
        Layer.Freeze()(input, Output, Golden.Batch);
    }

    public void Forward() => Layer.Forward(input, Output, Golden.Batch);

    public void Backward() => Layer.Backward(input, outputGradient, InputGradient, Golden.Batch);

    public double[] InferenceBounds()
    {
        var mean = Golden["running_mean"];
        return OutputBounds(BatchNormReference.Standardize(input, view, mean, Golden["running_var"], Golden.Epsilon), mean);
    }

    public double[] TrainingBounds() => OutputBounds(normalized.Values, normalized.Statistics.Mean);

    public double[] InputGradientBounds() =>
        ErrorBounds.InputGradient(normalized, MaskedGradient(), Layer.Gamma, Golden.Activation);

    public double[] GammaGradientBounds() => ErrorBounds.GammaGradient(normalized, MaskedGradient(), Golden["gamma_grad"]);

    public double[] BetaGradientBounds() => ErrorBounds.BetaGradient(normalized, MaskedGradient(), Golden["beta_grad"]);

    public void RequireTensor(string name, ReadOnlySpan<float> actual, double[] bounds) =>
        Require(name, ErrorRatio.Of(actual, Arrange(Golden[name]), bounds));

    public void RequireChannels(string name, ReadOnlySpan<float> actual, double[] bounds) =>
        Require(name, ErrorRatio.Of(actual, Golden[name], bounds));

    /// <summary>Saved and running statistics.</summary>
    public void RequireChannels(string name, ReadOnlySpan<float> actual) => RequireChannels(
        name, actual, ErrorBounds.Statistics(Golden[name], normalized.Statistics.Variance));

    private static void Require(string name, ErrorRatio ratio) => Assert.True(ratio.Worst <= 1, $"{name}: {ratio}");

    private void UseRunningStatistics()
    {
        Golden.Floats("running_mean").CopyTo(Layer.Statistics.RunningMean);
        Golden.Floats("running_var").CopyTo(Layer.Statistics.RunningVariance);
    }

    private double[] OutputBounds(double[] values, ReadOnlySpan<double> mean) =>
        ErrorBounds.Output(input, values, view, Layer.Gamma, Layer.Beta, mean, Golden.Activation);

    private float[] MaskedGradient()
    {
        var output = Arrange(Golden["train_output"]);
        var gradient = (float[])outputGradient.Clone();
        for (var index = 0; index < gradient.Length; index++)
        {
            gradient[index] = Golden.Activation == Activation.Relu && output[index] == 0 ? 0 : gradient[index];
        }

        return gradient;
    }

    private T[] Arrange<T>(T[] channelsFirst) =>
        view.Inner == 1 ? Permutation.ToChannelsLast(channelsFirst, Golden.View) : channelsFirst;

    private void RequireSameDeclaration(LayerCase declared)
    {
        Assert.Equal(Golden.View.Channels, declared.Channels);
        Assert.Equal(Golden.View.Inner, declared.DeclaredPositions);
        Assert.Equal(Golden.Epsilon, declared.Epsilon);
        Assert.Equal(Golden.Momentum, declared.Momentum);
        Assert.Equal(Golden.Activation, declared.Activation);
    }
}
