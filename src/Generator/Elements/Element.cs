using NormGen.Generator.Ir;

namespace NormGen.Generator.Elements;

/// <summary>How a tensor's values are stored, and how they come to and from the floats that kernels compute with.</summary>
internal abstract class Element
{
    /// <summary>The C# type of a stored value.</summary>
    public abstract string StorageType { get; }

    /// <summary>Sixteen values, or <paramref name="count"/> of them and the rest from <paramref name="fill"/>.</summary>
    public abstract Value Load(IrBuilder b, Region buffer, Index at, Index? count, Value? fill);

    /// <summary>Stores sixteen values, or the first <paramref name="count"/>.</summary>
    public abstract void Store(IrBuilder b, Region buffer, Index at, Value value, Index? count);
}
