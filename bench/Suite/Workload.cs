using NormGen.Bench.Memory;

namespace NormGen.Bench.Suite;

/// <summary>The buffers of a row, which all its contenders share.</summary>
internal sealed class Workload(Row row, TensorAllocator memory)
{
    public Row Row => row;

    public Tensor Input { get; } = memory.Make(row.Length);

    /// <summary>The gradient that flows in; the backward pass alone reads it.</summary>
    public Tensor OutputGradient { get; } = memory.Make(row.Pass == Pass.Backward ? row.Length : 0);

    /// <summary>What the pass writes: the output, or the input's gradient.</summary>
    public Tensor Target { get; } = memory.Make(row.Length);

    /// <summary>What a copy of the row's bytes reads.</summary>
    public Tensor Source => Input;
}
