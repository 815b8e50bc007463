using System;
using System.Collections.Generic;
using System.ComponentModel;

namespace NormGen.Runtime;

/// <summary>What a layer remembers between calls; each normalization has its own kind.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class LayerState
{
    private int maxDegreeOfParallelism = 1;

    private protected LayerState(TensorShape shape) => Shape = shape;

    /// <summary>The declared shape.</summary>
    public TensorShape Shape { get; }

    /// <summary>The arrays that optimizers and checkpoints walk over.</summary>
    public abstract IReadOnlyList<LayerParameter> Parameters { get; }

    /// <summary>The number of threads that a call may use, or -1 for as many as there are processors.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is 0 or below -1.</exception>
    public int MaxDegreeOfParallelism
    {
        get => maxDegreeOfParallelism;
        set => maxDegreeOfParallelism = Parallelism.Require(value);
    }

    /// <summary>The number of threads that a call may use, 1 or more.</summary>
    public int Threads => Parallelism.Threads(maxDegreeOfParallelism);

    /// <summary>
    /// Copies everything that a call or its caller can change: parameters, gradients, statistics, counters, the degree of
    /// parallelism, and what <c>Backward</c> needs of the last <c>Forward</c>.
    /// </summary>
    /// <returns>What puts all of it back, as often as it is called.</returns>
    internal abstract Action Remember();
}
