using System.Collections.Generic;
using System.Diagnostics;

namespace NormGen;

/// <summary>A tensor of a <see cref="ParameterFile"/>: what its header says of it. Immutable.</summary>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class ParameterTensor
{
    private readonly long[] shape;

    internal ParameterTensor(string name, string dataType, long[] shape, long begin, long end) =>
        (Name, DataType, this.shape, Begin, End) = (name, dataType, shape, begin, end);

    /// <summary>The whole name, prefixes included: <c>layer1.0.bn2.weight</c>.</summary>
    public string Name { get; }

    /// <summary>
    /// The type of its elements, by the format's name for it: <c>F32</c>, <c>F16</c>, <c>BF16</c> and <c>F64</c> can be read as
    /// floats, others are only named.
    /// </summary>
    public string DataType { get; }

    /// <summary>The sizes, slowest first; empty for a scalar.</summary>
    public IReadOnlyList<long> Shape => shape;

    /// <summary>Where its first byte is, counted from the first byte behind the header.</summary>
    internal long Begin { get; }

    /// <summary>Where its last byte has ended.</summary>
    internal long End { get; }

    /// <summary>The tensor as messages show it: <c>layer1.0.bn2.weight: F32 [64]</c>.</summary>
    /// <returns>Its name, type and shape.</returns>
    public override string ToString() => $"{Name}: {DataType} {Checkpoints.Words.Shape(shape)}";
}
