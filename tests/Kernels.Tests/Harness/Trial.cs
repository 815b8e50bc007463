using System;
using NormGen.Reference;
using NormGen.Verification;

namespace NormGen.Kernels.Tests.Harness;

/// <summary>One layer with data for one call: what most tests start from.</summary>
internal sealed class Trial
{
    private readonly ILayerVerifier verifier;
    private readonly TrialTensors tensors;

    public Trial(LayerCase layer, int batch, int positions, Fill fill, GradientFill? gradientFill = null, int seed = 5)
    {
        Case = layer;
        Layer = layer.Create().WithParameters();
        verifier = LayerVerifiers.Of(Layer.Layer);
        tensors = verifier.Draw(new PlannedTrial(batch, positions, fill, gradientFill ?? GradientFills.Normal, false, seed));
        Sum = (float[])tensors.Sum.Clone();
        Output = new float[View.Length];
        InputGradient = new float[View.Length];
        ResidualGradient = new float[layer.Residual ? View.Length : 0];
    }

    public LayerCase Case { get; }

    public LayerUnderTest Layer { get; }

    public int Batch => tensors.Batch;

    /// <summary>Which elements share their statistics.</summary>
    public StatisticGroups Groups => tensors.Groups;

    public TensorView View => Groups.View;

    public float[] Input => tensors.Input;

    public float[] Residual => tensors.Residual;

    /// <summary>The sum of input and residual where that is what is normalized; else empty.</summary>
    public float[] Sum { get; }

    public float[] OutputGradient => tensors.OutputGradient;

    public float[] SumGradient => tensors.SumGradient;

    /// <summary>What is normalized, as it was drawn, with its statistics in double.</summary>
    public NormalizedInput Normalized => tensors.Normalized;

    public float[] Output { get; }

    public float[] InputGradient { get; }

    public float[] ResidualGradient { get; }

    /// <summary>The passes that write an output.</summary>
    public ReadOnlySpan<Pass> OutputPasses =>
        Case.Trains ? [Pass.Infer, Pass.FrozenInfer, Pass.Forward] : [Pass.Infer, Pass.FrozenInfer];

    /// <summary>The passes that write gradients; <c>Backward</c> is one only after <c>Forward</c>.</summary>
    public ReadOnlySpan<Pass> GradientPasses => (Case.Trains, Case.IsBatchNorm) switch
    {
        (false, _) => [],
        (true, true) => [Pass.Backward, Pass.InferBackward],
        (true, false) => [Pass.Backward],
    };

    /// <summary>Gives a batch norm the running statistics of the input, so that inference sees values like its own.</summary>
    public Trial WithRunningStatisticsOfInput()
    {
        for (var channel = 0; Case.IsBatchNorm && channel < View.Channels; channel++)
        {
            Layer.BatchNorm.RunningMean[channel] = (float)Normalized.Mean[channel];
            Layer.BatchNorm.RunningVariance[channel] = (float)Normalized.Variance[channel];
        }

        return this;
    }

    public Trial Infer() => Run(Pass.Infer);

    public Trial InferFrozen() => Run(Pass.FrozenInfer);

    public Trial Forward() => Run(Pass.Forward);

    public Trial Backward() => Run(Pass.Backward);

    public Trial InferBackward() => Run(Pass.InferBackward);

    public Trial Run(Pass pass)
    {
        Layer.Layer.RunPass(pass, new PassTensors
        {
            Input = pass == Pass.Backward && Case.PreAdd ? Sum : Input,
            Residual = Residual,
            OutputGradient = OutputGradient,
            SumGradient = SumGradient,
            Output = Output,
            Sum = Sum,
            InputGradient = InputGradient,
            ResidualGradient = ResidualGradient,
            Batch = Batch,
        });
        return this;
    }

    /// <summary>Runs all passes of the layer with its present statistics, and throws unless every result is within its bound.</summary>
    public void RequireWithinBounds() => verifier.Run(tensors, new TrialLog(Case.Name));

    /// <summary>As <see cref="RequireWithinBounds"/>, of the passes that use running statistics.</summary>
    public void RequireInferenceWithinBounds()
    {
        if (Case.IsBatchNorm)
        {
            var calls = new LayerCalls(Layer.Layer, tensors, new TrialLog(Case.Name));
            new BatchNormInferenceTrial(Layer.BatchNorm, calls).Run();
        }
    }
}
