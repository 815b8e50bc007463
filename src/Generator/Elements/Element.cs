using System.Collections.Generic;
using NormGen.Generator.Ir;

namespace NormGen.Generator.Elements;

/// <summary>How a tensor's values are stored, and how they come to and from the floats that kernels compute with.</summary>
internal abstract class Element
{
    /// <summary>The C# type of a stored value.</summary>
    public abstract string StorageType { get; }

    /// <summary>What a kernel carries in its name where its output is stored so; empty for floats.</summary>
    public abstract string Name { get; }

    /// <summary>The numbers that storing is told at run time, by the names of the layer's properties.</summary>
    public virtual IReadOnlyList<string> Scalars => [];

    /// <summary>Sixteen values, or <paramref name="count"/> of them and the rest from <paramref name="fill"/>.</summary>
    public abstract Value Load(IrBuilder b, Region buffer, Index at, Index? count, Value? fill);

    /// <summary>Stores sixteen values, or the first <paramref name="count"/>.</summary>
    public abstract void Store(IrBuilder b, Region buffer, Index at, Value value, Index? count);
}
