using System;
using System.Collections.Generic;
using System.ComponentModel;
using NormGen.Runtime;

namespace NormGen;

/// <summary>
/// The base of every generated layer. A layer is declared with an attribute on a partial class, and the generator derives the
/// class from this one; it is not meant to be derived from by hand.
/// </summary>
public abstract class NormalizationLayer
{
    private readonly LayerState state;

    /// <summary>For generated code.</summary>
    /// <param name="state">What the layer remembers between calls.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected NormalizationLayer(LayerState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        this.state = state;
    }

    /// <summary>
    /// The layer's arrays with PyTorch's names: what an optimizer or a checkpoint walks over. Always the same list; the values
    /// are the layer's own memory.
    /// </summary>
    public IReadOnlyList<LayerParameter> Parameters => state.Parameters;
}
