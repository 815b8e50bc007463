using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Diagnostics;

namespace NormGen.Runtime;

/// <summary>
/// What a layer remembers between calls; each normalization has its own kind. It also checks the arguments of each call, all of
/// them before anything is written. Where the layer has no training passes, what only they need is empty.
/// </summary>
[DebuggerDisplay("{Shape.Layer,nq}: {Shape.ToString(),nq}")]
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract partial class LayerState
{
    private int maxDegreeOfParallelism = 1;
    private float outputScale = 1;

    private protected LayerState(TensorShape shape, LayerMemory memory) => (Shape, Memory) = (shape, memory);

    /// <summary>The declared shape.</summary>
    public TensorShape Shape { get; }

    /// <summary>The arrays that optimizers and checkpoints walk over.</summary>
    public abstract IReadOnlyList<LayerParameter> Parameters { get; }

    /// <summary>The number of threads that a call may use, or -1 for as many as there are processors.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is 0 or below -1.</exception>
    public int MaxDegreeOfParallelism
    {
        get => maxDegreeOfParallelism;
        set
        {
            PrepareFor(Parallelism.Threads(Parallelism.Require(value)));
            maxDegreeOfParallelism = value;
        }
    }

    /// <summary>The number of threads that a call may use, 1 or more.</summary>
    public int Threads => Parallelism.Threads(maxDegreeOfParallelism);

    /// <summary>The number that an epilogue with a parameter is given; 1 at first.</summary>
    public float EpilogueParameter { get; set; } = 1;

    /// <summary>What one step of a quantized output stands for; 1 at first.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not a finite number above 0.</exception>
    public float OutputScale
    {
        get => outputScale;
        set => outputScale = float.IsFinite(value) && value > 0
            ? value
            : throw new ArgumentOutOfRangeException(
                nameof(value), value, $"{Shape.Layer}: OutputScale must be a finite number above 0.");
    }

    /// <summary>The quantized output that stands for 0; 0 at first. Its type at the layer keeps it within range.</summary>
    public int OutputZeroPoint { get; set; }

    /// <summary>The scale, one value per channel.</summary>
    public Span<float> Gamma => Memory.Row(LayerRow.Gamma);

    /// <summary>The shift, one value per channel.</summary>
    public Span<float> Beta => Memory.Row(LayerRow.Beta);

    /// <summary>The gradient of <see cref="Gamma"/>.</summary>
    public Span<float> GammaGradient => Memory.Row(TrainingRow.GammaGradient);

    /// <summary>The gradient of <see cref="Beta"/>.</summary>
    public Span<float> BetaGradient => Memory.Row(TrainingRow.BetaGradient);

    /// <summary>Parameters, gradients and what else is per channel.</summary>
    private protected LayerMemory Memory { get; }

    /// <summary>The sizes of the last forward pass that was not empty.</summary>
    private protected TensorExtent LastForward { get; set; }

    /// <summary>Allocates what calls of a batch would, so that they need not.</summary>
    /// <param name="batch">The number of samples.</param>
    /// <exception cref="ArgumentOutOfRangeException">The batch is negative.</exception>
    public abstract void Reserve(int batch);

    /// <summary>
    /// Copies everything that a call or its caller can change: parameters, gradients, statistics, counters, the degree of
    /// parallelism, and what <c>Backward</c> needs of the last <c>Forward</c>.
    /// </summary>
    /// <returns>What puts all of it back, as often as it is called.</returns>
    internal virtual Action Remember()
    {
        var floats = Memory.Slab.Span.ToArray();
        var (forward, degree) = (LastForward, MaxDegreeOfParallelism);
        var (parameter, scale, zeroPoint) = (EpilogueParameter, OutputScale, OutputZeroPoint);
        return () =>
        {
            floats.CopyTo(Memory.Slab.Span);
            (LastForward, MaxDegreeOfParallelism) = (forward, degree);
            (EpilogueParameter, OutputScale, OutputZeroPoint) = (parameter, scale, zeroPoint);
        };
    }

    /// <summary>Allocates what so many threads need; it must not matter if the number is not set in the end.</summary>
    private protected virtual void PrepareFor(int threads)
    {
    }
}
