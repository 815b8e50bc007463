using System;
using NormGen.Kernels.Tests.Support;
using NormGen.Reference;
using NormGen.Verification;
using Xunit;

namespace NormGen.Kernels.Tests.Harness;

/// <summary>A generated layer with the parameters and tensors of a golden case, permuted to the layer's layout.</summary>
internal sealed class GoldenRun
{
    private readonly StatisticGroups groups;
    private readonly float[] input;
    private readonly float[] residual;
    private readonly float[] outputGradient;
    private readonly NormalizedInput normalized;

    public GoldenRun(string golden, string layer)
    {
        Golden = new Golden(golden);
        var declared = LayerCases.Named(layer);
        Layer = declared.Create();
        groups = declared.GroupsOf(Golden.Batch, declared.DeclaredPositions);
        input = Arrange(Golden.Floats("input"));
        residual = declared.Residual ? Arrange(Golden.Floats("residual")) : [];
        outputGradient = Arrange(Golden.Floats("output_grad"));
        normalized = new NormalizedInput(input, groups, Golden.Epsilon, Golden.HasMean);
        Output = new float[input.Length];
        InputGradient = new float[input.Length];
        ResidualGradient = new float[residual.Length];
        RequireSameDeclaration(declared);
        Golden.Floats("gamma").CopyTo(Layer.State.Gamma);
        Golden.Beta.CopyTo(Layer.State.Beta);

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

    public float[] ResidualGradient { get; }

    public void Infer()
    {
        UseRunningStatistics();
        Layer.Infer(input, Output, Golden.Batch, residual);
    }

    public void InferFrozen()
    {
        UseRunningStatistics();
        Layer.InferFrozen(input, Output, Golden.Batch, residual);
    }

    public void Forward() => Layer.Forward(input, Output, Golden.Batch, residual);

    public void Backward() => Layer.RunBack(
        Pass.Backward, input, residual, outputGradient, InputGradient, ResidualGradient, Golden.Batch);

    public double[] InferenceBounds() => Golden.IsBatchNorm
        ? OutputBounds(new NormalizedInput(input, groups, Golden["running_mean"], Golden["running_var"], Golden.Epsilon))
        : TrainingBounds();

    public double[] TrainingBounds() => OutputBounds(normalized);

    public double[] InputGradientBounds() =>
        ErrorBounds.InputGradient(normalized, Gradient(), Golden["gamma"]);

    public double[] ResidualGradientBounds() => Gradient().Slack;

    public double[] GammaGradientBounds() => ErrorBounds.GammaGradient(normalized, Gradient(), Golden["gamma_grad"]);

    public double[] BetaGradientBounds() => ErrorBounds.BetaGradient(normalized, Gradient(), Golden["beta_grad"]);

    public void RequireTensor(string name, ReadOnlySpan<float> actual, double[] bounds) =>
        Require(name, ErrorRatio.Of(actual, Arrange(Golden[name]), bounds));

    public void RequireChannels(string name, ReadOnlySpan<float> actual, double[] bounds) =>
        Require(name, ErrorRatio.Of(actual, Golden[name], bounds));

    /// <summary>Saved and running statistics.</summary>
    public void RequireStatistics(string name, ReadOnlySpan<float> actual) => RequireChannels(
        name, actual, ErrorBounds.Statistics(Golden[name], normalized.Variance));

    private static void Require(string name, ErrorRatio ratio) => Assert.True(ratio.Worst <= 1, $"{name}: {ratio}");

    private void UseRunningStatistics()
    {
        if (Golden.IsBatchNorm)
        {
            Golden.Floats("running_mean").CopyTo(Layer.BatchNorm.RunningMean);
            Golden.Floats("running_var").CopyTo(Layer.BatchNorm.RunningVariance);
        }
    }

    private double[] OutputBounds(NormalizedInput by) =>
        ErrorBounds.Output(Value(by), Layer.Case.Function);

    private GradientBeforeActivation Gradient()
    {
        var output = Array.ConvertAll(Arrange(Golden["train_output"]), value => (float)value);
        return GradientBeforeActivation.Of(Layer.Case.Function, Value(normalized), output, outputGradient);
    }

    private PreActivation Value(NormalizedInput by) => new(by, Golden["gamma"], Golden.Beta, residual, Layer.Case.Function);

    private T[] Arrange<T>(T[] channelsFirst) =>
        groups.View.Inner == 1 ? Permutation.ToChannelsLast(channelsFirst, Golden.View) : channelsFirst;

    private void RequireSameDeclaration(LayerCase declared)
    {
        Assert.Equal(Golden.IsBatchNorm, declared.IsBatchNorm);
        Assert.Equal(Golden.IsRows, declared.IsRows);
        Assert.Equal(Golden.HasMean, declared.HasMean);
        Assert.Equal(Golden.View.Channels, declared.Channels);
        Assert.Equal(Golden.View.Inner, declared.DeclaredPositions);
        Assert.Equal(Golden.Groups, declared.Groups);
        Assert.Equal(Golden.Epsilon, declared.Epsilon);
        Assert.Equal(new ActivationFunction(Golden.Activation, (float?)Golden.Alpha), declared.Function);
        Assert.Equal(Golden.HasResidual, declared.Residual);
        Assert.True(Golden.Momentum.Equals(declared.Momentum) || !Golden.IsBatchNorm);
    }
}
