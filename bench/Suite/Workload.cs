using NormGen.Bench.Layers;
using NormGen.Bench.Memory;
using NormGen.Reference;

namespace NormGen.Bench.Suite;

/// <summary>What all contenders of a row share: its buffers and the layer's parameters.</summary>
/// <param name="row">The row.</param>
/// <param name="memory">Where buffers come from.</param>
/// <param name="threads">How many threads kernels and peers may use.</param>
internal sealed class Workload(Row row, TensorAllocator memory, int threads)
{
    public Row Row => row;

    public BenchLayer Layer => row.Layer;

    public int Threads => threads;

    /// <summary>Where more memory comes from.</summary>
    public TensorAllocator Memory => memory;

    /// <summary>The tensor's sizes as loops see them.</summary>
    public TensorView View { get; } = row.Layer.View(row.Batch);

    public Tensor Input { get; } = memory.Make(row.Length);

    /// <summary>The gradient that flows in; the backward pass alone reads it.</summary>
    public Tensor OutputGradient { get; } = memory.Make(row.Pass == Pass.Backward ? row.Length : 0);

    /// <summary>What the pass writes: the output, or the input's gradient.</summary>
    public Tensor Target { get; } = memory.Make(row.Length);

    public NormParameters Parameters { get; } = new(row.Layer.Features, memory);

    /// <summary>What a copy of the row's bytes reads.</summary>
    public Tensor Source => Input;
}
