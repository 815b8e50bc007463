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
        Output = new float[View.Length];
        InputGradient = new float[View.Length];
        ResidualGradient = new float[layer.Residual ? View.Length : 0];
    }

    public LayerCase Case { get; }

    public LayerUnderTest Layer { get; }

    public int Batch => tensors.Batch;

    public TensorView View => tensors.View;

    public float[] Input => tensors.Input;

    public float[] Residual => tensors.Residual;

    public float[] OutputGradient => tensors.OutputGradient;

    public float[] Output { get; }

    public float[] InputGradient { get; }

    public float[] ResidualGradient { get; }

    /// <summary>The passes that write an output.</summary>
    public ReadOnlySpan<Pass> OutputPasses =>
        Case.Trains ? [Pass.Infer, Pass.FrozenInfer, Pass.Forward] : [Pass.Infer, Pass.FrozenInfer];

    /// <summary>The passes that write gradients; <c>Backward</c> is one only after <c>Forward</c>.</summary>
    public ReadOnlySpan<Pass> GradientPasses => Case.Trains ? [Pass.Backward, Pass.InferBackward] : [];

    /// <summary>Gives the layer the running statistics of the input, so that inference sees values like its own.</summary>
    public Trial WithRunningStatisticsOfInput()
    {
        var statistics = ChannelStatistics.Of(Input, View);
        for (var channel = 0; channel < View.Channels; channel++)
        {
            Layer.State.RunningMean[channel] = (float)statistics.Mean[channel];
            Layer.State.RunningVariance[channel] = (float)statistics.Variance[channel];
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
            Input = Input,
            Residual = Residual,
            OutputGradient = OutputGradient,
            Output = Output,
            InputGradient = InputGradient,
            ResidualGradient = ResidualGradient,
            Batch = Batch,
        });
        return this;
    }

    /// <summary>Runs all passes of the layer with its present statistics, and throws unless every result is within its bound.</summary>
    public void RequireWithinBounds() => verifier.Run(tensors, new TrialLog(Case.Name));

    /// <summary>As <see cref="RequireWithinBounds"/>, of the passes that use the running statistics.</summary>
    public void RequireInferenceWithinBounds()
    {
        var calls = new LayerCalls(Layer.Layer, tensors, new TrialLog(Case.Name));
        new BatchNormInferenceTrial(Layer.State, calls).Run();
    }
}
