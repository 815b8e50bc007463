using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Diagnostics;
using NormGen.Runtime;

namespace NormGen;

/// <summary>
/// The base of every generated layer. A layer is declared with an attribute on a partial class, and the generator derives the
/// class from this one; it is not meant to be derived from by hand.
/// </summary>
[DebuggerDisplay("{Display,nq}")]
public abstract partial class NormalizationLayer
{
    /// <summary>For generated code.</summary>
    /// <param name="state">What the layer remembers between calls.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected NormalizationLayer(LayerState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        State = state;
    }

    /// <summary>
    /// The layer's arrays with PyTorch's names: what an optimizer or a checkpoint walks over. Always the same list; the values
    /// are the layer's own memory.
    /// </summary>
    public IReadOnlyList<LayerParameter> Parameters => State.Parameters;

    /// <summary>
    /// The number of threads that a call may use, the caller's included: 1, unless it is set; -1 for as many as there are
    /// processors. The bits of every result are the same for every value.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is 0 or below -1.</exception>
    public int MaxDegreeOfParallelism
    {
        get => State.MaxDegreeOfParallelism;
        set => State.MaxDegreeOfParallelism = value;
    }

    private string Display => $"{State.Shape.Layer}: {State.Shape}";

    /// <summary>What the layer remembers between calls.</summary>
    internal LayerState State { get; }

    /// <summary>Runs a pass by its name, for code that handles layers of any kind; as the method of that name does.</summary>
    /// <param name="pass">The pass.</param>
    /// <param name="tensors">The pass's arguments.</param>
    /// <exception cref="NotSupportedException">The layer has no such pass.</exception>
    public abstract void RunPass(Pass pass, in PassTensors tensors);

    /// <summary>For generated code: what <see cref="RunPass"/> throws for a pass that the layer does not have.</summary>
    /// <param name="pass">The pass.</param>
    /// <returns>The exception.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected Exception NoSuchPass(Pass pass) =>
        new NotSupportedException($"{State.Shape.Layer}: this layer of {State.Shape} has no pass {pass}.");
}
