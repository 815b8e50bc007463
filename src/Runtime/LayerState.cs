using System.Collections.Generic;
using System.ComponentModel;

namespace NormGen.Runtime;

/// <summary>What a layer remembers between calls; each normalization has its own kind.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class LayerState
{
    private protected LayerState(TensorShape shape) => Shape = shape;

    /// <summary>The declared shape.</summary>
    public TensorShape Shape { get; }

    /// <summary>The arrays that optimizers and checkpoints walk over.</summary>
    public abstract IReadOnlyList<LayerParameter> Parameters { get; }
}
