using System;
using System.Runtime.InteropServices;
using NormGen.Runtime;
using NormGen.Verification;

namespace NormGen.Kernels.Tests.Harness;

/// <summary>
/// One face for all generated layers. The batch is always given, and a layer that takes a residual is given zeros where a test says
/// nothing of it.
/// </summary>
internal sealed class LayerUnderTest(LayerCase declared, NormalizationLayer layer)
{
    private float[] quietResidual = [];
    private float[] unseenGradient = [];

    public LayerCase Case => declared;

    public NormalizationLayer Layer => layer;

    public BatchNormState State => (BatchNormState)layer.State;

    public void Infer(ReadOnlySpan<float> input, Span<float> output, int batch, ReadOnlySpan<float> residual = default) =>
        Run(Pass.Infer, input, residual, output, batch);

    public void InferFrozen(ReadOnlySpan<float> input, Span<float> output, int batch, ReadOnlySpan<float> residual = default) =>
        Run(Pass.FrozenInfer, input, residual, output, batch);

    public void Forward(ReadOnlySpan<float> input, Span<float> output, int batch, ReadOnlySpan<float> residual = default) =>
        Run(Pass.Forward, input, residual, output, batch);

    /// <summary>Runs <c>Infer</c>, <c>FrozenInfer</c> or <c>Forward</c>.</summary>
    public void Run(Pass pass, ReadOnlySpan<float> input, ReadOnlySpan<float> residual, Span<float> output, int batch) =>
        layer.RunPass(pass, new PassTensors
        {
            Input = input,
            Residual = ResidualOr(residual, input.Length),
            Output = output,
            Batch = batch,
        });

    public void Backward(ReadOnlySpan<float> input, ReadOnlySpan<float> outputGradient, Span<float> inputGradient, int batch) =>
        RunBack(Pass.Backward, input, default, outputGradient, inputGradient, default, batch);

    public void InferBackward(
        ReadOnlySpan<float> input, ReadOnlySpan<float> outputGradient, Span<float> inputGradient, int batch) =>
        RunBack(Pass.InferBackward, input, default, outputGradient, inputGradient, default, batch);

    /// <summary>Runs <c>Backward</c> or <c>InferBackward</c>.</summary>
    public void RunBack(
        Pass pass,
        ReadOnlySpan<float> input,
        ReadOnlySpan<float> residual,
        ReadOnlySpan<float> outputGradient,
        Span<float> inputGradient,
        Span<float> residualGradient,
        int batch) =>
        layer.RunPass(pass, new PassTensors
        {
            Input = input,
            Residual = ResidualOr(residual, input.Length),
            OutputGradient = outputGradient,
            InputGradient = inputGradient,
            ResidualGradient = residualGradient.IsEmpty ? Unseen(input.Length) : residualGradient,
            Batch = batch,
        });

    public FrozenLayer Freeze() => new(declared, layer);

    /// <summary>Fills gamma and beta with values of both signs, a zero gamma among them.</summary>
    public LayerUnderTest WithParameters(int seed = 1)
    {
        if (declared.Affine)
        {
            var random = new FillRandom(seed);
            for (var channel = 0; channel < declared.Channels; channel++)
            {
                State.Gamma[channel] = channel % 11 == 7 ? 0 : (float)(1 + random.Normal());
                State.Beta[channel] = (float)(0.5 * random.Normal());
            }
        }

        return this;
    }

    /// <summary>Everything of the layer that a user can see, as bits: equal arrays mean that nothing changed.</summary>
    public int[] Snapshot() =>
    [
        (int)State.BatchesTracked,
        .. Bits(State.Gamma), .. Bits(State.Beta), .. Bits(State.RunningMean), .. Bits(State.RunningVariance),
        .. Bits(State.GammaGradient), .. Bits(State.BetaGradient), .. Bits(State.SavedMean), .. Bits(State.SavedRstd),
    ];

    private static int[] Bits(ReadOnlySpan<float> values) => MemoryMarshal.Cast<float, int>(values).ToArray();

    private ReadOnlySpan<float> ResidualOr(ReadOnlySpan<float> given, int length)
    {
        if (!declared.Residual || !given.IsEmpty)
        {
            return given;
        }

        quietResidual = quietResidual.Length == length ? quietResidual : new float[length];
        return quietResidual;
    }

    private Span<float> Unseen(int length)
    {
        if (!declared.Residual)
        {
            return default;
        }

        unseenGradient = unseenGradient.Length == length ? unseenGradient : new float[length];
        return unseenGradient;
    }
}
