using System;
using System.Diagnostics;

namespace NormGen;

/// <summary>A named array of a layer: what an optimizer updates and a checkpoint stores.</summary>
[DebuggerDisplay("{Name,nq}: {Value.Length} floats")]
public sealed class LayerParameter
{
    /// <summary>Names an array.</summary>
    /// <param name="name">The name, as PyTorch's state dictionary has it.</param>
    /// <param name="value">The values.</param>
    /// <param name="gradient">The gradient of the loss, as long as <paramref name="value"/>; empty where there is none.</param>
    /// <param name="isTrainable">Whether an optimizer is to update the values.</param>
    public LayerParameter(string name, Memory<float> value, Memory<float> gradient, bool isTrainable)
    {
        Name = name;
        Value = value;
        Gradient = gradient;
        IsTrainable = isTrainable;
    }

    /// <summary>The name, as PyTorch has it: <c>weight</c>, <c>bias</c>, <c>running_mean</c>, <c>running_var</c>.</summary>
    public string Name { get; }

    /// <summary>The values: the layer's own memory, not a copy.</summary>
    public Memory<float> Value { get; }

    /// <summary>What the last <c>Backward</c> wrote, as long as <see cref="Value"/>; empty if it is not trainable.</summary>
    public Memory<float> Gradient { get; }

    /// <summary>Whether an optimizer is to update the values; false for running statistics.</summary>
    public bool IsTrainable { get; }
}
