using System;
using System.Runtime.InteropServices;
using NormGen.Runtime;
using NormGen.Verification;

namespace NormGen.Kernels.Tests.Harness;

/// <summary>
/// One face for all generated layers. The batch is always given; where a test says nothing of a residual, or of the gradient of a
/// sum, a layer that takes one is given zeros, and where it does not ask for an output, that goes where nobody looks.
/// </summary>
internal sealed class LayerUnderTest(LayerCase declared, NormalizationLayer layer)
{
    private float[] zeros = [];
    private float[] unseen = [];

    public LayerCase Case => declared;

    public NormalizationLayer Layer => layer;

    public LayerState State => layer.State;

    /// <summary>The state of a batch norm.</summary>
    public BatchNormState BatchNorm => (BatchNormState)layer.State;

    public ReadOnlySpan<float> SavedMean => layer.State switch
    {
        BatchNormState state => state.SavedMean,
        SampleNormState state => state.SavedMean,
        _ => throw new InvalidOperationException("A kind of layer that no test knows."),
    };

    public ReadOnlySpan<float> SavedRstd => layer.State switch
    {
        BatchNormState state => state.SavedRstd,
        SampleNormState state => state.SavedRstd,
        _ => throw new InvalidOperationException("A kind of layer that no test knows."),
    };

    private LayerTraits Traits => layer.State switch
    {
        BatchNormState state => new LayerTraits(state.Options),
        SampleNormState state => new LayerTraits(state.Options),
        _ => throw new InvalidOperationException("A kind of layer that no test knows."),
    };

    public void Infer(ReadOnlySpan<float> input, Span<float> output, int batch, ReadOnlySpan<float> residual = default) =>
        Run(Pass.Infer, input, residual, output, batch);

    public void InferFrozen(ReadOnlySpan<float> input, Span<float> output, int batch, ReadOnlySpan<float> residual = default) =>
        Run(Pass.FrozenInfer, input, residual, output, batch);

    public void Forward(ReadOnlySpan<float> input, Span<float> output, int batch, ReadOnlySpan<float> residual = default) =>
        Run(Pass.Forward, input, residual, output, batch);

    /// <summary>Runs <c>Infer</c>, <c>FrozenInfer</c> or <c>Forward</c>.</summary>
    public void Run(Pass pass, ReadOnlySpan<float> input, ReadOnlySpan<float> residual, Span<float> output, int batch) =>
        layer.RunPass(pass, Tensors(input, residual, output, batch));

    /// <summary>Runs <c>Infer</c> of a frozen layer that was made before.</summary>
    public void Run(
        FrozenLayer frozen, ReadOnlySpan<float> input, ReadOnlySpan<float> residual, Span<float> output, int batch) =>
        frozen.Run(Tensors(input, residual, output, batch));

    /// <summary>Runs <c>Backward</c>, for a layer with a sum on that sum.</summary>
    public void Backward(ReadOnlySpan<float> input, ReadOnlySpan<float> outputGradient, Span<float> inputGradient, int batch) =>
        RunBack(Pass.Backward, input, default, outputGradient, inputGradient, default, batch);

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
            Residual = residual.IsEmpty ? Zeros(declared.Residual, input.Length) : residual,
            OutputGradient = outputGradient,
            SumGradient = Zeros(declared.PreAdd, input.Length),
            InputGradient = inputGradient,
            ResidualGradient = residualGradient.IsEmpty ? Unseen(declared.Residual, input.Length) : residualGradient,
            Batch = batch,
        });

    public FrozenLayer Freeze() => new(declared, layer);

    /// <summary>Fills gamma and beta with values that give scales of both signs, a zero among them.</summary>
    public LayerUnderTest WithParameters(int seed = 1)
    {
        RandomParameters.Use(State, Traits, seed);
        return this;
    }

    /// <summary>Everything of the layer that a user can see, as bits: equal arrays mean that nothing changed.</summary>
    public int[] Snapshot() =>
    [
        .. Bits(State.Gamma), .. Bits(State.Beta), .. Bits(State.GammaGradient), .. Bits(State.BetaGradient),
        .. Bits(SavedMean), .. Bits(SavedRstd),
        .. State is BatchNormState batchNorm
            ? [(int)batchNorm.BatchesTracked, .. Bits(batchNorm.RunningMean), .. Bits(batchNorm.RunningVariance)]
            : Array.Empty<int>(),
    ];

    private static int[] Bits(ReadOnlySpan<float> values) => MemoryMarshal.Cast<float, int>(values).ToArray();

    private PassTensors Tensors(ReadOnlySpan<float> input, ReadOnlySpan<float> residual, Span<float> output, int batch) => new()
    {
        Input = input,
        Residual = residual.IsEmpty ? Zeros(declared.Residual || declared.PreAdd, input.Length) : residual,
        Output = output,
        Sum = Unseen(declared.PreAdd, input.Length),
        Batch = batch,
    };

    private ReadOnlySpan<float> Zeros(bool areTaken, int length)
    {
        if (!areTaken)
        {
            return default;
        }

        zeros = zeros.Length == length ? zeros : new float[length];
        return zeros;
    }

    private Span<float> Unseen(bool isWritten, int length)
    {
        if (!isWritten)
        {
            return default;
        }

        unseen = unseen.Length == length ? unseen : new float[length];
        return unseen;
    }
}
