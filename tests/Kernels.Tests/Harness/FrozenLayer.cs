using System;

namespace NormGen.Kernels.Tests.Harness;

/// <summary>
/// What <c>Freeze</c> gives, found by reflection: frozen layers are nested types without a common base, since their calls are the
/// hot path.
/// </summary>
internal sealed class FrozenLayer
{
    private readonly object frozen;
    private readonly InferCall infer;

    public FrozenLayer(LayerCase declared, NormalizationLayer layer)
    {
        frozen = declared.Type.GetMethod("Freeze", Type.EmptyTypes)!.Invoke(layer, null)!;
        infer = (declared.Residual, declared.SizedAtCall) switch
        {
            _ when declared.PreAdd => Adapt(Infer<PreAdd>()),
            (false, false) => Adapt(Infer<Sized>()),
            (false, true) => Adapt(Infer<AtCall>()),
            (true, false) => Adapt(Infer<ResidualSized>()),
            (true, true) => Adapt(Infer<ResidualAtCall>()),
        };
    }

    private delegate void InferCall(in PassTensors tensors);

    private delegate void Sized(ReadOnlySpan<float> input, Span<float> output);

    private delegate void AtCall(ReadOnlySpan<float> input, Span<float> output, int batch);

    private delegate void ResidualSized(ReadOnlySpan<float> input, ReadOnlySpan<float> residual, Span<float> output);

    private delegate void ResidualAtCall(ReadOnlySpan<float> input, ReadOnlySpan<float> residual, Span<float> output, int batch);

    private delegate void PreAdd(ReadOnlySpan<float> input, ReadOnlySpan<float> residual, Span<float> output, Span<float> sum);

    public int MaxDegreeOfParallelism
    {
        get => (int)frozen.GetType().GetProperty(nameof(MaxDegreeOfParallelism))!.GetValue(frozen)!;
        set => frozen.GetType().GetProperty(nameof(MaxDegreeOfParallelism))!.SetValue(frozen, value);
    }

    public void Run(in PassTensors tensors) => infer(tensors);

    private static InferCall Adapt(Sized call) => (in tensors) => call(tensors.Input, tensors.Output);

    private static InferCall Adapt(AtCall call) => (in tensors) => call(tensors.Input, tensors.Output, tensors.Batch);

    private static InferCall Adapt(ResidualSized call) =>
        (in tensors) => call(tensors.Input, tensors.Residual, tensors.Output);

    private static InferCall Adapt(ResidualAtCall call) =>
        (in tensors) => call(tensors.Input, tensors.Residual, tensors.Output, tensors.Batch);

    private static InferCall Adapt(PreAdd call) =>
        (in tensors) => call(tensors.Input, tensors.Residual, tensors.Output, tensors.Sum);

    private T Infer<T>()
        where T : Delegate => (T)Delegate.CreateDelegate(typeof(T), frozen, "Infer");
}
