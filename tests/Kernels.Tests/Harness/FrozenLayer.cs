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
            (false, false) => Adapt(Infer<Sized>()),
            (false, true) => Adapt(Infer<AtCall>()),
            (true, false) => Adapt(Infer<ResidualSized>()),
            (true, true) => Infer<InferCall>(),
        };
    }

    private delegate void InferCall(
        ReadOnlySpan<float> input, ReadOnlySpan<float> residual, Span<float> output, int batch);

    private delegate void Sized(ReadOnlySpan<float> input, Span<float> output);

    private delegate void AtCall(ReadOnlySpan<float> input, Span<float> output, int batch);

    private delegate void ResidualSized(ReadOnlySpan<float> input, ReadOnlySpan<float> residual, Span<float> output);

    public int MaxDegreeOfParallelism
    {
        get => (int)frozen.GetType().GetProperty(nameof(MaxDegreeOfParallelism))!.GetValue(frozen)!;
        set => frozen.GetType().GetProperty(nameof(MaxDegreeOfParallelism))!.SetValue(frozen, value);
    }

    public void Run(ReadOnlySpan<float> input, ReadOnlySpan<float> residual, Span<float> output, int batch) =>
        infer(input, residual, output, batch);

    private static InferCall Adapt(Sized call) => (input, _, output, _) => call(input, output);

    private static InferCall Adapt(AtCall call) => (input, _, output, batch) => call(input, output, batch);

    private static InferCall Adapt(ResidualSized call) => (input, residual, output, _) => call(input, residual, output);

    private T Infer<T>()
        where T : Delegate => (T)Delegate.CreateDelegate(typeof(T), frozen, "Infer");
}
